/** Milliseconds of work that all busy clients share before other sockets are served again. */
const sliceTime = 0.25;

/** One small step of a client's work; gives whether more is left. It never throws. */
export type Step = () => boolean;

/**
 * Shares the process among clients that have more work than one step: each gets a step in turn, and after every slice
 * of time the event loop serves all sockets. A client that asks little is never behind one that asks a lot.
 */
export class Turns {
  readonly #waiting: Step[] = [];
  #scheduled = false;

  /** Does a client's work step by step, until a step gives false. */
  add(step: Step): void {
    this.#waiting.push(step);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => this.#run());
  }

  #run(): void {
    this.#scheduled = false;
    const end = performance.now() + sliceTime;
    do {
      const step = this.#waiting.shift();
      if (step?.() === true) this.#waiting.push(step);
    } while (this.#waiting.length > 0 && performance.now() < end);
    this.#schedule();
  }
}
