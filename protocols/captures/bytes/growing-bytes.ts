/** Bytes that are added one after the other. */
export class GrowingBytes {
  #bytes = new Uint8Array(64);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(byte: number): void {
    if (this.#size === this.#bytes.length) this.#grow(this.#size + 1);
    this.#bytes[this.#size++] = byte;
  }

  append(bytes: Uint8Array): void {
    if (this.#size + bytes.length > this.#bytes.length) this.#grow(this.#size + bytes.length);
    this.#bytes.set(bytes, this.#size);
    this.#size += bytes.length;
  }

  /** Appends the bytes from one place on again. */
  repeat(from: number, length: number): void {
    this.append(new Uint8Array(this.#bytes.subarray(from, from + length)));
  }

  /** Keeps only the first bytes. */
  cut(size: number): void {
    this.#size = Math.min(size, this.#size);
  }

  /** All bytes so far, as a copy. */
  take(from = 0): Uint8Array {
    return new Uint8Array(this.#bytes.subarray(from, this.#size));
  }

  #grow(least: number): void {
    const larger = new Uint8Array(Math.max(least, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = larger;
  }
}
