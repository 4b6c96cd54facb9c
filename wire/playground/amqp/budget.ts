/** Bytes of memory that several share; a part of a larger budget where it has a parent. */
export class Budget {
  readonly #most: number;
  readonly #parent: Budget | undefined;
  #used = 0;

  constructor(most: number, parent?: Budget) {
    this.#most = most;
    this.#parent = parent;
  }

  get used(): number {
    return this.#used;
  }

  /** Takes a part; false, and nothing is taken, if there is not enough left. */
  take(bytes: number): boolean {
    if (!this.has(bytes)) return false;
    this.#add(bytes);
    return true;
  }

  /** Whether so much is left, here and in all that this is a part of. */
  has(bytes: number): boolean {
    return this.#used + bytes <= this.#most && (this.#parent?.has(bytes) ?? true);
  }

  giveBack(bytes: number): void {
    this.#add(-bytes);
  }

  #add(bytes: number): void {
    this.#used += bytes;
    if (this.#parent !== undefined) this.#parent.#add(bytes);
  }
}
