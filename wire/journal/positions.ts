/** Numbers of one page. Pages are given up whole. */
const pageSize = 8192;
/** Stands for no position: positions are from 0. */
const none = -1;

/** Where units are in the files of a journal, by their numbers. */
export class Positions {
  readonly #pages = new Map<number, Float64Array>();

  /** @param position bytes from the beginning of the journal */
  set(seq: number, position: number): void {
    const number = Math.floor(seq / pageSize);
    let page = this.#pages.get(number);
    if (page === undefined) {
      page = new Float64Array(pageSize).fill(none);
      this.#pages.set(number, page);
    }
    page[seq % pageSize] = position;
  }

  unset(seq: number): void {
    this.set(seq, none);
  }

  get(seq: number): number | undefined {
    const position = this.#pages.get(Math.floor(seq / pageSize))?.[seq % pageSize] ?? none;
    return position === none ? undefined : position;
  }

  /** Gives up the pages that hold only units before this one. */
  releaseBefore(seq: number): void {
    const first = Math.floor(seq / pageSize);
    for (const number of this.#pages.keys()) {
      if (number >= first) return;
      this.#pages.delete(number);
    }
  }
}
