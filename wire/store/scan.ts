/** Looks at units in the background, in slices between which other work gets its turn, so that a million units hold nothing up. */
export class Scan {
  readonly #look: () => boolean;
  readonly #grew: () => void;
  #running: Promise<void> | undefined;
  #isStopped = false;

  /**
   * @param look looks at units for one slice; true where all have been looked at
   * @param grew called after each slice in the background
   */
  constructor(look: () => boolean, grew: () => void) {
    this.#look = look;
    this.#grew = grew;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Looks on. True where all units have been looked at; otherwise the rest follows in the background. */
  advance(): boolean {
    if (this.#running !== undefined) return false;
    if (this.#look()) return true;
    this.#running = this.#lookOn();
    return false;
  }

  /** Settles when what goes on in the background is done. */
  async done(): Promise<void> {
    await this.#running;
  }

  /** Waits until all units have been looked at, for so many milliseconds at most. */
  async settle(ms: number): Promise<void> {
    if (this.advance()) return;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([this.#running, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
    clearTimeout(timer);
  }

  /** Ends after the slice under way. */
  stop(): void {
    this.#isStopped = true;
  }

  async #lookOn(): Promise<void> {
    let done = false;
    while (!done && !this.#isStopped) {
      await new Promise((resolve) => setImmediate(resolve));
      done = this.#look();
      this.#grew();
    }
    this.#running = undefined;
  }
}
