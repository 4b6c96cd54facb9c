import { randomUUID } from 'node:crypto';
import { Budget } from './budget.ts';
import { deletedNode, failure, type AmqpFailure } from './failure.ts';
import { nodeToGo } from './fairness.ts';
import { containerShare, maxName, maxNodes, maxStoredBytes } from './limits.ts';
import { Links } from './links.ts';
import type { StoredMessage } from './message.ts';
import type { Owner } from './owner.ts';
import { Owners } from './owners.ts';
import { Queue } from './queue.ts';
import { Topic, type Node, type Subscription } from './topic.ts';
import { Undetached } from './undetached.ts';

/** Addresses that begin so are topics; all others are queues. */
export const topicPrefix = 'topic/';
/** Addresses that the broker makes up for dynamic nodes (3.5.3) begin so. */
export const temporaryPrefix = 'temporary/';
/** What consumers rejected ends here. */
export const deadLetters = 'dead-letters';

/** What is counted together, for the texts of errors. */
const countedNodes = 'queues, topics and durable subscriptions';

/** The nodes of the broker by address. Queues and topics come into being when they are first used, and go when nobody needs them. */
export class Broker {
  readonly #nodes = new Map<string, Node>();
  /** What queues hold, and what transactions hold back. */
  readonly budget = new Budget(maxStoredBytes);
  readonly links = new Links();
  readonly undetached = new Undetached();
  readonly owners = new Owners(
    this.budget,
    (owner) => this.links.closeOneOf(owner),
    (line) => this.#log(line),
  );
  /** Durable subscriptions of all topics. */
  readonly #subscriptions = new Set<Subscription>();
  /** The containers for which nodes and subscriptions were made. */
  readonly #makers = new Map<Node | Subscription, Owner>();
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /**
   * The node of an address. `asTopic` is set where a client asks for the capability `topic`. `owner` is the container that
   * asks; a node that is made counts as one of its own.
   */
  find(address: string, asTopic: boolean, owner?: Owner): Node | AmqpFailure {
    const known = this.#nodes.get(address);
    if (known !== undefined) return known;
    if (address === '')
      return failure('amqp:invalid-field', 'The address is empty. Name a queue, or a topic as topic/….');
    if (address.startsWith('$'))
      return failure(
        'amqp:not-found',
        `There is no ${address} here: the playground has no management and no claims-based security.`,
      );
    if (address.startsWith(temporaryPrefix))
      return failure(
        'amqp:not-found',
        `There is no ${address}; a dynamic node lives as long as the link that asked for it.`,
      );
    if (address.length > maxName)
      return failure('amqp:resource-limit-exceeded', `An address has at most ${maxName} characters here.`);
    const full = this.#makeRoom(owner);
    if (full !== undefined) return full;
    const node = asTopic || address.startsWith(topicPrefix) ? this.#addTopic(address) : this.#addQueue(address);
    this.#owned(node, owner);
    return node;
  }

  /** A queue with an address that nobody else has; it goes when `remove` is called. */
  createTemporary(owner?: Owner): { readonly queue: Queue; readonly remove: () => void } | AmqpFailure {
    const full = this.#makeRoom(owner);
    if (full !== undefined) return full;
    const address = temporaryPrefix + randomUUID();
    const queue = new Queue(
      address,
      this.budget,
      (message) => this.#bury(message),
      () => undefined,
    );
    this.#nodes.set(address, queue);
    this.#owned(queue, owner);
    const remove = (): void => {
      this.#forget(queue);
      queue.discard(deletedNode(address));
    };
    return { queue, remove };
  }

  /** The durable subscription of that key: the one that waits, or a new one, which counts as one of the container's nodes. */
  subscribeDurably(topic: Topic, key: string, owner: Owner): Subscription | AmqpFailure {
    const known = topic.findDurable(key);
    if (known !== undefined) return known;
    const full = this.#makeRoom(owner, topic);
    if (full !== undefined) return full;
    const subscription = topic.subscribeDurably(key, (gone) => {
      this.#subscriptions.delete(gone);
      this.#disown(gone);
    });
    if ('condition' in subscription) return subscription;
    this.#subscriptions.add(subscription);
    this.#owned(subscription, owner);
    return subscription;
  }

  /** How many messages wait, for the line that says what is lost at the end. */
  get waiting(): number {
    let sum = 0;
    for (const node of this.#nodes.values()) if (node instanceof Queue) sum += node.depth;
    return sum;
  }

  #addQueue(address: string): Queue {
    // A dead letter that is rejected again is dropped: there is nowhere left to put it.
    const deadLetter =
      address === deadLetters ? (): void => undefined : (message: StoredMessage): void => this.#bury(message);
    const queue = new Queue(address, this.budget, deadLetter, (idle) => this.#forget(idle));
    this.#nodes.set(address, queue);
    return queue;
  }

  #addTopic(address: string): Topic {
    const topic = new Topic(
      address,
      this.budget,
      (message) => this.#bury(message),
      (idle) => this.#forget(idle),
    );
    this.#nodes.set(address, topic);
    return topic;
  }

  #bury(message: StoredMessage): void {
    const dead = this.find(deadLetters, false);
    const problem = 'condition' in dead ? dead : dead.add(message);
    this.#log(
      problem === undefined
        ? `AMQP a rejected message went to ${deadLetters}.`
        : `AMQP a rejected message was dropped: ${problem.description}`,
    );
  }

  #forget(node: Node): void {
    if (this.#nodes.get(node.address) !== node) return;
    this.#nodes.delete(node.address);
    this.#disown(node);
  }

  #disown(node: Node | Subscription): void {
    const maker = this.#makers.get(node);
    this.#makers.delete(node);
    if (maker !== undefined) maker.nodes--;
  }

  #owned(node: Node | Subscription, owner: Owner | undefined): void {
    if (owner === undefined) return;
    owner.nodes++;
    this.#makers.set(node, owner);
  }

  /** A failure if no node or durable subscription can be added. When all are taken, one goes ({@link nodeToGo}), but not `kept`. */
  #makeRoom(owner: Owner | undefined, kept?: Node): AmqpFailure | undefined {
    if (owner !== undefined && owner.nodes >= containerShare.nodes)
      return failure(
        'amqp:resource-limit-exceeded',
        `The container ${owner.id} has ${owner.nodes} ${countedNodes}, and may not have more. Receive what they hold, and close their links.`,
      );
    if (this.#nodes.size + this.#subscriptions.size < maxNodes) return undefined;
    const removable = [...this.#nodes.values(), ...this.#subscriptions].filter(
      (each) => each.address !== deadLetters && each !== kept,
    );
    const node = nodeToGo(removable, (each) => this.#makers.get(each), owner);
    if (node === undefined)
      return failure(
        'amqp:resource-limit-exceeded',
        `The playground has at most ${maxNodes} ${countedNodes}, and all are in use.`,
      );
    this.#log(
      `AMQP ${node.address} was deleted with ${node.depth} messages, since there are ${maxNodes} ${countedNodes}.`,
    );
    if (node instanceof Queue || node instanceof Topic) this.#forget(node);
    node.discard(
      failure(
        'amqp:resource-limit-exceeded',
        `${node.address} was deleted: the playground has at most ${maxNodes} ${countedNodes}, and others need one.`,
      ),
    );
    return undefined;
  }
}
