import { ByteQueue } from '../core/index.ts';
import { uint16, uint32 } from './integers.ts';
import type { StreamSink } from './tcp-stream.ts';

const longestHead = 64 * 1024;
const longestFrame = 256 * 1024 * 1024;

/**
 * Takes the HTTP head and the WebSocket frames (RFC 6455, 5.2) off one direction of a connection and passes on what the
 * messages carry, unmasked. Control frames are passed over. What cannot be read (compressed messages, a broken frame) goes on
 * as a gap, with a note.
 */
export class WebSocketStream implements StreamSink {
  readonly #inner: StreamSink;
  readonly #note: (text: string) => void;
  readonly #queue = new ByteQueue();
  #state: 'head' | 'frames' | 'lost' = 'head';

  constructor(inner: StreamSink, note: (text: string) => void) {
    this.#inner = inner;
    this.#note = note;
  }

  data(bytes: Uint8Array, time: number): void {
    if (this.#state === 'lost') return this.#inner.gap(bytes.length, time);
    this.#queue.push(bytes);
    if (this.#state === 'head' && !this.#head(time)) return;
    while (this.#frame(time));
  }

  gap(length: number, time: number): void {
    this.#lose(
      `${length} bytes of the capture are missing, so that the frames of a WebSocket cannot be followed`,
      time,
    );
    this.#inner.gap(length, time);
  }

  end(time: number): void {
    this.#inner.end(time);
  }

  /** Whether the head has ended. */
  #head(time: number): boolean {
    const bytes = this.#queue.peek();
    for (let i = 3; i < bytes.length; i++) {
      if (bytes[i] !== 10 || bytes[i - 1] !== 13 || bytes[i - 2] !== 10 || bytes[i - 3] !== 13) continue;
      this.#queue.skip(i + 1);
      this.#state = 'frames';
      return true;
    }
    if (bytes.length > longestHead) this.#lose('An HTTP head has no end', time);
    return false;
  }

  /** Takes one frame; false when more bytes are needed. */
  #frame(time: number): boolean {
    const bytes = this.#queue.peek();
    if (this.#state !== 'frames' || bytes.length < 2) return false;
    const [first = 0, second = 0] = bytes;
    let size = second & 0x7f;
    let at = 2;
    if (size === 126) {
      size = uint16(bytes, 2, false);
      at = 4;
    } else if (size === 127) {
      size = uint32(bytes, 2, false) * 2 ** 32 + uint32(bytes, 6, false);
      at = 10;
    }
    const masked = (second & 0x80) !== 0;
    if (masked) at += 4;
    if (bytes.length < at) return false;
    if (size > longestFrame || (first & 0x30) !== 0) {
      this.#lose('A WebSocket frame is broken', time);
      return false;
    }
    if (bytes.length < at + size) return false;
    const frame = this.#queue.take(at + size);
    if ((first & 0x08) !== 0) return true; // close, ping, pong
    if ((first & 0x40) !== 0) {
      this.#note('A compressed WebSocket message cannot be read; turn permessage-deflate off to see it');
      this.#inner.gap(size, time);
      return true;
    }
    const payload = new Uint8Array(frame.subarray(at)); // a copy, whatever kind of array the caller has
    if (masked)
      for (let i = 0; i < payload.length; i++) payload[i] = (payload[i] ?? 0) ^ (frame[at - 4 + (i & 3)] ?? 0);
    this.#inner.data(payload, time);
    return true;
  }

  #lose(why: string, time: number): void {
    if (this.#state === 'lost') return;
    this.#state = 'lost';
    this.#note(`${why}; the rest of this direction cannot be read`);
    this.#inner.gap(this.#queue.length, time);
  }
}
