import { failure, type AmqpFailure } from './failure.ts';
import { checkMessage, type FrameFacts } from './frame-check.ts';
import { MAX_MESSAGE_SIZE, MAX_PARTIAL_SIZE } from './limits.ts';

interface Partial {
  readonly format: number;
  readonly parts: Buffer[];
  size: number;
}

/** Puts the messages of one connection together from their transfers (2.6.14). */
export class Assembly {
  /** By channel and handle: a link has one delivery under way at most. */
  readonly #partial = new Map<string, Partial>();
  #size = 0;

  /** Takes a transfer; gives the message that it completes, undefined if more follows or it was aborted, or what is wrong. */
  add(transfer: FrameFacts): Buffer | AmqpFailure | undefined {
    const key = `${transfer.channel}/${transfer.handle}`;
    const delivery = this.#partial.get(key) ?? { format: transfer.format, parts: [], size: 0 };
    this.#partial.delete(key);
    this.#size -= delivery.size;
    if (transfer.aborted) return undefined;
    delivery.parts.push(transfer.payload);
    delivery.size += transfer.payload.length;
    if (delivery.size > MAX_MESSAGE_SIZE)
      return failure('amqp:link:message-size-exceeded', `A message has at most ${MAX_MESSAGE_SIZE} bytes here.`);
    if (!transfer.more) {
      const message = Buffer.concat(delivery.parts);
      return checkMessage(message, delivery.format) ?? message;
    }
    this.#partial.set(key, delivery);
    this.#size += delivery.size;
    if (this.#size <= MAX_PARTIAL_SIZE) return undefined;
    return failure('amqp:resource-limit-exceeded', `Unfinished messages of a connection have at most ${MAX_PARTIAL_SIZE} bytes together.`);
  }
}
