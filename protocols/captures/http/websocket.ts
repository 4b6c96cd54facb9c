import { ByteQueue } from '../../core/index.ts';
import { uint16, uint32 } from '../integers.ts';
import type { StreamSink } from '../tcp-stream.ts';
import { DeflatedMessages } from './deflated-messages.ts';

/** How the payload of a message is read; `unread` where it cannot be. */
type Content = 'control' | 'plain' | 'deflated' | 'unread';

/** The frame whose payload comes next. */
interface Frame {
  readonly content: Content;
  readonly final: boolean;
  readonly mask: readonly number[];
  left: number;
  /** Bytes of the payload that have come. */
  at: number;
}

const finalBit = 0x80;
const deflatedBit = 0x40;
const reservedBits = 0x70;
const maskedBit = 0x80;
const longestControl = 125;

/**
 * Takes the frames off one direction of a WebSocket (RFC 6455, 5.2) and passes on what its messages carry, unmasked. Control
 * frames are passed over, also between the parts of a message. What cannot be read goes on as a gap, with a note.
 */
export class WebSocketStream implements StreamSink {
  readonly #inner: StreamSink;
  readonly #note: (text: string) => void;
  readonly #queue = new ByteQueue();
  #frame: Frame | undefined;
  readonly #messages: DeflatedMessages | undefined;
  /** Of the message whose parts come. */
  #content: Content = 'plain';
  #time = 0;
  #lost = false;
  /** What was said once of extensions. */
  #isExtended = false;

  /** @param deflate how this direction compresses, where permessage-deflate is agreed on (RFC 7692) */
  constructor(inner: StreamSink, note: (text: string) => void, deflate?: { readonly resets: boolean }) {
    this.#inner = inner;
    this.#note = note;
    if (deflate !== undefined)
      this.#messages = new DeflatedMessages(deflate.resets, (bytes) => inner.data(bytes, this.#time), note);
  }

  data(bytes: Uint8Array, time: number): void {
    if (this.#lost) return this.#inner.gap(bytes.length, time);
    this.#time = time;
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#frame === undefined) {
        this.#queue.push(rest);
        if (!this.#header(time)) return;
        rest = this.#queue.take(this.#queue.length);
      }
      rest = this.#payload(rest, time);
    }
  }

  gap(length: number, time: number): void {
    const frame = this.#frame;
    this.#messages?.lose();
    if (frame === undefined || length > frame.left)
      this.#lose(
        `${length} bytes of the capture are missing, so that the frames of a WebSocket cannot be followed`,
        time,
      );
    else {
      frame.left -= length;
      frame.at += length;
      this.#endFrame();
    }
    this.#inner.gap(length, time);
  }

  late(): void {
    this.#inner.late?.();
  }

  end(time: number): void {
    this.#inner.end(time);
  }

  /** Reads the header of a frame; false where it is not whole, or broken. */
  #header(time: number): boolean {
    const bytes = this.#queue.peek();
    if (bytes.length < 2) return false;
    const [first = 0, second = 0] = bytes;
    const short = second & 0x7f;
    const masked = (second & maskedBit) !== 0;
    const at = short === 126 ? 4 : short === 127 ? 10 : 2;
    const size = at + (masked ? 4 : 0);
    if (bytes.length < size) return false;
    const length =
      short === 126
        ? uint16(bytes, 2, false)
        : short === 127
          ? uint32(bytes, 2, false) * 2 ** 32 + uint32(bytes, 6, false)
          : short;
    const opcode = first & 0x0f;
    const control = opcode >= 8;
    if (!Number.isSafeInteger(length) || (opcode & 7) > 2 || (control && length > longestControl)) {
      this.#lose('A WebSocket frame is broken', time);
      return false;
    }
    this.#queue.skip(size);
    if (!control && opcode !== 0) this.#begin(first & reservedBits);
    this.#frame = {
      content: control ? 'control' : (first & (reservedBits - deflatedBit)) === 0 ? this.#content : 'unread',
      final: (first & finalBit) !== 0,
      mask: masked ? [...bytes.subarray(at, at + 4)] : [],
      left: length,
      at: 0,
    };
    this.#endFrame();
    return true;
  }

  /** A message begins, whose first frame has these reserved bits: what they mean is agreed on by extensions (RFC 6455, 9). */
  #begin(reserved: number): void {
    this.#content = 'plain';
    if (reserved === 0) return;
    if (reserved === deflatedBit && this.#messages !== undefined) {
      this.#content = 'deflated';
      this.#messages.begin();
      return;
    }
    this.#content = 'unread';
    if (this.#isExtended) return;
    this.#isExtended = true;
    this.#note(
      reserved === deflatedBit
        ? 'A WebSocket message is marked as compressed, but permessage-deflate is not agreed on, so that it cannot be read'
        : 'A WebSocket message uses an extension that is not read',
    );
  }

  /** Takes what there is of the payload; gives the rest. */
  #payload(bytes: Uint8Array, time: number): Uint8Array {
    const frame = this.#frame;
    if (frame === undefined) return bytes;
    const piece = bytes.subarray(0, frame.left);
    if (frame.content === 'plain') this.#inner.data(unmasked(piece, frame), time);
    else if (frame.content === 'deflated') {
      if (this.#messages?.data(unmasked(piece, frame)) !== true) this.#inner.gap(piece.length, time);
    } else if (frame.content === 'unread') this.#inner.gap(piece.length, time);
    frame.left -= piece.length;
    frame.at += piece.length;
    this.#endFrame();
    return bytes.subarray(piece.length);
  }

  #endFrame(): void {
    const frame = this.#frame;
    if (frame?.left !== 0) return;
    this.#frame = undefined;
    if (frame.final && frame.content === 'deflated') this.#messages?.end();
  }

  #lose(why: string, time: number): void {
    if (this.#lost) return;
    this.#lost = true;
    this.#note(`${why}; the rest of this direction cannot be read`);
    this.#inner.gap(this.#queue.length, time);
  }
}

/** A copy of a part of a frame's payload without its mask (RFC 6455, 5.3). */
function unmasked(bytes: Uint8Array, { mask, at }: Frame): Uint8Array {
  const payload = new Uint8Array(bytes); // a copy, whatever kind of array the caller has
  if (mask.length > 0)
    for (let i = 0; i < payload.length; i++) payload[i] = (payload[i] ?? 0) ^ (mask[(at + i) & 3] ?? 0);
  return payload;
}
