import { conclude } from './delivery-states.ts';
import { ACQUIRING, RETIRED, type Retirement } from './dispositions.ts';
import { failure, type AmqpFailure } from './failure.ts';
import type { StoredMessage } from './message.ts';
import type { Outflow } from './outflow.ts';
import type { Consumer, Queue, Settlement } from './queue.ts';
import type { RheaContext, RheaDelivery, RheaSender } from './rhea.ts';
import { defaultSettlement, FAILED_DELIVERY, settlementOf } from './settlement.ts';
import type { Transaction } from './transaction.ts';
import type { Transactions } from './transactions.ts';

const SETTLED = 1;

/** A link on which messages go out of a queue to a client. */
export class ConsumerLink implements Consumer {
  readonly presettled: boolean;
  readonly browsing: boolean;
  readonly #sender: RheaSender;
  readonly #queue: Queue;
  readonly #outflow: Outflow;
  readonly #transactions: Transactions;
  /** What has to be undone when the link ends. */
  readonly #subscriptions: readonly (() => void)[];
  readonly #unsettled = new Map<RheaDelivery, (settlement: Settlement) => void>();
  /** Of the unsettled ones, those whose outcome is part of a transaction that is not discharged yet (4.4.2). */
  readonly #enlisted = new Map<RheaDelivery, Transaction>();
  /** Deliveries handed to rhea, in the numbers of delivery-count (2.6.7); rhea counts them only when it writes them. */
  #taken: number;
  #draining = false;
  #attached = false;
  #closed = false;

  constructor(sender: RheaSender, queue: Queue, outflow: Outflow, transactions: Transactions, browsing: boolean) {
    this.#sender = sender;
    this.#queue = queue;
    this.#outflow = outflow;
    this.#transactions = transactions;
    this.browsing = browsing;
    this.presettled = sender.snd_settle_mode === SETTLED;
    this.#taken = sender.delivery_count;
    sender.on('sender_flow', () => this.#flow());
    for (const outcome of ['accepted', 'rejected', 'released', 'modified'] as const) {
      sender.on(outcome, ({ delivery }: RheaContext) => {
        if (delivery !== undefined) this.#outcome(delivery);
      });
    }
    sender.on('settled', ({ delivery }: RheaContext) => {
      if (delivery !== undefined) this.#settledWithoutOutcome(delivery);
    });
    sender.on(RETIRED, (retirement: Retirement) => this.#retire(retirement));
    sender.on(ACQUIRING, () =>
      this.close(
        failure('amqp:not-implemented', 'The playground does not acquire messages within transactions; it takes outcomes (4.4.3).'),
      ),
    );
    this.#subscriptions = [queue.addConsumer(this), outflow.onRelaxed(() => queue.dispatch())];
    // rhea writes transfers before attaches; a client that pipelines attach and flow must not get its messages first.
    setImmediate(() => {
      this.#attached = true;
      if (!this.#closed) queue.dispatch();
    });
  }

  canTake(): boolean {
    if (!this.#attached || this.#closed || this.#outflow.congested) return false;
    // delivery-count + link-credit is the number up to which the client lets us send.
    const limit = this.#sender.delivery_count + this.#sender.credit;
    return limit - this.#taken > 0 && this.#sender.session.outgoing.available() > 0;
  }

  take(message: StoredMessage, settle: (settlement: Settlement) => void): void {
    this.#taken++;
    this.#outflow.hand(message.bytes.length);
    const delivery = this.#sender.send(message.bytes, undefined, message.format);
    if (!this.presettled) this.#unsettled.set(delivery, settle);
  }

  exhausted(): void {
    if (!this.#draining || !this.canTake()) return;
    // Nothing is left to send: the rest of the credit is used up and the client told so (2.6.7).
    this.#draining = false;
    this.#taken = this.#sender.delivery_count + this.#sender.credit;
    this.#sender.set_drained(true);
    this.#sender.connection._register();
  }

  /** Ends the link's part in its queue; what the client held undecided goes to others, as an attempt that failed. */
  end(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const undo of this.#subscriptions) undo();
    for (const [delivery, settle] of [...this.#unsettled]) {
      // The transaction outlives the link, and decides.
      if (this.#enlisted.has(delivery)) continue;
      this.#unsettled.delete(delivery);
      // rhea tells of outcomes a turn later; those that came just before the end count as well.
      if (delivery.remote_state !== undefined) settle(settlementOf(delivery.remote_state) ?? FAILED_DELIVERY);
      else settle(delivery.remote_settled ? defaultSettlement(this.#sender.source?.default_outcome) : FAILED_DELIVERY);
    }
  }

  /** Closes the link with an error, as the broker's own wish. */
  close(problem: AmqpFailure): void {
    this.#sender.close(problem);
    this.end();
  }

  #flow(): void {
    // A flow without link-credit leaves rhea with NaN.
    if (Number.isNaN(this.#sender.credit)) this.#sender.credit = 0;
    // rhea's own event for draining comes later in the same turn; what is sent has to be decided now.
    this.#draining = this.#sender._draining;
    this.#queue.dispatch();
  }

  #outcome(delivery: RheaDelivery): void {
    const settle = this.#unsettled.get(delivery);
    const state = delivery.remote_state;
    if (settle === undefined || state === undefined) return;
    const transaction = this.#enlisted.get(delivery);
    if (transaction !== undefined) {
      this.close(failure('amqp:not-allowed', `The delivery’s outcome is part of the transaction ${transaction.id}: discharge that first.`));
      return;
    }
    this.#unsettled.delete(delivery);
    // With rcv-settle-mode second the client waits for us to settle first (2.6.12).
    if (!delivery.remote_settled) conclude(delivery, state.described());
    settle(settlementOf(state) ?? FAILED_DELIVERY);
  }

  #settledWithoutOutcome(delivery: RheaDelivery): void {
    const settle = this.#unsettled.get(delivery);
    // An enlisted one has its outcome already; the client only lets go of it.
    if (settle === undefined || this.#enlisted.has(delivery)) return;
    this.#unsettled.delete(delivery);
    settle(defaultSettlement(this.#sender.source?.default_outcome));
  }

  /** Takes an outcome that holds when its transaction is committed (4.4.2). */
  #retire({ delivery, transaction: id, outcome }: Retirement): void {
    // What was decided before stays decided. Without an outcome, and not settled, nothing is decided now.
    const decided = delivery.remote_state !== undefined && settlementOf(delivery.remote_state) !== undefined;
    if (!this.#unsettled.has(delivery) || decided) return;
    if (outcome === undefined && !delivery.remote_settled) return;
    const transaction = this.#transactions.find(id);
    if ('condition' in transaction) {
      this.close(transaction);
      return;
    }
    const other = this.#enlisted.get(delivery);
    if (other !== undefined && other !== transaction) {
      other.abandon(failure('amqp:transaction:rollback', `A delivery of the transaction ${other.id} was given to ${id} as well (4.4.2).`));
      return;
    }
    const settlement =
      outcome === undefined ? defaultSettlement(this.#sender.source?.default_outcome) : (settlementOf(outcome) ?? FAILED_DELIVERY);
    this.#enlisted.set(delivery, transaction);
    transaction.decide(delivery, {
      apply: () => {
        if (outcome !== undefined && !this.#closed) conclude(delivery, outcome.described());
        this.#discharged(delivery, settlement);
      },
      undo: () => this.#restore(delivery),
    });
  }

  /**
   * After a rollback the delivery is as before: the consumer has still acquired it, unsettled, and says anew what becomes of
   * it (4.4.2). If it settled it, it knows it no more, and the message is released; if its link is gone, the attempt failed.
   */
  #restore(delivery: RheaDelivery): void {
    if (this.#closed) this.#discharged(delivery, FAILED_DELIVERY);
    else if (delivery.remote_settled) this.#discharged(delivery, { kind: 'released' });
    else this.#enlisted.delete(delivery);
  }

  #discharged(delivery: RheaDelivery, settlement: Settlement): void {
    this.#enlisted.delete(delivery);
    const settle = this.#unsettled.get(delivery);
    this.#unsettled.delete(delivery);
    // rhea forgets what both sides have settled; of a link that is gone nothing more is said.
    if (this.#closed) delivery.remote_settled = true;
    if (delivery.remote_settled) delivery.settled = true;
    settle?.(settlement);
  }
}
