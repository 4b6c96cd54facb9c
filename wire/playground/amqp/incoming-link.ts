import type { Arrival } from './assembly.ts';
import { answer, rejected } from './delivery-states.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { CREDIT } from './limits.ts';
import type { RheaContext, RheaDelivery, RheaReceiver } from './rhea.ts';

const STOLEN = failure('amqp:link:stolen', 'The link was attached again; this came on the old one.');

/** What is done with a message. `to` is its own address, for links that have none. */
export type Receive = (delivery: RheaDelivery, arrival: Arrival, to: string | undefined) => void;

/** Rejects what still arrives on a link that was refused: a client that does not wait for the answer may send a lot. */
export function rejectDeliveries(receiver: RheaReceiver, problem: AmqpFailure): void {
  countCredit(receiver, 0);
  receiver.on('message', ({ delivery }: RheaContext) => {
    countCredit(receiver, 0);
    if (delivery !== undefined) answer(delivery, rejected(problem));
  });
}

/** rhea complains on the console about a transfer that comes when it counts no credit; here it always counts some. */
function countCredit(receiver: RheaReceiver, credit: number): void {
  receiver.credit = Math.max(1, credit);
}

/** A link on which messages come in from a client: its credit, and its end. */
export class IncomingLink {
  readonly #receiver: RheaReceiver;
  readonly #ended: () => void;
  #credit = 0;
  #granting = false;
  /** Why nothing is taken any more. */
  #closed: AmqpFailure | undefined;

  /** `arrival` gives the message that is being delivered; undefined if the client aborted it. `ended` is called once. */
  constructor(receiver: RheaReceiver, arrival: () => Arrival | undefined, receive: Receive, ended: () => void) {
    this.#receiver = receiver;
    this.#ended = ended;
    receiver.on('message', (context: RheaContext) => this.#receive(context, arrival(), receive));
    // With rcv-settle-mode second the client settles last (2.6.12); rhea has to forget the delivery then.
    receiver.on('settled', ({ delivery }: RheaContext) => {
      if (delivery !== undefined) delivery.settled = true;
    });
    this.#grant();
  }

  end(reason = STOLEN): void {
    if (this.#closed !== undefined) return;
    this.#closed = reason;
    this.#ended();
  }

  /** Closes the link with an error, as the broker's own wish. What still arrives is rejected with the same. */
  close(problem: AmqpFailure): void {
    if (this.#closed === undefined) this.#receiver.close(problem);
    this.end(problem);
  }

  #receive({ delivery, message }: RheaContext, arrival: Arrival | undefined, receive: Receive): void {
    if (delivery === undefined) return;
    countCredit(this.#receiver, --this.#credit);
    if (this.#closed === undefined && this.#credit < 0)
      this.close(failure('amqp:link:transfer-limit-exceeded', 'More was sent than there was credit for (2.6.7).'));
    if (this.#closed !== undefined) {
      answer(delivery, rejected(this.#closed));
      return;
    }
    // What was aborted counts as settled (2.7.5).
    if (arrival === undefined) delivery.settled = true;
    else receive(delivery, arrival, typeof message?.to === 'string' ? message.to : undefined);
    if (this.#credit <= CREDIT / 2 && !this.#granting) {
      this.#granting = true;
      // Not in this turn: the client cannot know of credit that it was not told of yet.
      setImmediate(() => this.#grant());
    }
  }

  #grant(): void {
    this.#granting = false;
    if (this.#closed !== undefined) return;
    this.#receiver.credit = this.#credit;
    this.#receiver.add_credit(CREDIT - this.#credit);
    this.#credit = CREDIT;
  }
}
