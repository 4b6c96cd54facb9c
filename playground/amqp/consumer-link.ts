import { serialAdd, serialDistance, serialLimit } from '../../protocols/amqp/conversation/index.ts';
import type { EncodeValue } from '../../protocols/amqp/index.ts';
import type { Step } from '../turns.ts';
import { failure, type AmqpFailure } from './failure.ts';
import type { StoredMessage } from './message.ts';
import type { Endpoint, Link, LinkFlow } from './model.ts';
import { OutgoingDelivery, type Deliverer } from './outgoing.ts';
import type { Consumer, Queue, Settlement } from './queue.ts';
import { Retirements } from './retirements.ts';
import { defaultSettlement, failedDelivery, type Told } from './settlement.ts';
import { bool, uint } from './values.ts';

type Settle = (settlement: Settlement) => void;

/** A link on which messages go out of a queue to a client. */
export class ConsumerLink implements Consumer, Deliverer, Endpoint {
  readonly queue: Queue;
  readonly browsing: boolean;
  readonly presettled: boolean;
  readonly handle: number;
  readonly #link: Link;
  readonly #unsettled = new Map<OutgoingDelivery, Settle>();
  readonly #retirements: Retirements;
  #leave: () => void = () => undefined;
  /** What was handed to the session, whether or not all of it is written (2.6.7). */
  #deliveryCount = 0;
  #credit = 0;
  #draining = false;
  #closed = false;

  constructor(link: Link, queue: Queue, browsing: boolean) {
    this.#link = link;
    this.queue = queue;
    this.browsing = browsing;
    this.presettled = link.request.settledInAdvance;
    this.handle = link.handle;
    this.#retirements = new Retirements(link.connection.transactions, {
      close: (problem) => link.close(problem),
      discharged: (delivery, settlement, answer) => this.#discharged(delivery, settlement, answer),
      defaultSettlement: () => this.#default(),
    });
  }

  begin(): void {
    this.#leave = this.queue.addConsumer(this);
  }

  canTake(): boolean {
    return this.#credit > 0 && !this.#closed && this.#link.session.outgoing.ready;
  }

  take(message: StoredMessage, settle: Settle): void {
    this.#deliveryCount = serialAdd(this.#deliveryCount, 1);
    this.#credit--;
    const delivery = new OutgoingDelivery(this, message);
    this.#unsettled.set(delivery, settle);
    this.#link.session.outgoing.send(delivery);
  }

  sent(delivery: OutgoingDelivery): void {
    if (this.presettled) this.#settle(delivery, { kind: 'accepted' });
    if (!this.browsing) return;
    // What a browser does with a message changes nothing, so the queue need not wait for it.
    this.#unsettled.get(delivery)?.({ kind: 'released' });
    if (this.#unsettled.has(delivery)) this.#unsettled.set(delivery, () => undefined);
  }

  exhausted(): void {
    if (!this.#draining || !this.canTake()) return;
    // Nothing is left to send: the rest of the credit is used up and the client told so (2.6.7).
    this.#draining = false;
    this.#deliveryCount = serialAdd(this.#deliveryCount, this.#credit);
    this.#credit = 0;
    this.#sendFlow(true);
  }

  flow({ deliveryCount, linkCredit, drain, echo, properties }: LinkFlow): void {
    if (properties?.children.some((key) => key.value === 'txn-id') === true) {
      this.#link.close(
        failure(
          'amqp:not-implemented',
          'The playground does not acquire messages within transactions; it takes outcomes (4.4.3).',
        ),
      );
      return;
    }
    // delivery-count + link-credit is the number up to which the client lets us send. It may have taken credit back.
    const limit = serialLimit(deliveryCount ?? 0, linkCredit ?? 0);
    this.#credit = Math.max(0, serialDistance(this.#deliveryCount, limit));
    this.#draining = drain;
    if (echo) this.#sendFlow(false);
    this.queue.dispatch();
  }

  told(delivery: OutgoingDelivery, told: Told): void {
    if (!this.#unsettled.has(delivery)) return;
    if (told.transaction !== undefined) this.#retirements.add(delivery, told.transaction, told);
    else if (told.outcome !== undefined) this.#decided(delivery, told.outcome.settlement, told.outcome.value);
    // One whose outcome is part of a transaction has that; the client only lets go of it.
    else if (told.settled && !this.#retirements.has(delivery)) this.#settle(delivery, this.#default());
  }

  deleted(reason: AmqpFailure): void {
    this.#link.close(reason);
  }

  overdue(reason: AmqpFailure): void {
    this.#link.connection.close(reason);
  }

  get ended(): boolean {
    return this.#closed;
  }

  /** Ends the link's part in its queue; what the client held undecided goes to others, as an attempt that failed: one in each step. */
  end(): Step | undefined {
    this.#closed = true;
    this.#leave();
    // A transaction outlives the link, and decides.
    const held = [...this.#unsettled.keys()].filter((delivery) => !this.#retirements.has(delivery));
    let at = 0;
    return () => {
      const delivery = held[at++];
      if (delivery !== undefined) this.#settle(delivery, failedDelivery);
      return at < held.length;
    };
  }

  #default(): Settlement {
    return defaultSettlement(this.#link.request.source?.defaultOutcome);
  }

  #decided(delivery: OutgoingDelivery, settlement: Settlement, answer: EncodeValue): void {
    const transaction = this.#retirements.get(delivery);
    if (transaction !== undefined) {
      this.#link.close(
        failure(
          'amqp:not-allowed',
          `The delivery’s outcome is part of the transaction ${transaction.id}: discharge that first.`,
        ),
      );
      return;
    }
    this.#conclude(delivery, answer);
    this.#settle(delivery, settlement);
  }

  #discharged(delivery: OutgoingDelivery, settlement: Settlement, answer: EncodeValue | undefined): void {
    if (answer !== undefined) this.#conclude(delivery, answer);
    this.#settle(delivery, settlement);
  }

  /** With rcv-settle-mode second, and after a mere outcome, the client waits for us to settle (2.6.12). */
  #conclude(delivery: OutgoingDelivery, state: EncodeValue): void {
    if (delivery.settledByClient || this.#closed) return;
    this.#link.session.send('disposition', { role: bool(false), first: uint(delivery.id), settled: bool(true), state });
  }

  #settle(delivery: OutgoingDelivery, settlement: Settlement): void {
    const settle = this.#unsettled.get(delivery);
    this.#unsettled.delete(delivery);
    this.#link.session.outgoing.forget(delivery);
    settle?.(settlement);
  }

  #sendFlow(drain: boolean): void {
    this.#link.session.sendFlow({
      handle: uint(this.handle),
      'delivery-count': uint(this.#deliveryCount),
      'link-credit': uint(this.#credit),
      available: uint(this.queue.depth),
      drain: bool(drain),
    });
  }
}
