/** Time between two looks, in milliseconds. */
const tick = 250;

/** What is watched, and how. */
export interface Watched {
  /** Asks for a sign of life. */
  readonly ping: () => Promise<unknown>;
  /** Called once, when none has come within `patience` milliseconds while something was due. */
  readonly onStuck: () => void;
  readonly patience: number;
}

/**
 * Finds out whether a worker is stuck. It is asked for a sign of life only while something is due: a request that was cancelled, or has
 * run out of time. Time in which this process itself stood still (a debugger, a computer that slept) doesn't count.
 */
export class Watch {
  readonly #watched: Watched;
  readonly #due = new Set<object>();
  #timer: NodeJS.Timeout | undefined;
  #asked = false;
  #ticks = 0;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  /** Something is due from now on; call what it returns when that has come. */
  due(): () => void {
    const one = {};
    this.#due.add(one);
    this.#timer ??= setInterval(() => this.#look(), tick);
    return () => {
      this.#due.delete(one);
      if (this.#due.size === 0) this.dispose();
    };
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#ticks = 0;
  }

  #look(): void {
    if (!this.#asked) this.#ask();
    // Each look is a turn of the event loop of its own, in which an answer that has arrived is taken.
    if (++this.#ticks * tick < this.#watched.patience) return;
    this.dispose();
    this.#watched.onStuck();
  }

  #ask(): void {
    this.#asked = true;
    const answered = (): void => {
      this.#asked = false;
      this.#ticks = 0;
    };
    this.#watched.ping().then(answered, answered);
  }
}
