import type { Budget } from './budget.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { maxMessageSize } from './limits.ts';
import { joined, messageOverhead } from './message.ts';

/** What a delivery's first transfer tells of it. */
interface Beginning {
  readonly id: number;
  readonly format: number;
  readonly transaction: string | undefined;
  /** The receiver settles first, with its outcome (2.8.3). */
  readonly settlesFirst: boolean;
}

/** A delivery that is arriving. Its bytes count in the memory of the client until they are taken or discarded. */
export class Partial implements Beginning {
  readonly id: number;
  readonly format: number;
  readonly transaction: string | undefined;
  readonly settlesFirst: boolean;
  settled = false;
  readonly #account: Budget;
  #bytes: Buffer = Buffer.alloc(0);
  #size = 0;
  #discarded = false;

  constructor(account: Budget, { id, format, transaction, settlesFirst }: Beginning) {
    this.#account = account;
    this.id = id;
    this.format = format;
    this.transaction = transaction;
    this.settlesFirst = settlesFirst;
  }

  /** Adds a transfer's part; a failure, and all of it is discarded, if that is too much. */
  add(part: Uint8Array): AmqpFailure | undefined {
    if (this.#discarded || part.length === 0) return undefined;
    const size = this.#size + part.length;
    if (size > maxMessageSize) {
      this.discard();
      return failure('amqp:link:message-size-exceeded', `A message has at most ${maxMessageSize} bytes here.`);
    }
    if (size > this.#bytes.length && !this.#grow(Math.max(size, Math.min(2 * this.#bytes.length, maxMessageSize)))) {
      this.discard();
      return failure(
        'amqp:resource-limit-exceeded',
        'There is no memory left for this message. Receive and settle some first.',
      );
    }
    this.#bytes.set(part, this.#size);
    this.#size = size;
    return undefined;
  }

  /** All bytes; they count no more here. */
  take(): Buffer {
    const bytes = this.#size === this.#bytes.length ? this.#bytes : joined([this.#bytes.subarray(0, this.#size)]);
    this.discard();
    return bytes;
  }

  /** Forgets all bytes, also those to come. */
  discard(): void {
    this.#account.giveBack(this.#cost);
    this.#bytes = Buffer.alloc(0);
    this.#size = 0;
    this.#discarded = true;
  }

  get #cost(): number {
    return this.#bytes.length === 0 ? 0 : this.#bytes.length + messageOverhead;
  }

  #grow(capacity: number): boolean {
    const before = this.#cost;
    if (!this.#account.claim(capacity + messageOverhead - before)) return false;
    const bytes = Buffer.allocUnsafeSlow(capacity);
    bytes.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = bytes;
    return true;
  }
}
