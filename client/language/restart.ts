/** How often a server may fail before it is left alone. */
const failures = 4;
const window = 3 * 60_000;

/** Decides whether a process that ended is started again. */
export class RestartPolicy {
  #ends: number[] = [];

  /**
   * Notes an end.
   * @param now milliseconds of any clock that only goes forward.
   * @returns false where it ended for the fourth time within three minutes: then only the user starts it again.
   */
  ended(now: number): boolean {
    this.#ends = [...this.#ends.filter((each) => now - each < window), now];
    return this.#ends.length < failures;
  }

  /** The user started it: what was is forgotten. */
  reset(): void {
    this.#ends = [];
  }
}
