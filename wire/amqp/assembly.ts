import { wireError } from '../failures.ts';
import { amqpOf, fieldOf, numberOf } from './units.ts';
import type { AmqpUnit } from '../../protocols/amqp/index.ts';
import type { RecordedUnit } from '../record/tap.ts';

/** Largest message that is put together from its frames, in bytes; receivers announce it as max-message-size. */
export const maxMessageSize = 64 << 20;
/** What each frame of a message counts at least, in bytes: an empty one needs memory too. */
const leastPart = 256;
/** Complete messages that are kept until the receiver takes them, in bytes. */
const maxWaiting = 2 * maxMessageSize;

/** What rhea gets for a payload, which it requires: a data section without bytes (AMQP 1.0, 3.2.6). */
const emptyData = Uint8Array.of(0x00, 0x53, 0x75, 0xa0, 0x00);
const encodedFalse = 0x42;

/** A message as it arrived. */
export interface ReceivedMessage {
  readonly bytes: Buffer;
  /** The store's numbers of its transfers. */
  readonly units: readonly number[];
}

interface Incoming {
  readonly id: number;
  readonly parts: Uint8Array[];
  readonly units: number[];
  size: number;
}

/** Puts the messages of one connection together from their transfers (AMQP 1.0, 2.6.14). Memory is bounded. */
export class Assembly {
  readonly #target: string;
  /** By channel, then handle. */
  readonly #incoming = new Map<number, Map<number, Incoming>>();
  /** All that `#incoming` holds. */
  #partial = 0;
  /** Complete messages until the receiver takes them, the oldest first. */
  readonly #complete = new Map<string, ReceivedMessage>();
  #waiting = 0;

  constructor(target: string) {
    this.#target = target;
  }

  /** Takes a frame of the peer, and gives what rhea may have of it: a transfer without its payload. Throws a `WireError` when messages grow too large. */
  take(unit: RecordedUnit): Uint8Array {
    const { bytes } = unit;
    const amqp = amqpOf(unit);
    if (amqp === undefined) return bytes;
    switch (amqp.name) {
      case 'transfer':
        return this.#transfer(unit, amqp);
      case 'attach':
      case 'detach':
        // What was begun is never completed: a link that is attached again begins with a delivery's first frame.
        this.#forget(channelOf(amqp), numberOf(amqp, 'handle'));
        return bytes;
      case 'begin':
      case 'end':
        this.#forget(channelOf(amqp));
        return bytes;
      default:
        return bytes;
    }
  }

  /** The complete message of a delivery, once; undefined for one that was aborted. */
  complete(channel: number, deliveryId: number): ReceivedMessage | undefined {
    const key = `${channel} ${deliveryId}`;
    const message = this.#complete.get(key);
    if (message === undefined) return undefined;
    this.#complete.delete(key);
    this.#waiting -= message.bytes.length;
    return message;
  }

  #transfer(unit: RecordedUnit, amqp: AmqpUnit): Uint8Array {
    const { bytes, seq } = unit;
    const end = amqp.frame.payload?.offset ?? bytes.length;
    const channel = channelOf(amqp);
    const handle = numberOf(amqp, 'handle') ?? 0;
    const message = this.#incoming.get(channel)?.get(handle) ?? {
      id: numberOf(amqp, 'delivery-id') ?? 0,
      parts: [],
      units: [],
      size: 0,
    };
    this.#forget(channel, handle);
    if (fieldOf(amqp, 'aborted') === true) return bare(withoutMore(bytes, amqp), end);
    message.parts.push(new Uint8Array(bytes.subarray(end)));
    message.size += Math.max(leastPart, bytes.length - end);
    if (seq !== undefined) message.units.push(seq);
    if (this.#partial + message.size > maxMessageSize)
      throw wireError(
        'protocol',
        `${this.#target} sends messages of more than ${maxMessageSize >> 20} MB.`,
        'The connection was closed to be safe. Larger messages cannot be received.',
      );
    if (fieldOf(amqp, 'more') === true) this.#keep(channel, handle, message);
    else this.#finish(`${channel} ${message.id}`, message);
    return bare(bytes, end);
  }

  #keep(channel: number, handle: number, message: Incoming): void {
    const links = this.#incoming.get(channel) ?? new Map<number, Incoming>();
    this.#incoming.set(channel, links.set(handle, message));
    this.#partial += message.size;
  }

  #finish(key: string, { parts, units }: Incoming): void {
    const bytes = Buffer.concat(parts);
    this.#complete.set(key, { bytes, units });
    this.#waiting += bytes.length;
    // Those that nobody takes came after their receiver had ended.
    for (const [oldest, { bytes: old }] of this.#complete) {
      if (this.#waiting <= maxWaiting && this.#complete.size <= maxWaiting / leastPart) return;
      this.#complete.delete(oldest);
      this.#waiting -= old.length;
    }
  }

  /** Forgets the message that a link has begun, or those of all links of a session. */
  #forget(channel: number, handle?: number): void {
    const links = this.#incoming.get(channel);
    for (const [of, { size }] of links ?? []) {
      if (handle !== undefined && of !== handle) continue;
      links?.delete(of);
      this.#partial -= size;
    }
  }
}

function channelOf({ channel = 0 }: AmqpUnit): number {
  return channel;
}

/** A transfer with an empty payload. */
function bare(bytes: Uint8Array, end: number): Uint8Array {
  const frame = Buffer.concat([bytes.subarray(0, end), emptyData]);
  frame.writeUInt32BE(frame.length, 0);
  return frame;
}

/** A transfer that ends its delivery: one that aborts it does, whatever its `more` says (AMQP 1.0, 2.7.5), which rhea does not know. */
function withoutMore(bytes: Uint8Array, { frame }: AmqpUnit): Uint8Array {
  const more = frame.field('more');
  if (more?.value !== true || more.end <= more.start) return bytes;
  const ended = new Uint8Array(bytes);
  // A boolean is one byte, or a format code and one byte (1.6.2).
  ended[more.end - 1] = more.end - more.start === 1 ? encodedFalse : 0;
  return ended;
}
