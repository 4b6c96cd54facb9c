import type { Terminus } from './attach-request.ts';
import type { Broker } from './broker.ts';
import { ConsumerLink } from './consumer-link.ts';
import { Coordinator, coordinatorFields } from './coordinator.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { IncomingLink } from './incoming-link.ts';
import { maxMessageSize } from './limits.ts';
import { linkKey } from './links.ts';
import type { Attachment, Link } from './model.ts';
import { receiveMessages, type Destination } from './producer.ts';
import { Queue } from './queue.ts';
import type { Node, Subscription } from './topic.ts';
import { bool, composite, symbol, symbols, text, uint, ulong, type Fields } from './values.ts';
import type { Owner } from './owner.ts';

const outcomes = symbols(['amqp:accepted:list', 'amqp:rejected:list', 'amqp:released:list', 'amqp:modified:list']);

/** Connects a link to what its attach asks for. */
export function connect(link: Link): Attachment | AmqpFailure {
  return link.request.sends ? connectProducer(link) : connectConsumer(link);
}

/** Stands behind a link that was refused: what still arrives on it is rejected, however much that is. */
export function refused(link: Link): Attachment {
  const nothing = (): void => undefined;
  return { endpoint: new IncomingLink(link, nothing, nothing), fields: {}, ended: nothing };
}

/** A link on which a client receives: its source (3.5.3). */
function connectConsumer(link: Link): Attachment | AmqpFailure {
  const { source, target } = link.request;
  if (source === undefined)
    return failure('amqp:invalid-field', 'The source is missing, or of a type that is not known here.');
  const origin = findOrigin(link, source);
  if ('condition' in origin) return origin;
  const { subscription } = origin;
  const browsing = subscription === undefined && source.distributionMode === 'copy';
  const isDurable = subscription?.durable === true;
  return {
    endpoint: new ConsumerLink(link, origin.queue, browsing),
    fields: {
      source: composite('source', {
        address: text(origin.address),
        ...(isDurable ? { durable: uint(2), 'expiry-policy': symbol('never') } : {}),
        dynamic: bool(source.dynamic),
        'distribution-mode': symbol(browsing ? 'copy' : 'move'),
        outcomes: outcomes,
        capabilities: symbols([subscription === undefined ? 'queue' : 'topic']),
      }),
      target: addressOnly('target', target),
    },
    ended: (closed) => {
      if (closed || !isDurable) origin.remove();
    },
  };
}

interface Origin {
  readonly queue: Queue;
  readonly address: string;
  readonly subscription?: Subscription;
  remove(): void;
}

function findOrigin({ connection, request }: Link, source: Terminus): Origin | AmqpFailure {
  const { broker, owner } = connection;
  if (source.dynamic) {
    if (source.address !== undefined)
      return failure('amqp:invalid-field', 'A request for a dynamic node has no address (3.5.3).');
    const temporary = broker.createTemporary(owner);
    if ('condition' in temporary) return temporary;
    return { queue: temporary.queue, address: temporary.queue.address, remove: temporary.remove };
  }
  const node = broker.find(source.address ?? '', wantsTopic(source), owner);
  if ('condition' in node) return node;
  if (node instanceof Queue) return { queue: node, address: node.address, remove: () => undefined };
  const durable = source.durable || source.expiryPolicy === 'never';
  // A subscription belongs to the client's container and the link's name (2.6.1), on whatever connection they come.
  const subscription = durable
    ? broker.subscribeDurably(node, linkKey(owner.id, request.name), owner)
    : node.subscribe();
  if ('condition' in subscription) return subscription;
  return { queue: subscription.queue, address: node.address, subscription, remove: () => subscription.remove() };
}

/** A link on which a client sends: its target is a node (3.5.4), or the coordinator (4.5.1). */
function connectProducer(link: Link): Attachment | AmqpFailure {
  const { source, target, toCoordinator } = link.request;
  const fields: Fields = { source: addressOnly('source', source), 'max-message-size': ulong(maxMessageSize) };
  const ended = (): void => undefined;
  if (toCoordinator)
    return { endpoint: new Coordinator(link).endpoint, fields: { ...fields, ...coordinatorFields }, ended };
  if (target === undefined)
    return failure('amqp:not-implemented', 'The target is missing, or of a type that is not known here.');
  const found = findDestination(link, target);
  if ('condition' in found) return found;
  return {
    endpoint: receiveMessages(link, found),
    fields: { ...fields, target: composite('target', found.target) },
    ended,
  };
}

function findDestination(link: Link, target: Terminus): (Destination & { readonly target: Fields }) | AmqpFailure {
  const { broker, owner } = link.connection;
  if (target.dynamic) {
    if (target.address !== undefined)
      return failure('amqp:invalid-field', 'A request for a dynamic node has no address (3.5.4).');
    const temporary = broker.createTemporary(owner);
    if ('condition' in temporary) return temporary;
    const { queue, remove } = temporary;
    const release = queue.addProducer({ deleted: (reason) => link.close(reason) });
    const ended = (): void => {
      release();
      remove();
    };
    return { target: { address: text(queue.address), dynamic: bool(true) }, route: () => queue, ended };
  }
  if (target.address === undefined) {
    return { target: {}, route: (to) => findByMessage(broker, owner, to), ended: () => undefined };
  }
  const node = broker.find(target.address, wantsTopic(target), owner);
  if ('condition' in node) return node;
  const capabilities = symbols([node instanceof Queue ? 'queue' : 'topic']);
  return {
    target: { address: text(node.address), capabilities },
    route: () => node,
    ended: node.addProducer({ deleted: (reason) => link.close(reason) }),
  };
}

/** For a target without an address: each message goes where its own `to` says (the anonymous terminus for routing). */
function findByMessage(broker: Broker, owner: Owner, to: string | undefined): Node | AmqpFailure {
  if (to !== undefined) return broker.find(to, false, owner);
  return failure(
    'amqp:invalid-field',
    'The target has no address, and the message no “to”: say in one of them where it goes.',
  );
}

function addressOnly(name: string, terminus: Terminus | undefined): ReturnType<typeof composite> {
  return composite(name, terminus?.address === undefined ? {} : { address: text(terminus.address) });
}

function wantsTopic(terminus: Terminus): boolean {
  return terminus.capabilities.includes('topic');
}
