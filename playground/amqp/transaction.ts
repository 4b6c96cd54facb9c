import type { Budget } from './budget.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { maxHeldMessages } from './limits.ts';
import { costOf, type StoredMessage } from './message.ts';
import type { Queue } from './queue.ts';
import type { Node } from './topic.ts';

/** A decision about a delivery that waits for the discharge. One of the two is called, once. */
export interface Decision {
  apply(): void;
  /** The delivery is as if nothing had been decided. */
  undo(): void;
}

interface Post {
  readonly message: StoredMessage;
  readonly node: Node;
  /** Lets the node be forgotten again when nobody uses it. */
  readonly release: () => void;
}

/** One open transaction: what was sent and what was decided within it (AMQP 1.0, 4.4). */
export class Transaction {
  /** Its txn-id, as hex. */
  readonly id: string;
  readonly #budget: Budget;
  readonly #abandon: (problem: AmqpFailure) => void;
  #posts: Post[] = [];
  #problem: AmqpFailure | undefined;
  #incomplete = 0;
  readonly #decisions = new Map<object, Decision>();

  /** `abandon` ends the link to the coordinator, and with it the transaction. */
  constructor(id: string, budget: Budget, abandon: (problem: AmqpFailure) => void) {
    this.id = id;
    this.#budget = budget;
    this.#abandon = abandon;
  }

  /** Deliveries of which a part was posted, and the rest is still to come. */
  get hasIncomplete(): boolean {
    return this.#incomplete > 0;
  }

  /** A part of a delivery was posted. Call what this returns, once, when the delivery is complete or dropped. */
  beginDelivery(): () => void {
    this.#incomplete++;
    return () => {
      this.#incomplete--;
    };
  }

  /** Holds a message back until the discharge (4.4.1); a failure, and the message is no part of it, if there is no room. */
  add(message: StoredMessage, node: Node): AmqpFailure | undefined {
    if (node.deleted !== undefined) return node.deleted;
    const release = node.addProducer({ deleted: () => undefined });
    if (this.#posts.length < maxHeldMessages && this.#accountOf(message).claim(costOf(message))) {
      this.#posts.push({ message, node, release });
      return undefined;
    }
    release();
    return failure(
      'amqp:resource-limit-exceeded',
      `There is no room for more in the transaction ${this.id} (it holds ${this.#posts.length} messages). Discharge it.`,
    );
  }

  /** Holds a decision about a delivery back until the discharge (4.4.2); a second one about the same replaces the first. */
  decide(delivery: object, decision: Decision): void {
    this.#decisions.set(delivery, decision);
  }

  /** A part of it is lost that no client could be told about, so it cannot be committed any more. */
  doom(problem: AmqpFailure): void {
    this.#problem ??= problem;
  }

  /** Ends the link to the coordinator with an error; all of its transactions roll back. */
  abandon(problem: AmqpFailure): void {
    this.#abandon(problem);
  }

  /** Does everything, or if something of it cannot be done, rolls back and says why (4.3). */
  commit(): AmqpFailure | undefined {
    const problem = this.#problem ?? this.#refusal();
    if (problem !== undefined) {
      this.rollback();
      return failure(
        'amqp:transaction:rollback',
        `The transaction ${this.id} was rolled back. ${problem.condition}: ${problem.description}`,
      );
    }
    for (const { message, node, release } of this.#takePosts()) {
      // Nothing refuses it: that was looked at before, and decisions, which may put messages back, come later.
      node.add(message);
      release();
    }
    for (const decision of this.#takeDecisions()) decision.apply();
    return undefined;
  }

  rollback(): void {
    for (const { release } of this.#takePosts()) release();
    for (const decision of this.#takeDecisions()) decision.undo();
  }

  #takePosts(): Post[] {
    const posts = this.#posts;
    this.#posts = [];
    for (const { message } of posts) this.#accountOf(message).giveBack(costOf(message));
    return posts;
  }

  #accountOf(message: StoredMessage): Budget {
    return message.account ?? this.#budget;
  }

  #takeDecisions(): Decision[] {
    const decisions = [...this.#decisions.values()];
    this.#decisions.clear();
    return decisions;
  }

  /** Why not all messages can go where they are sent: a node is deleted, or all of them are too much for a queue or the memory. */
  #refusal(): AmqpFailure | undefined {
    const deleted = this.#posts.find(({ node }) => node.deleted !== undefined)?.node.deleted;
    if (deleted !== undefined) return deleted;
    const arriving = new Map<Queue, { messages: number; bytes: number }>();
    // What is held back now has its part of the memory already. All messages come from one container.
    let more = 0;
    for (const { message, node } of this.#posts) {
      const cost = costOf(message);
      more -= cost;
      for (const queue of node.queues) {
        const { messages, bytes } = arriving.get(queue) ?? { messages: 0, bytes: 0 };
        arriving.set(queue, { messages: messages + 1, bytes: bytes + cost });
        more += cost;
      }
    }
    const [first] = this.#posts;
    if (first !== undefined && !this.#accountOf(first.message).makeRoom(more))
      return failure('amqp:resource-limit-exceeded', 'The memory for messages is used up.');
    for (const [queue, { messages, bytes }] of arriving) {
      const refusal = queue.refusal(messages, bytes);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }
}
