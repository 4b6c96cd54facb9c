import type { BodyReader } from './model.ts';

const longestLine = 4096;
const longestTrailers = 64 * 1024;
const lf = 10;

/** A body in chunks, with trailers behind the last one, which are passed over (RFC 9112, 7.1). */
export class ChunkedBody implements BodyReader {
  readonly endsWithConnection = false;
  state: 'more' | 'done' | 'broken' = 'more';
  #part: 'size' | 'data' | 'data-end' | 'trailers' = 'size';
  /** Bytes of the chunk that are still to come. */
  #left = 0;
  /** The line so far. */
  #line = '';
  #trailers = 0;

  read(bytes: Uint8Array, content: (piece: Uint8Array) => void): number {
    let at = 0;
    while (at < bytes.length && this.state === 'more') {
      if (this.#part !== 'data') {
        this.#byte(bytes[at++] ?? 0);
        continue;
      }
      const end = Math.min(at + this.#left, bytes.length);
      content(bytes.subarray(at, end));
      this.#left -= end - at;
      at = end;
      if (this.#left === 0) this.#part = 'data-end';
    }
    return at;
  }

  skip(length: number): boolean {
    if (this.#part !== 'data' || length > this.#left) return false;
    this.#left -= length;
    if (this.#left === 0) this.#part = 'data-end';
    return true;
  }

  #byte(byte: number): void {
    if (byte !== lf) {
      this.#line += String.fromCharCode(byte);
      if (this.#line.length > longestLine) this.state = 'broken';
      return;
    }
    const line = this.#line.endsWith('\r') ? this.#line.slice(0, -1) : this.#line;
    this.#line = '';
    if (this.#part === 'size') this.#size(line);
    else if (this.#part === 'data-end') {
      if (line === '') this.#part = 'size';
      else this.state = 'broken';
    } else if (line === '') this.state = 'done';
    else if ((this.#trailers += line.length) > longestTrailers) this.state = 'broken';
  }

  /** The line before a chunk: its size, and extensions, which are passed over. */
  #size(line: string): void {
    const digits = /^[0-9A-Fa-f]{1,12}(?=[ \t;]|$)/.exec(line)?.[0];
    if (digits === undefined) {
      this.state = 'broken';
      return;
    }
    this.#left = parseInt(digits, 16);
    this.#part = this.#left === 0 ? 'trailers' : 'data';
  }
}
