import { serialAdd, serialDistance } from '../../protocols/amqp/conversation/index.ts';
import type { AmqpNode, EncodeValue } from '../../protocols/amqp/index.ts';
import { accepted, rejected } from './delivery-states.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { checkMessage, compositeOf, isTrue, numberOf, transactionOf, type ClientFrame } from './frame-check.ts';
import { initialCredit } from './limits.ts';
import type { Endpoint, Link, LinkFlow } from './model.ts';
import { Partial } from './partial.ts';
import type { Transaction } from './transaction.ts';
import { bool, uint } from './values.ts';

/** A message that has arrived whole. */
export interface Arrival {
  readonly bytes: Buffer;
  readonly format: number;
  /** Of a message of format 0. */
  readonly sections: readonly AmqpNode[];
  /** The transaction that it was sent in, as hex; undefined if in none. */
  readonly transaction: string | undefined;
  /** The client has settled it, and hears nothing of what becomes of it (2.6.12). */
  readonly settled: boolean;
  /** Tells the client what became of it. */
  answer(state: EncodeValue): void;
}

/** A link on which messages come in from a client: its credit, and the message that is under way (2.6.14). */
export class IncomingLink implements Endpoint {
  readonly #link: Link;
  readonly #receive: (arrival: Arrival) => void;
  readonly #ended: () => void;
  /** What the sender counts, as far as we know (2.6.7). */
  #deliveryCount: number;
  /** Given from the attach on, so that a client need not wait for the flow. */
  #credit = initialCredit;
  #granting = false;
  #partial: Partial | undefined;
  /** Tells the transaction of the message under way that it is not under way any more. */
  #leaveTransaction: (() => void) | undefined;
  /** Why nothing is taken any more. */
  #closed: AmqpFailure | undefined;

  /** `ended` is called once, when nothing is taken any more. */
  constructor(link: Link, receive: (arrival: Arrival) => void, ended: () => void) {
    this.#link = link;
    this.#receive = receive;
    this.#ended = ended;
    this.#deliveryCount = link.request.initialDeliveryCount ?? 0;
  }

  begin(): void {
    this.#sendFlow();
  }

  end(reason: AmqpFailure): undefined {
    if (this.#closed !== undefined) return;
    this.#closed = reason;
    this.#partial?.discard();
    this.#ended();
  }

  /** The rest of the message under way never comes. Where the broker closed the link, its transaction lacks it, settled or not. */
  lost(): void {
    if (this.#partial !== undefined && this.#closed !== undefined) this.#transaction(this.#partial)?.doom(this.#closed);
    this.#partial?.discard();
    this.#finish();
  }

  /** The sender may have used credit up without a message (drain), and may ask how much there is. */
  flow({ deliveryCount, echo }: LinkFlow): void {
    const used = deliveryCount === undefined ? 0 : serialDistance(this.#deliveryCount, deliveryCount);
    if (used > 0 && used <= this.#credit) this.#count(used);
    if (echo) this.#sendFlow();
  }

  transfer(frame: ClientFrame): AmqpFailure | undefined {
    const begun = this.#partial ?? this.#first(frame);
    if ('condition' in begun) return begun;
    this.#partial = begun;
    const id = numberOf(frame, 'delivery-id');
    if (id !== undefined && id !== begun.id)
      return failure(
        'amqp:not-allowed',
        `The delivery ${begun.id} is not complete, but a transfer of ${id} follows on the same link (2.7.5).`,
      );
    if (isTrue(frame, 'aborted')) {
      begun.discard();
      this.#finish();
      this.#count(1);
      this.#checkCredit();
      return undefined;
    }
    if (begun.transaction !== stateOf(frame))
      return failure(
        'amqp:not-allowed',
        'All transfers of one delivery name the same transaction, or none of them does (4.4.1).',
      );
    begun.settled ||= isTrue(frame, 'settled');
    const problem = this.#closed === undefined ? begun.add(frame.payload) : undefined;
    if (problem !== undefined) this.#link.close(problem);
    if (!isTrue(frame, 'more')) return this.#complete(begun);
    this.#leaveTransaction ??= this.#transaction(begun)?.beginDelivery();
    return undefined;
  }

  #first(frame: ClientFrame): Partial | AmqpFailure {
    const id = numberOf(frame, 'delivery-id');
    const problem = this.#link.session.begins(id);
    if (problem !== undefined) return problem;
    if (isTrue(frame, 'resume'))
      this.#link.close(failure('amqp:not-implemented', 'The playground resumes no deliveries.'));
    const mode = numberOf(frame, 'rcv-settle-mode') ?? this.#link.request.rcvSettleMode;
    return new Partial(this.#link.connection.owner.account, {
      id: id ?? 0,
      format: numberOf(frame, 'message-format') ?? 0,
      transaction: stateOf(frame),
      settlesFirst: mode !== 1,
    });
  }

  #complete(partial: Partial): AmqpFailure | undefined {
    this.#finish();
    this.#count(1);
    this.#checkCredit();
    const { id, format, transaction, settled } = partial;
    const bytes = partial.take();
    const answer = (state: EncodeValue): void => {
      if (!settled) this.#link.session.answer(id, state, partial.settlesFirst, state === accepted);
    };
    if (this.#closed !== undefined) {
      if (settled) this.#transaction(partial)?.doom(this.#closed);
      answer(rejected(this.#closed));
      return undefined;
    }
    const message = format === 0 ? checkMessage(bytes) : undefined;
    if (message !== undefined && 'condition' in message) {
      if (message.condition === 'amqp:decode-error') return message;
      if (settled) this.#transaction(partial)?.doom(message);
      if (settled) this.#link.close(message);
      else answer(rejected(message));
      return undefined;
    }
    this.#receive({ bytes, format, sections: message?.sections ?? [], transaction, settled, answer });
    return undefined;
  }

  /** No message is under way any more. */
  #finish(): void {
    this.#partial = undefined;
    this.#leaveTransaction?.();
    this.#leaveTransaction = undefined;
  }

  /** The open transaction that a delivery is part of. */
  #transaction({ transaction }: Partial): Transaction | undefined {
    const found = transaction === undefined ? undefined : this.#link.connection.transactions.find(transaction);
    return found === undefined || 'condition' in found ? undefined : found;
  }

  #count(deliveries: number): void {
    this.#deliveryCount = serialAdd(this.#deliveryCount, deliveries);
    this.#credit -= deliveries;
    if (this.#closed !== undefined || this.#credit > initialCredit / 2 || this.#granting) return;
    this.#granting = true;
    // Not for what has arrived already: the client cannot know of credit that was not sent yet.
    this.#link.connection.afterInput(() => {
      this.#granting = false;
      if (this.#closed !== undefined) return;
      this.#credit = initialCredit;
      this.#sendFlow();
    });
  }

  #checkCredit(): void {
    if (this.#closed === undefined && this.#credit < 0)
      this.#link.close(
        failure('amqp:link:transfer-limit-exceeded', 'More was sent than there was credit for (2.6.7).'),
      );
  }

  #sendFlow(): void {
    this.#link.session.sendFlow({
      handle: uint(this.#link.handle),
      'delivery-count': uint(this.#deliveryCount),
      'link-credit': uint(this.#credit),
      drain: bool(false),
    });
  }
}

/** The transaction that a transfer's state names, as hex. */
function stateOf(frame: ClientFrame): string | undefined {
  const state = compositeOf(frame, 'state');
  return state?.type === 'transactional-state' ? transactionOf(state) : undefined;
}
