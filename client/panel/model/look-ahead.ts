/** Rows that are fetched above and below the visible ones. */
export const margin = 60;
/** At most so many are fetched in the direction in which the list is scrolled: more at once take long to arrive. */
const furthest = 400;
/** Rows are fetched for so many movements as the latest ones. */
const movements = 24;

/** Which rows are fetched beside the visible ones: more of them ahead the faster the list is scrolled. */
export class LookAhead {
  /** Rows of the latest movements; below zero upwards. */
  #stride = 0;

  /** The list was scrolled by so many rows. A jump says nothing about where it goes next. */
  moved(rows: number): void {
    const isJump = Math.abs(rows) > furthest;
    const isSlower = Math.sign(rows) === Math.sign(this.#stride) && Math.abs(rows) < Math.abs(this.#stride);
    this.#stride = isJump ? 0 : isSlower ? this.#stride * 0.9 : rows;
  }

  /** The list is not being scrolled. */
  rest(): void {
    this.#stride = 0;
  }

  /** Rows to fetch above the visible ones. */
  get above(): number {
    return this.#stride < 0 ? this.#ahead : margin;
  }

  /** Rows to fetch below the visible ones. */
  get below(): number {
    return this.#stride > 0 ? this.#ahead : margin;
  }

  /** Rows that should be there before more are fetched: half of those ahead, where the list is scrolled. */
  get wanted(): { readonly above: number; readonly below: number } {
    const half = Math.floor(this.#ahead / 2);
    return { above: this.#stride < 0 ? half : 0, below: this.#stride > 0 ? half : 0 };
  }

  get #ahead(): number {
    return Math.min(furthest, Math.max(margin, Math.ceil(Math.abs(this.#stride) * movements)));
  }
}
