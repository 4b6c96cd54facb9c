import type { Budget } from './budget.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { maxTransactions } from './limits.ts';
import { Transaction } from './transaction.ts';

/** The open transactions of one connection, by their ids: all of its sessions and links may take part in each (4.5.7). */
export class Transactions {
  readonly #open = new Map<string, Transaction>();
  readonly #budget: Budget;
  /** Ids are counted from 00 on, so that a frame script can know them beforehand. */
  #next = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** A new transaction (4.2). `abandon` ends the link that it was declared on. */
  declare(abandon: (problem: AmqpFailure) => void): Transaction | AmqpFailure {
    if (this.#open.size >= maxTransactions)
      return failure(
        'amqp:resource-limit-exceeded',
        `A connection has at most ${maxTransactions} open transactions here. Discharge some first.`,
      );
    const digits = (this.#next++).toString(16);
    const id = digits.padStart(digits.length + (digits.length % 2), '0');
    const transaction = new Transaction(id, this.#budget, abandon);
    this.#open.set(id, transaction);
    return transaction;
  }

  /** The open transaction with that id, as hex. */
  find(id: string): Transaction | AmqpFailure {
    return this.#open.get(id) ?? unknown(id);
  }

  /** Commits a transaction, or rolls it back; a failure if it could not be committed, and was rolled back therefore (4.3). */
  discharge(transaction: Transaction, fail: boolean): AmqpFailure | undefined {
    this.#open.delete(transaction.id);
    if (!fail) return transaction.commit();
    transaction.rollback();
    return undefined;
  }
}

export function unknown(id: string): AmqpFailure {
  return failure(
    'amqp:transaction:unknown-id',
    `There is no open transaction with the id ${id === '' ? 'of no bytes' : id}.`,
  );
}
