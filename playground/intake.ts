import type { Turns } from './turns.ts';

/** Milliseconds that what has just arrived may take; what is more waits for its turn. */
const atOnce = 0.25;

/** What a client sends, as work in small steps. */
export interface Work {
  /** Does one step; false if there was nothing to do. It never throws. */
  step(): boolean;
  /** Nothing is left to do. */
  rest(): void;
  /** Reads no more of the client for now. */
  pause(): void;
}

/** Has a client's work done: a little at once, the rest in turn with all other clients. Nothing more is read meanwhile. */
export class Intake {
  readonly #turns: Turns;
  readonly #work: Work;
  #waiting = false;

  constructor(turns: Turns, work: Work) {
    this.#turns = turns;
    this.#work = work;
  }

  /** Work waits for its turn. */
  get waiting(): boolean {
    return this.#waiting;
  }

  /** There is something to do. */
  wake(): void {
    if (this.#waiting) return;
    const end = performance.now() + atOnce;
    let more = this.#work.step();
    while (more && performance.now() < end) more = this.#work.step();
    if (!more) {
      this.#work.rest();
      return;
    }
    this.#waiting = true;
    this.#work.pause();
    this.#turns.add(() => {
      if (this.#work.step()) return true;
      this.#waiting = false;
      this.#work.rest();
      return false;
    });
  }
}
