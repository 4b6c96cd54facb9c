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

  /** Takes a part as {@link take} does, and makes room for it if it can. */
  claim(bytes: number): boolean {
    return this.makeRoom(bytes) && this.take(bytes);
  }

  /** Makes room for so much if it can; whether there is room. */
  makeRoom(bytes: number): boolean {
    return this.has(bytes);
  }

  /** Whether so much is left, here and in all that this is a part of. */
  has(bytes: number): boolean {
    return this.fits(bytes) && (this.#parent?.has(bytes) ?? true);
  }

  /** Whether so much is left here. */
  protected fits(bytes: number): boolean {
    return this.#used + bytes <= this.#most;
  }

  giveBack(bytes: number): void {
    this.#add(-bytes);
  }

  #add(bytes: number): void {
    this.#used += bytes;
    if (this.#parent !== undefined) this.#parent.#add(bytes);
  }
}
