import { failure, type AmqpFailure } from './failure.ts';
import { checkMessage, type FrameFacts } from './frame-check.ts';
import { MAX_MESSAGE_SIZE, MAX_PARTIAL_SIZE } from './limits.ts';

/** A message that has arrived whole. */
export interface Arrival {
  readonly bytes: Buffer;
  /** The transaction that it was sent in, as hex; undefined if in none. */
  readonly transaction: string | undefined;
}

interface Partial {
  readonly format: number;
  readonly transaction: string | undefined;
  readonly parts: Buffer[];
  size: number;
}

/** Puts the messages of one connection together from their transfers (2.6.14). */
export class Assembly {
  /** By channel and handle: a link has one delivery under way at most. */
  readonly #partial = new Map<string, Partial>();
  #size = 0;

  /** Takes a transfer; gives the message that it completes, undefined if more follows or it was aborted, or what is wrong. */
  add(transfer: FrameFacts): Arrival | AmqpFailure | undefined {
    const key = `${transfer.channel}/${transfer.handle}`;
    const delivery = this.#partial.get(key) ?? { format: transfer.format, transaction: transfer.transaction, parts: [], size: 0 };
    this.#partial.delete(key);
    this.#size -= delivery.size;
    if (transfer.aborted) return undefined;
    if (transfer.transaction !== delivery.transaction)
      return failure('amqp:not-allowed', 'All transfers of one delivery name the same transaction, or none of them does (4.4.1).');
    delivery.parts.push(transfer.payload);
    delivery.size += transfer.payload.length;
    if (delivery.size > MAX_MESSAGE_SIZE)
      return failure('amqp:link:message-size-exceeded', `A message has at most ${MAX_MESSAGE_SIZE} bytes here.`);
    if (!transfer.more) {
      const bytes = Buffer.concat(delivery.parts);
      return checkMessage(bytes, delivery.format) ?? { bytes, transaction: delivery.transaction };
    }
    this.#partial.set(key, delivery);
    this.#size += delivery.size;
    if (this.#size <= MAX_PARTIAL_SIZE) return undefined;
    return failure('amqp:resource-limit-exceeded', `Unfinished messages of a connection have at most ${MAX_PARTIAL_SIZE} bytes together.`);
  }
}
