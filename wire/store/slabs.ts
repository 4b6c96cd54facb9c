/** Bytes of one slab. A unit that is longer gets a slab of its own. */
const slabSize = 1 << 20;

/** Where some bytes lie. */
export interface Place {
  readonly slab: number;
  readonly offset: number;
}

/** Append-only bytes in large slabs, given back from the oldest: no small buffer for each unit, nothing to collect. */
export class Slabs {
  #slabs: Uint8Array[] = [];
  /** The number of `#slabs[0]`; slab 0 is always gone. */
  #first = 1;
  /** Bytes used in the last slab. */
  #used = 0;
  /** Bytes of all slabs. */
  #size = 0;

  /** Memory of all slabs, in bytes. */
  get size(): number {
    return this.#size;
  }

  /** The oldest slab that nothing more is put into. */
  get oldest(): { readonly slab: number; readonly bytes: Uint8Array } | undefined {
    const [bytes] = this.#slabs;
    return bytes === undefined || this.#slabs.length === 1 ? undefined : { slab: this.#first, bytes };
  }

  /** Whether a slab is not here any more. */
  isGone(slab: number): boolean {
    return slab < this.#first;
  }

  /** Copies the bytes in. */
  append(bytes: Uint8Array): Place {
    let last = this.#slabs.at(-1);
    if (last === undefined || last.length - this.#used < bytes.length) {
      last = new Uint8Array(Math.max(slabSize, bytes.length));
      this.#slabs.push(last);
      this.#size += last.length;
      this.#used = 0;
    }
    const offset = this.#used;
    last.set(bytes, offset);
    this.#used += bytes.length;
    return { slab: this.#first + this.#slabs.length - 1, offset };
  }

  /** A view, which stays as it is, and keeps its slab in memory. Empty for a slab that has gone. */
  read(slab: number, offset: number, size: number): Uint8Array {
    return this.#slabs[slab - this.#first]?.subarray(offset, offset + size) ?? new Uint8Array(0);
  }

  /** Gives up all slabs before this one. */
  releaseBefore(slab: number): void {
    const gone = Math.min(slab - this.#first, this.#slabs.length);
    if (gone <= 0) return;
    for (const { length } of this.#slabs.splice(0, gone)) this.#size -= length;
    this.#first += gone;
  }

  /** Gives up everything. */
  clear(): void {
    this.#first += this.#slabs.length;
    this.#slabs = [];
    this.#used = 0;
    this.#size = 0;
  }
}
