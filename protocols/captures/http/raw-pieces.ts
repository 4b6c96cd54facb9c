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

  add(bytes: Uint8Array, time: number): void {
    this.#time = time;
    for (let at = 0; at < bytes.length;) {
      const end = Math.min(at + pieceSize - this.#size, bytes.length);
      const piece = bytes.subarray(at, end);
      this.#held.push(piece);
      this.#size += piece.length;
      at = end;
      if (this.#size === pieceSize) this.flush();
    }
  }

  /** Gives out what there is. */
  flush(): void {
    if (this.#size === 0) return;
    const whole = new Uint8Array(this.#size);
    let at = 0;
    for (const piece of this.#held) {
      whole.set(piece, at);
      at += piece.length;
    }
    const { explanation } = this;
    this.drop();
    this.#give(whole, this.#time, explanation);
  }

  /** Lets go of what there is. */
  drop(): void {
    this.#held = [];
    this.#size = 0;
    this.explanation = undefined;
  }
}
