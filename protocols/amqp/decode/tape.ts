/**
 * The tape: what the decoder writes down of a unit, in the order of its bytes. An entry is five integers, and the entries of
 * a value's parts follow the value's own. Trees of nodes are made from it only where somebody looks.
 *
 * - `start`: the first byte of the value: its constructor, or its data in an array, whose elements share one constructor
 * - `body`: the first byte of its data, after format code, size and count
 * - `end`: the byte after its last
 * - `info`: the format code, flags, and the place of its described type in the catalogue
 * - `next`: the place of the entry after its last part, counted from the unit's first entry
 */
export const entrySize = 5;
export const startOf = 0;
export const bodyOf = 1;
export const endOf = 2;
export const infoOf = 3;
export const nextOf = 4;

/** An element of an array: no constructor of its own. */
export const elementFlag = 0x100;
/** A described value: its first part is the descriptor. */
export const describedFlag = 0x200;
/** Bytes that are not part of a value; an issue says why. */
export const gapFlag = 0x400;
/** Declared size, count or contents contradict each other: the bytes cannot be told from the parts. */
export const brokenFlag = 0x800;
/** There is a shorter encoding of the same value. */
export const longFlag = 0x1000;
/** A field that is not on the wire: in nodes only, never on the tape. */
export const absentFlag = 0x2000;
/** The place in the catalogue stands above this bit. */
export const typeShift = 14;

const slabLength = 1 << 15;

/** Entries of many units lie in one slab, so that a unit costs no allocation of its own. */
export abstract class TapeWriter {
  tape = new Int32Array(slabLength);
  /** Where the unit's first entry is. */
  base = 0;
  /** Where the next entry goes. */
  at = 0;

  /** While `at` is below this, there is room for an entry, and the unit has fewer than its most values. */
  fence = 0;
  private most = 0;

  /** Begins a unit of at most so many values. */
  protected beginUnit(most: number): void {
    if (this.at + 64 * entrySize > this.tape.length) {
      this.tape = new Int32Array(slabLength);
      this.at = 0;
    }
    this.base = this.at;
    this.most = most;
    this.setFence();
  }

  private setFence(): void {
    this.fence = Math.min(this.tape.length - entrySize + 1, this.base + this.most * entrySize);
  }

  /** Room for one more entry; the unit moves to another slab when this one is full. */
  reserve(): number {
    const entry = this.at;
    if (entry + entrySize > this.tape.length) return this.move();
    this.at = entry + entrySize;
    return entry - this.base;
  }

  /** Takes back the entries that begin at `base` on a slab, if they are its last ones: the next unit's go there. */
  release(tape: Int32Array, base: number, length: number): void {
    if (tape === this.tape && base + length === this.at) this.at = base;
  }

  /** Writes the five integers of an entry; all entries after it are its parts. */
  fill(entry: number, start: number, body: number, end: number, info: number): void {
    const { tape, base } = this;
    const at = base + entry;
    tape[at + startOf] = start;
    tape[at + bodyOf] = body;
    tape[at + endOf] = end;
    tape[at + infoOf] = info;
    tape[at + nextOf] = this.at - base;
  }

  /** All parts of an entry are written. */
  close(entry: number, end: number): void {
    const at = this.base + entry;
    this.tape[at + endOf] = end;
    this.tape[at + nextOf] = this.at - this.base;
  }

  /** One of the five integers of an entry. */
  read(entry: number, slot: number): number {
    return this.tape[this.base + entry + slot] ?? 0;
  }

  /** Adds flags to an entry. */
  mark(entry: number, flags: number): void {
    const at = this.base + entry + infoOf;
    this.tape[at] = (this.tape[at] ?? 0) | flags;
  }

  /** The place that the next entry will have. */
  get nextEntry(): number {
    return this.at - this.base;
  }

  private move(): number {
    const used = this.at - this.base;
    const larger = new Int32Array(Math.max(slabLength, used * 2 + entrySize));
    larger.set(this.tape.subarray(this.base, this.at));
    this.tape = larger;
    this.base = 0;
    this.at = used + entrySize;
    this.setFence();
    return used;
  }
}
