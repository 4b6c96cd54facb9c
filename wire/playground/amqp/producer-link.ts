import { failure, type AmqpFailure } from './failure.ts';
import { CREDIT } from './limits.ts';
import { storeMessage, type StoredMessage } from './message.ts';
import { messages, type RheaContext, type RheaReceiver } from './rhea.ts';

/** Where the messages of a link go: a node, or by their own `to` where the target has no address. */
export type Destination = (message: StoredMessage, to: string | undefined) => AmqpFailure | undefined;

/** Lets go of what still arrives on a link that is being closed: nobody will hear of it, but rhea has to forget it. */
export function discardDeliveries(receiver: RheaReceiver): void {
  // rhea complains on the console about every transfer beyond the credit that it counts; the client is told of none of it.
  receiver.credit = Number.MAX_SAFE_INTEGER;
  receiver.on('message', ({ delivery }: RheaContext) => delivery?.update(true));
}

/** A link on which messages come in from a client. */
export class ProducerLink {
  readonly #receiver: RheaReceiver;
  readonly #ended: () => void;
  #credit = 0;
  #granting = false;
  #closed = false;

  /** `message` gives the bytes of the message that is being delivered. */
  constructor(receiver: RheaReceiver, message: () => Buffer | undefined, deliver: Destination, ended: () => void) {
    this.#receiver = receiver;
    this.#ended = ended;
    receiver.on('message', (context: RheaContext) => this.#receive(context, message(), deliver));
    this.#grant();
  }

  end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#ended();
  }

  #receive({ delivery, message }: RheaContext, bytes: Buffer | undefined, deliver: Destination): void {
    if (delivery === undefined || bytes === undefined) return;
    if (this.#closed) return;
    if (--this.#credit < 0) {
      this.#receiver.close(failure('amqp:link:transfer-limit-exceeded', 'More was sent than there was credit for (2.6.7).'));
      this.end();
      discardDeliveries(this.#receiver);
      return;
    }
    const to = message?.to;
    const problem = deliver(storeMessage(bytes, delivery.format), typeof to === 'string' ? to : undefined);
    // Presettled deliveries are not answered, whatever became of them (2.6.12).
    if (!delivery.remote_settled)
      delivery.update(undefined, (problem === undefined ? messages.accepted() : messages.rejected({ error: problem })).described());
    else delivery.update(true);
    if (this.#credit <= CREDIT / 2 && !this.#granting) {
      this.#granting = true;
      // Not in this turn: the client cannot know of credit that it was not told of yet.
      setImmediate(() => this.#grant());
    }
  }

  #grant(): void {
    this.#granting = false;
    if (this.#closed) return;
    this.#receiver.add_credit(CREDIT - this.#credit);
    this.#credit = CREDIT;
  }
}
