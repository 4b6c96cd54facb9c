/** Bytes of memory that all queues and transactions share. */
export class Budget {
  readonly #most: number;
  #used = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes a part; false, and nothing is taken, if there is not enough left. */
  take(bytes: number): boolean {
    if (!this.has(bytes)) return false;
    this.#used += bytes;
    return true;
  }

  /** Whether so much is left. */
  has(bytes: number): boolean {
    return this.#used + bytes <= this.#most;
  }

  giveBack(bytes: number): void {
    this.#used -= bytes;
  }
}
