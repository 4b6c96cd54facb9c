/** Bytes that arrive in pieces and are taken from the front in records; a piece is copied only where a record crosses its end. */
export class ByteQueue {
  /** The bytes at hand; valid from `start` to `buffer.length`. */
  buffer: Uint8Array = new Uint8Array(0);
  start = 0;
  /** Bytes of the file before `start`. */
  offset = 0;

  get length(): number {
    return this.buffer.length - this.start;
  }

  push(chunk: Uint8Array): void {
    if (this.length === 0) {
      this.buffer = chunk;
    } else {
      const joined = new Uint8Array(this.length + chunk.length);
      joined.set(this.buffer.subarray(this.start));
      joined.set(chunk, this.length);
      this.buffer = joined;
    }
    this.start = 0;
  }

  skip(count: number): void {
    this.start += count;
    this.offset += count;
  }
}
