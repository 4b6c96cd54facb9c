import type { Budget } from './budget.ts';
import { deletedNode, failure, type AmqpFailure } from './failure.ts';
import { maxSubscriptions } from './limits.ts';
import type { StoredMessage } from './message.ts';
import { Queue, type Producer } from './queue.ts';

/** What messages are sent to. */
export type Node = Queue | Topic;

/** A subscription: the queue that a topic copies its messages to. */
export interface Subscription {
  readonly address: string;
  readonly queue: Queue;
  /** Kept while its consumer is away. */
  readonly durable: boolean;
  /** Its consumer is there. */
  readonly inUse: boolean;
  /** How many messages wait. */
  readonly depth: number;
  /** Takes the subscription away, with what it holds. */
  remove(): void;
  /** The same, and tells its consumer why. */
  discard(reason: AmqpFailure): void;
}

/** Copies every message to every subscription that is there when it arrives. */
export class Topic {
  readonly address: string;
  readonly #durable = new Map<string, Subscription>();
  readonly #subscriptions = new Set<Subscription>();
  readonly #budget: Budget;
  readonly #deadLetter: (message: StoredMessage) => void;
  readonly #idle: (topic: Topic) => void;
  readonly #producers = new Set<Producer>();
  #deleted: AmqpFailure | undefined;

  constructor(
    address: string,
    budget: Budget,
    deadLetter: (message: StoredMessage) => void,
    idle: (topic: Topic) => void,
  ) {
    this.address = address;
    this.#budget = budget;
    this.#deadLetter = deadLetter;
    this.#idle = idle;
  }

  /** Why it was deleted and takes nothing any more; undefined if it was not. */
  get deleted(): AmqpFailure | undefined {
    return this.#deleted;
  }

  /** Copies to all; the first failure (a full subscription) is reported, but the others get their copy all the same. */
  add(message: StoredMessage): AmqpFailure | undefined {
    if (this.#deleted !== undefined) return this.#deleted;
    // Messages never change, so that all copies share their bytes; each counts as if it had its own.
    const failures = this.queues.map((queue) => queue.add(message));
    return failures.find((problem) => problem !== undefined);
  }

  /** Where a message would be copied to now. */
  get queues(): readonly Queue[] {
    return [...this.#subscriptions].map(({ queue }) => queue);
  }

  /** Whether a link sends here or receives from here. */
  get inUse(): boolean {
    return this.#producers.size > 0 || this.queues.some((queue) => queue.inUse);
  }

  /** How many messages wait for consumers. */
  get depth(): number {
    return this.queues.reduce((sum, queue) => sum + queue.depth, 0);
  }

  addProducer(producer: Producer): () => void {
    this.#producers.add(producer);
    return () => {
      this.#producers.delete(producer);
      this.#checkIdle();
    };
  }

  /** A subscription that ends with its link. */
  subscribe(): Subscription {
    return this.#create(false, () => undefined);
  }

  /** The durable subscription of that key, if there is one. */
  findDurable(key: string): Subscription | undefined {
    return this.#durable.get(key);
  }

  /** A new durable subscription; `removed` is called when it is gone. */
  subscribeDurably(key: string, removed: (subscription: Subscription) => void): Subscription | AmqpFailure {
    if (this.#durable.size >= maxSubscriptions)
      return failure('amqp:resource-limit-exceeded', `A topic has at most ${maxSubscriptions} durable subscriptions.`);
    const subscription = this.#create(true, (gone) => {
      this.#durable.delete(key);
      removed(gone);
    });
    this.#durable.set(key, subscription);
    return subscription;
  }

  /** Takes the topic out of use with all of its subscriptions, and tells its users why. */
  discard(reason: AmqpFailure): void {
    this.#deleted = reason;
    for (const subscription of [...this.#subscriptions]) subscription.discard(reason);
    for (const producer of [...this.#producers]) producer.deleted(reason);
  }

  #create(durable: boolean, removed: (subscription: Subscription) => void): Subscription {
    const queue = new Queue(this.address, this.#budget, this.#deadLetter, () => undefined);
    const subscription: Subscription = {
      address: this.address,
      queue,
      durable,
      get inUse() {
        return queue.inUse;
      },
      get depth() {
        return queue.depth;
      },
      remove: () => subscription.discard(deletedNode(this.address)),
      discard: (reason) => {
        if (!this.#subscriptions.delete(subscription)) return;
        queue.discard(reason);
        removed(subscription);
        this.#checkIdle();
      },
    };
    this.#subscriptions.add(subscription);
    return subscription;
  }

  #checkIdle(): void {
    if (this.#subscriptions.size === 0 && this.#producers.size === 0) this.#idle(this);
  }
}
