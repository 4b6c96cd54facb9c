import { randomUUID } from 'node:crypto';
import { Budget } from './budget.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { MAX_NODES, MAX_STORED_BYTES } from './limits.ts';
import type { StoredMessage } from './message.ts';
import { Queue } from './queue.ts';
import { Topic } from './topic.ts';

/** Addresses that begin so are topics; all others are queues. */
export const TOPIC_PREFIX = 'topic/';
/** Addresses that the broker makes up for dynamic nodes (3.5.3) begin so. */
export const TEMPORARY_PREFIX = 'temporary/';
/** What consumers rejected ends here. */
export const DEAD_LETTERS = 'dead-letters';

export type Node = Queue | Topic;

/** The nodes of the broker by address. Queues and topics come into being when they are first used, and go when nobody needs them. */
export class Broker {
  readonly #nodes = new Map<string, Node>();
  /** What queues hold, and what transactions hold back. */
  readonly budget = new Budget(MAX_STORED_BYTES);
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** The node of an address. `asTopic` is set where a client asks for the capability `topic`. */
  find(address: string, asTopic: boolean): Node | AmqpFailure {
    const known = this.#nodes.get(address);
    if (known !== undefined) return known;
    if (address === '') return failure('amqp:invalid-field', 'The address is empty. Name a queue, or a topic as topic/….');
    if (address.startsWith('$'))
      return failure('amqp:not-found', `There is no ${address} here: the playground has no management and no claims-based security.`);
    if (address.startsWith(TEMPORARY_PREFIX))
      return failure('amqp:not-found', `There is no ${address}; a dynamic node lives as long as the link that asked for it.`);
    if (this.#nodes.size >= MAX_NODES)
      return failure('amqp:resource-limit-exceeded', `The playground has at most ${MAX_NODES} queues and topics.`);
    return asTopic || address.startsWith(TOPIC_PREFIX) ? this.#addTopic(address) : this.#addQueue(address);
  }

  /** A queue with an address that nobody else has; it goes when `remove` is called. */
  createTemporary(): { readonly queue: Queue; readonly remove: () => void } {
    const address = TEMPORARY_PREFIX + randomUUID();
    const queue = new Queue(
      address,
      this.budget,
      (message) => this.#bury(message),
      () => undefined,
    );
    this.#nodes.set(address, queue);
    const remove = (): void => {
      this.#nodes.delete(address);
      queue.discard();
    };
    return { queue, remove };
  }

  /** How many messages wait, for the line that says what is lost at the end. */
  get waiting(): number {
    let sum = 0;
    for (const node of this.#nodes.values()) if (node instanceof Queue) sum += node.depth;
    return sum;
  }

  #addQueue(address: string): Queue {
    // A dead letter that is rejected again is dropped: there is nowhere left to put it.
    const deadLetter = address === DEAD_LETTERS ? (): void => undefined : (message: StoredMessage): void => this.#bury(message);
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
    const dead = this.find(DEAD_LETTERS, false);
    const problem = dead instanceof Queue ? dead.add(message) : undefined;
    this.#log(
      problem === undefined
        ? `AMQP a rejected message went to ${DEAD_LETTERS}.`
        : `AMQP a rejected message was dropped: ${problem.description}`,
    );
  }

  #forget(node: Node): void {
    if (this.#nodes.get(node.address) === node) this.#nodes.delete(node.address);
  }
}
