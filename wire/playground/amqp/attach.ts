import type { Arrival } from './assembly.ts';
import type { Broker, Node } from './broker.ts';
import { ConsumerLink } from './consumer-link.ts';
import { Coordinator } from './coordinator.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { MAX_MESSAGE_SIZE } from './limits.ts';
import type { Outflow } from './outflow.ts';
import { receiveMessages, type Destination } from './producer.ts';
import { Queue } from './queue.ts';
import type { RheaReceiver, RheaSender, Terminus, TerminusFields } from './rhea.ts';
import { asksForCoordinator } from './sessions.ts';
import type { Subscription } from './topic.ts';
import type { Transactions } from './transactions.ts';

/** What the connection has to do when a link ends. */
export interface OpenLink {
  /** The client closed it for good. */
  closed(): void;
  /** It was detached, or its connection is gone; what is durable stays. */
  lost(): void;
}

/** What the links of one connection work with. */
export interface Surroundings {
  readonly broker: Broker;
  readonly outflow: Outflow;
  readonly transactions: Transactions;
  /** The message that is being delivered at this moment. */
  readonly arrival: () => Arrival | undefined;
}

const OUTCOMES = ['amqp:accepted:list', 'amqp:rejected:list', 'amqp:released:list', 'amqp:modified:list'];

/** Connects a link on which a client receives to what its source asks for (3.5.3). */
export function attachConsumer({ broker, outflow, transactions }: Surroundings, sender: RheaSender): OpenLink | AmqpFailure {
  const source = terminusOf(sender.source);
  if (source === undefined) return failure('amqp:invalid-field', 'The source is missing, or of a type that is not known here.');
  const origin = findOrigin(broker, sender, source);
  if ('condition' in origin) return origin;
  const browsing = origin.subscription === undefined && source.distribution_mode === 'copy';
  sender.local.attach.snd_settle_mode = sender.snd_settle_mode;
  sender.set_source({
    address: origin.address,
    dynamic: source.dynamic === true,
    distribution_mode: browsing ? 'copy' : 'move',
    outcomes: OUTCOMES,
    ...(origin.subscription?.durable === true ? { durable: source.durable ?? 0, expiry_policy: 'never' } : {}),
    capabilities: [origin.subscription === undefined ? 'queue' : 'topic'],
  });
  sender.set_target(addressOnly(sender.target));
  const link = new ConsumerLink(sender, origin.queue, outflow, transactions, browsing);
  return {
    closed: () => {
      link.end();
      origin.remove();
    },
    lost: () => {
      link.end();
      if (origin.subscription?.durable !== true) origin.remove();
    },
  };
}

interface Origin {
  readonly queue: Queue;
  readonly address: string;
  readonly subscription?: Subscription;
  remove(): void;
}

function findOrigin(broker: Broker, sender: RheaSender, source: Terminus): Origin | AmqpFailure {
  if (source.dynamic === true) {
    if (source.address != null) return failure('amqp:invalid-field', 'A request for a dynamic node has no address (3.5.3).');
    const { queue, remove } = broker.createTemporary();
    return { queue, address: queue.address, remove };
  }
  const node = broker.find(source.address ?? '', wantsTopic(source));
  if ('condition' in node) return node;
  if (node instanceof Queue) return { queue: node, address: node.address, remove: () => undefined };
  const durable = (source.durable ?? 0) > 0 || source.expiry_policy === 'never';
  // A subscription belongs to the client's container and the link's name (2.6.1), on whatever connection they come.
  const subscription = durable ? node.subscribeDurably(`${sender.connection.container_id ?? ''}\0${sender.name}`) : node.subscribe();
  if ('condition' in subscription) return subscription;
  return { queue: subscription.queue, address: node.address, subscription, remove: () => subscription.remove() };
}

/** Connects a link on which a client sends to what its target asks for (3.5.4): a node, or the coordinator (4.5.1). */
export function attachProducer(surroundings: Surroundings, receiver: RheaReceiver): OpenLink | AmqpFailure {
  const { broker, arrival, transactions } = surroundings;
  if (asksForCoordinator(receiver)) {
    const coordinator = new Coordinator(receiver, arrival, transactions);
    return { closed: () => coordinator.end(), lost: () => coordinator.end() };
  }
  const target = terminusOf(receiver.target);
  if (target === undefined) return failure('amqp:not-implemented', 'The target is missing, or of a type that is not known here.');
  receiver.local.attach.max_message_size = MAX_MESSAGE_SIZE;
  receiver.local.attach.rcv_settle_mode = receiver.rcv_settle_mode;
  receiver.set_source(addressOnly(receiver.source));
  const destination = findDestination(broker, receiver, target);
  if ('condition' in destination) return destination;
  const link = receiveMessages(receiver, { arrival, transactions, ...destination });
  return { closed: () => link.end(), lost: () => link.end() };
}

function findDestination(broker: Broker, receiver: RheaReceiver, target: Terminus): Destination | AmqpFailure {
  if (target.dynamic === true) {
    if (target.address != null) return failure('amqp:invalid-field', 'A request for a dynamic node has no address (3.5.4).');
    const { queue, remove } = broker.createTemporary();
    receiver.set_target({ address: queue.address, dynamic: true });
    return { route: () => queue, ended: remove };
  }
  if (target.address == null) {
    receiver.set_target({});
    return { route: (to) => findByMessage(broker, to), ended: () => undefined };
  }
  const node = broker.find(target.address, wantsTopic(target));
  if ('condition' in node) return node;
  receiver.set_target({ address: node.address, capabilities: [node instanceof Queue ? 'queue' : 'topic'] });
  return { route: () => node, ended: node.addProducer() };
}

/** For a target without an address: each message goes where its own `to` says (the anonymous terminus for routing). */
function findByMessage(broker: Broker, to: string | undefined): Node | AmqpFailure {
  if (to !== undefined) return broker.find(to, false);
  return failure('amqp:invalid-field', 'The target has no address, and the message no “to”: nobody knows where it should go.');
}

/** What rhea makes of a missing terminus, or of one that it does not know, is a null with a type; only a composite has fields. */
function terminusOf(terminus: Terminus | null | undefined): Terminus | undefined {
  return Array.isArray((terminus as { readonly value?: unknown } | null | undefined)?.value) ? (terminus ?? undefined) : undefined;
}

function addressOnly(terminus: Terminus | null | undefined): TerminusFields {
  const address = terminusOf(terminus)?.address;
  return address == null ? {} : { address };
}

function wantsTopic(terminus: Terminus): boolean {
  const { capabilities } = terminus;
  return capabilities === 'topic' || (Array.isArray(capabilities) && capabilities.includes('topic'));
}
