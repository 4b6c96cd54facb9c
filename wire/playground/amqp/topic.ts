import type { Budget } from './budget.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { MAX_SUBSCRIPTIONS } from './limits.ts';
import type { StoredMessage } from './message.ts';
import { Queue } from './queue.ts';

/** A subscription: the queue that a topic copies its messages to. */
export interface Subscription {
  readonly queue: Queue;
  /** Kept while its consumer is away. */
  readonly durable: boolean;
  /** Takes the subscription away, with what it holds. */
  remove(): void;
}

/** Copies every message to every subscription that is there when it arrives. */
export class Topic {
  readonly address: string;
  readonly #durable = new Map<string, Subscription>();
  readonly #subscriptions = new Set<Subscription>();
  readonly #budget: Budget;
  readonly #deadLetter: (message: StoredMessage) => void;
  readonly #idle: (topic: Topic) => void;
  #producers = 0;

  constructor(address: string, budget: Budget, deadLetter: (message: StoredMessage) => void, idle: (topic: Topic) => void) {
    this.address = address;
    this.#budget = budget;
    this.#deadLetter = deadLetter;
    this.#idle = idle;
  }

  /** Copies to all; the first failure (a full subscription) is told, but the others get their copy all the same. */
  add(message: StoredMessage): AmqpFailure | undefined {
    // Messages never change, so that all copies share their bytes; each counts as if it had its own.
    const failures = this.queues.map((queue) => queue.add(message));
    return failures.find((problem) => problem !== undefined);
  }

  /** Where a message would be copied to now. */
  get queues(): readonly Queue[] {
    return [...this.#subscriptions].map(({ queue }) => queue);
  }

  addProducer(): () => void {
    this.#producers++;
    return () => {
      this.#producers--;
      this.#checkIdle();
    };
  }

  /** A subscription that ends with its link. */
  subscribe(): Subscription {
    return this.#create(false, () => undefined);
  }

  /** The subscription of that key: the one that waits, or a new one. */
  subscribeDurably(key: string): Subscription | AmqpFailure {
    const known = this.#durable.get(key);
    if (known !== undefined) return known;
    if (this.#durable.size >= MAX_SUBSCRIPTIONS)
      return failure('amqp:resource-limit-exceeded', `A topic has at most ${MAX_SUBSCRIPTIONS} durable subscriptions.`);
    const subscription = this.#create(true, () => this.#durable.delete(key));
    this.#durable.set(key, subscription);
    return subscription;
  }

  #create(durable: boolean, removed: () => void): Subscription {
    const subscription: Subscription = {
      queue: new Queue(this.address, this.#budget, this.#deadLetter, () => undefined),
      durable,
      remove: () => {
        this.#subscriptions.delete(subscription);
        subscription.queue.discard();
        removed();
        this.#checkIdle();
      },
    };
    this.#subscriptions.add(subscription);
    return subscription;
  }

  #checkIdle(): void {
    if (this.#subscriptions.size === 0 && this.#producers === 0) this.#idle(this);
  }
}
