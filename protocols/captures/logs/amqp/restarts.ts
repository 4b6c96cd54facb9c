import type { Direction } from '../model.ts';

/** Tells where a log that names no connections begins another one: its program sends a header after an open. */
export class Restarts {
  #header = false;
  #open = false;

  /** Whether this header begins another connection than the units before it. */
  header(direction: Direction): boolean {
    if (direction !== 'sent') return false;
    const isNew = this.#header && this.#open;
    this.#header = true;
    if (isNew) this.#open = false;
    return isNew;
  }

  open(direction: Direction): void {
    if (direction === 'sent') this.#open = true;
  }
}
