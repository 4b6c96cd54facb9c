/** Longer bytes are given out in pieces of this size. */
const pieceSize = 64 * 1024;

/** Collects bytes, and gives them out in pieces that do not depend on how they came. */
export class RawPieces {
  readonly #give: (bytes: Uint8Array, time: number, explanation?: string) => void;
  #held: Uint8Array[] = [];
  #size = 0;
  #time = 0;
  /** What is said of the next piece. */
  explanation: string | undefined;

  constructor(give: (bytes: Uint8Array, time: number, explanation?: string) => void) {
    this.#give = give;
  }

  /** `hold`: nothing is given out for now; `drop`: nothing is given out at all, up to the next `flush`. */
  mode: 'give' | 'hold' | 'drop' = 'give';

  /** How many bytes wait. */
  get size(): number {
    return this.#size;
  }

  add(bytes: Uint8Array, time: number): void {
    this.#time = time;
    if (this.mode === 'drop') return;
    if (this.mode === 'hold') {
      this.#held.push(bytes);
      this.#size += bytes.length;
    } else this.#cut(bytes);
  }

  /** What was held may be given out. */
  release(): void {
    if (this.mode !== 'hold') return;
    this.mode = 'give';
    const held = this.#held;
    this.#held = [];
    this.#size = 0;
    for (const bytes of held) this.#cut(bytes);
  }

  #cut(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const end = Math.min(at + pieceSize - this.#size, bytes.length);
      const piece = bytes.subarray(at, end);
      this.#held.push(piece);
      this.#size += piece.length;
      at = end;
      if (this.#size === pieceSize) this.#out();
    }
  }

  /** Gives out what there is, and goes on so. */
  flush(): void {
    this.release();
    this.mode = 'give';
    this.#out();
  }

  #out(): void {
    if (this.#size === 0) return;
    const whole = new Uint8Array(this.#size);
    let at = 0;
    for (const piece of this.#held) {
      whole.set(piece, at);
      at += piece.length;
    }
    const { explanation } = this;
    this.#clear();
    this.#give(whole, this.#time, explanation);
  }

  /** Lets go of what there is, and of all up to the next `flush`. */
  drop(): void {
    this.#clear();
    this.mode = 'drop';
  }

  #clear(): void {
    this.#held = [];
    this.#size = 0;
    this.explanation = undefined;
  }
}
