/**
 * How much may be done for one request that tries things out. The work is counted, so that the outcome is the same on every machine; the
 * clock, which belongs to the caller, ends what is slow for its size.
 */
export class Effort {
  #left: number;
  readonly #isLate: () => boolean;

  /** @param units how much text may be checked, in UTF-16 units */
  constructor(units: number, isLate: () => boolean = () => false) {
    this.#left = units;
    this.#isLate = isLate;
  }

  /** Whether nothing more may be begun. */
  get isSpent(): boolean {
    return this.#left <= 0 || this.#isLate();
  }

  /** Takes what it costs to check so many UTF-16 units. Gives whether that may be done. */
  take(units: number): boolean {
    if (this.isSpent || units > this.#left) return false;
    this.#left -= units;
    return true;
  }
}
