/**
 * Bytes that arrive in pieces and are taken from the front in records. A piece is copied only where a record crosses its end.
 * Bytes that were given out stay valid: the queue only ever appends behind them. Pieces of any size cost time that grows
 * with their bytes, not with their number.
 */
export class ByteQueue {
  /** The bytes at hand, valid from `start` to `end`. For reading; a piece that was pushed may be the buffer itself. */
  buffer: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  /** Bytes of the stream before `start`. */
  offset = 0;
  /** Whether the buffer is the queue's own, so that bytes may be written behind `end`. */
  #own = false;

  get length(): number {
    return this.end - this.start;
  }

  /** Adds bytes at the end; the caller must leave them as they are from now on. */
  push(chunk: Uint8Array): void {
    const { length } = this;
    if (length === 0) {
      this.buffer = chunk;
      this.start = 0;
      this.end = chunk.length;
      this.#own = false;
      return;
    }
    if (!this.#own || this.end + chunk.length > this.buffer.length) this.#grow(length, length + chunk.length);
    this.buffer.set(chunk, this.end);
    this.end += chunk.length;
  }

  /**
   * Adds bytes, and has records read from the front. A record that crosses the piece's beginning is put together by itself,
   * and the rest of the piece stays where it is.
   * @param read takes all whole records; gives how many bytes, at least one, the one at the front misses
   */
  feed(chunk: Uint8Array, read: () => number): void {
    let at = 0;
    let missing = this.length === 0 ? chunk.length : read();
    while (at < chunk.length) {
      const end = this.length === 0 ? chunk.length : Math.min(at + missing, chunk.length);
      this.push(chunk.subarray(at, end));
      at = end;
      missing = read();
    }
  }

  /** Passes over bytes at the front, at most `length`. */
  skip(count: number): void {
    this.start += count;
    this.offset += count;
  }

  /** The bytes at hand, without taking them. */
  peek(): Uint8Array {
    return this.buffer.subarray(this.start, this.end);
  }

  /** Takes bytes from the front, at most `length`. */
  take(count: number): Uint8Array {
    const taken = this.buffer.subarray(this.start, this.start + count);
    this.skip(count);
    return taken;
  }

  /** Twice what waits, at least: a record of many small pieces is copied a few times, not once a piece. */
  #grow(length: number, needed: number): void {
    const larger = new Uint8Array(Math.max(needed, 2 * length));
    larger.set(this.peek());
    this.buffer = larger;
    this.start = 0;
    this.end = length;
    this.#own = true;
  }
}
