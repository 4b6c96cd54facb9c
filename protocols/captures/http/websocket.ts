import { ByteQueue } from '../../core/index.ts';
import { uint16, uint32 } from '../integers.ts';
import type { StreamSink } from '../tcp-stream.ts';

/** The frame whose payload comes next. */
interface Frame {
  readonly control: boolean;
  /** Its payload is inflated, or cannot be. */
  readonly compressed: boolean;
  readonly final: boolean;
  readonly mask: readonly number[];
  left: number;
  /** Bytes of the payload that have come. */
  at: number;
}

/** Parts of the header of a frame, as far as they tell what is wrong with it. */
const maskedBit = 0x80;

/**
 * Takes the frames off one direction of a WebSocket (RFC 6455, 5.2) and passes on what its messages carry, unmasked. Control
 * frames are passed over, also between the parts of a message. What cannot be read goes on as a gap, with a note.
 */
export class WebSocketStream implements StreamSink {
  readonly #inner: StreamSink;
  readonly #note: (text: string) => void;
  readonly #queue = new ByteQueue();
  #frame: Frame | undefined;
  /** The message whose parts come is compressed. */
  #compressed = false;
  #lost = false;

  constructor(inner: StreamSink, note: (text: string) => void) {
    this.#inner = inner;
    this.#note = note;
  }

  data(bytes: Uint8Array, time: number): void {
    if (this.#lost) return this.#inner.gap(bytes.length, time);
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
    if (frame === undefined || length > frame.left || frame.compressed)
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
    const control = (first & 0x08) !== 0;
    const mask = masked ? [...bytes.subarray(at, at + 4)] : [];
    if (!Number.isSafeInteger(length) || (first & 0x30) !== 0 || (control && (length > 125 || (first & 0x40) !== 0))) {
      this.#lose('A WebSocket frame is broken', time);
      return false;
    }
    this.#queue.skip(size);
    if (!control && (first & 0x0f) !== 0) {
      this.#compressed = (first & 0x40) !== 0;
      if (this.#compressed)
        this.#note('A compressed WebSocket message cannot be read; turn permessage-deflate off to see it');
    }
    this.#frame = {
      control,
      compressed: !control && this.#compressed,
      final: (first & 0x80) !== 0,
      mask,
      left: length,
      at: 0,
    };
    this.#endFrame();
    return true;
  }

  /** Takes what there is of the payload; gives the rest. */
  #payload(bytes: Uint8Array, time: number): Uint8Array {
    const frame = this.#frame;
    if (frame === undefined) return bytes;
    const piece = bytes.subarray(0, frame.left);
    if (frame.compressed) this.#inner.gap(piece.length, time);
    else if (!frame.control) this.#inner.data(unmasked(piece, frame), time);
    frame.left -= piece.length;
    frame.at += piece.length;
    this.#endFrame();
    return bytes.subarray(piece.length);
  }

  #endFrame(): void {
    if (this.#frame?.left === 0) this.#frame = undefined;
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
