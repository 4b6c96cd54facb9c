import type { FramedUnit, UnitKind } from '../../core/index.ts';

/** Collects the bytes of the unit that is being read, over any number of chunks, and gives units out. */
export class UnitBuffer {
  readonly #limit: number;
  /** The unit's bytes of earlier chunks, in front of room to grow: a unit that arrives byte by byte costs no more than its size. */
  #kept: Uint8Array = new Uint8Array(0);
  #keptSize = 0;
  #chunk: Uint8Array = new Uint8Array(0);
  /** Where in the chunk the unit goes on. */
  #from = 0;
  /** Bytes of the stream before the unit. */
  #offset = 0;
  /** Pieces of the unit have been given out already: the rest is garbage as well. */
  #overflowed = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Begins with a new chunk. */
  enter(chunk: Uint8Array): void {
    this.#chunk = chunk;
    this.#from = 0;
  }

  /** Gives out the unit that ends in front of the chunk's byte `to`. */
  cut(kind: UnitKind, to: number, units: FramedUnit[]): void {
    const tail = this.#chunk.subarray(this.#from, to);
    this.#give(this.#overflowed ? 'garbage' : kind, tail, units);
    this.#overflowed = false;
    this.#from = to;
  }

  /** Keeps what is left of the chunk for later; gives it out as garbage where it has grown beyond the limit. */
  leave(units: FramedUnit[]): void {
    const tail = this.#chunk.subarray(this.#from);
    this.#chunk = new Uint8Array(0);
    this.#from = 0;
    if (tail.length === 0) return;
    if (this.#keptSize + tail.length > this.#limit) {
      this.#give('garbage', tail, units);
      this.#overflowed = true;
      return;
    }
    // The chunk's owner may use its memory again.
    this.#keep(tail);
  }

  /** The stream has ended: what is left is garbage. */
  finish(units: FramedUnit[]): void {
    if (this.#keptSize > 0) this.#give('garbage', new Uint8Array(0), units);
    this.#overflowed = false;
  }

  #keep(tail: Uint8Array): void {
    const size = this.#keptSize + tail.length;
    if (size > this.#kept.length) {
      const larger = new Uint8Array(Math.max(size, 2 * this.#kept.length));
      larger.set(this.#kept.subarray(0, this.#keptSize));
      this.#kept = larger;
    }
    this.#kept.set(tail, this.#keptSize);
    this.#keptSize = size;
  }

  #give(kind: UnitKind, tail: Uint8Array, units: FramedUnit[]): void {
    const size = this.#keptSize + tail.length;
    if (size === 0) return;
    const bytes = new Uint8Array(size);
    bytes.set(this.#kept.subarray(0, this.#keptSize));
    bytes.set(tail, this.#keptSize);
    units.push({ protocol: 'xmpp', kind, offset: this.#offset, size, bytes });
    this.#offset += size;
    this.#kept = new Uint8Array(0);
    this.#keptSize = 0;
  }
}
