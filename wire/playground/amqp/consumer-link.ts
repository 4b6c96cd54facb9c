import type { AmqpFailure } from './failure.ts';
import type { MessageChange, StoredMessage } from './message.ts';
import type { Outflow } from './outflow.ts';
import type { Consumer, Queue, Settlement } from './queue.ts';
import type { Outcome, RheaContext, RheaDelivery, RheaSender, Typed } from './rhea.ts';

const FAILED_DELIVERY: Settlement = { kind: 'modified', change: { failed: true }, undeliverableHere: false };
const SETTLED = 1;

/** A link on which messages go out of a queue to a client. */
export class ConsumerLink implements Consumer {
  readonly presettled: boolean;
  readonly browsing: boolean;
  readonly #sender: RheaSender;
  readonly #queue: Queue;
  readonly #outflow: Outflow;
  /** What has to be undone when the link ends. */
  readonly #subscriptions: readonly (() => void)[];
  readonly #unsettled = new Map<RheaDelivery, (settlement: Settlement) => void>();
  /** Deliveries handed to rhea, in the numbers of delivery-count (2.6.7); rhea counts them only when it writes them. */
  #taken: number;
  #draining = false;
  #attached = false;
  #closed = false;

  constructor(sender: RheaSender, queue: Queue, outflow: Outflow, browsing: boolean) {
    this.#sender = sender;
    this.#queue = queue;
    this.#outflow = outflow;
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
    const open = [...this.#unsettled];
    this.#unsettled.clear();
    for (const [delivery, settle] of open) {
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
    this.#unsettled.delete(delivery);
    // With rcv-settle-mode second the client waits for us to settle first (2.6.12).
    if (!delivery.remote_settled) delivery.update(true, state.described());
    settle(settlementOf(state) ?? FAILED_DELIVERY);
  }

  #settledWithoutOutcome(delivery: RheaDelivery): void {
    const settle = this.#unsettled.get(delivery);
    if (settle === undefined) return;
    this.#unsettled.delete(delivery);
    settle(defaultSettlement(this.#sender.source?.default_outcome));
  }
}

/** Settled without a word: the source's default outcome (3.5.3), and without one released. */
function defaultSettlement(outcome: unknown): Settlement {
  const descriptor = (outcome as Typed | null | undefined)?.descriptor?.value;
  if (descriptor === 0x24 || descriptor === 'amqp:accepted:list') return { kind: 'accepted' };
  if (descriptor === 0x25 || descriptor === 'amqp:rejected:list') return { kind: 'rejected', reason: 'default outcome' };
  if (descriptor === 0x27 || descriptor === 'amqp:modified:list') return FAILED_DELIVERY;
  return { kind: 'released' };
}

/** What a terminal outcome (3.4) means for the queue; undefined for a state that is none, such as received. */
function settlementOf(state: Outcome): Settlement | undefined {
  const kind = (state.constructor as { readonly composite_type?: string }).composite_type;
  switch (kind) {
    case 'accepted':
      return { kind };
    case 'rejected': {
      const { condition, description } = state.error ?? {};
      const reason = [condition, description].filter((part) => typeof part === 'string').join(': ');
      return { kind, reason: reason === '' ? 'no reason given' : reason };
    }
    case 'modified': {
      const annotations = state.value[2]?.value;
      const change: MessageChange = {
        failed: state.delivery_failed === true,
        ...(Array.isArray(annotations) ? { annotations: annotations as readonly Typed[] } : {}),
      };
      return { kind, change, undeliverableHere: state.undeliverable_here === true };
    }
    case 'released':
      return { kind };
    default:
      return undefined;
  }
}
