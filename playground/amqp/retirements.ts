import type { EncodeValue } from '../../protocols/amqp/index.ts';
import { failure, type AmqpFailure } from './failure.ts';
import type { OutgoingDelivery } from './outgoing.ts';
import type { Settlement } from './queue.ts';
import { failedDelivery, type Told } from './settlement.ts';
import type { Transaction } from './transaction.ts';
import type { Transactions } from './transactions.ts';

interface Consequences {
  close(problem: AmqpFailure): void;
  /** The outcome holds from now on; `answer` is what the client receives, if anything. */
  discharged(delivery: OutgoingDelivery, settlement: Settlement, answer: EncodeValue | undefined): void;
  /** What holds for a delivery that is settled without an outcome. */
  defaultSettlement(): Settlement;
}

/** The deliveries of a link whose outcome is part of a transaction that is not discharged yet (4.4.2). */
export class Retirements {
  readonly #enlisted = new Map<OutgoingDelivery, Transaction>();
  readonly #transactions: Transactions;
  readonly #then: Consequences;

  constructor(transactions: Transactions, then: Consequences) {
    this.#transactions = transactions;
    this.#then = then;
  }

  has(delivery: OutgoingDelivery): boolean {
    return this.#enlisted.has(delivery);
  }

  get(delivery: OutgoingDelivery): Transaction | undefined {
    return this.#enlisted.get(delivery);
  }

  /** Takes an outcome that holds when its transaction is committed. */
  add(delivery: OutgoingDelivery, id: string, { outcome, settled }: Told): void {
    // Without an outcome, and not settled, nothing is decided now.
    if (outcome === undefined && !settled) return;
    const transaction = this.#transactions.find(id);
    if ('condition' in transaction) {
      this.#then.close(transaction);
      return;
    }
    const other = this.#enlisted.get(delivery);
    if (other !== undefined && other !== transaction) {
      other.abandon(
        failure(
          'amqp:transaction:rollback',
          `A delivery of the transaction ${other.id} was given to ${id} as well (4.4.2).`,
        ),
      );
      return;
    }
    this.#enlisted.set(delivery, transaction);
    transaction.decide(delivery, {
      apply: () => {
        this.#enlisted.delete(delivery);
        this.#then.discharged(delivery, outcome?.settlement ?? this.#then.defaultSettlement(), outcome?.value);
      },
      undo: () => this.#restore(delivery),
    });
  }

  /**
   * After a rollback the delivery is as before: the consumer has still acquired it, unsettled, and says again what becomes of
   * it (4.4.2). If it settled it, it knows it no more, and the message is released; if its link is gone, the attempt failed.
   */
  #restore(delivery: OutgoingDelivery): void {
    this.#enlisted.delete(delivery);
    if (delivery.link.ended) this.#then.discharged(delivery, failedDelivery, undefined);
    else if (delivery.settledByClient) this.#then.discharged(delivery, { kind: 'released' }, undefined);
  }
}
