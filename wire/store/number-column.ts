const pageSize = 8192;

/** A number for each unit, 0 unless it was set, in pages that are given up from the front. */
export class NumberColumn {
  #pages: (Uint32Array | undefined)[] = [];
  #firstPage = 0;

  get(seq: number): number {
    return this.#pages[Math.floor(seq / pageSize) - this.#firstPage]?.[seq % pageSize] ?? 0;
  }

  set(seq: number, value: number): void {
    const at = Math.floor(seq / pageSize) - this.#firstPage;
    if (at < 0) return;
    let page = this.#pages[at];
    if (page === undefined) {
      page = new Uint32Array(pageSize);
      while (this.#pages.length < at) this.#pages.push(undefined);
      this.#pages[at] = page;
    }
    page[seq % pageSize] = value;
  }

  /** Gives up the pages that hold only units before this one. */
  releaseBefore(seq: number): void {
    const gone = Math.floor(seq / pageSize) - this.#firstPage;
    if (gone <= 0) return;
    this.#pages.splice(0, gone);
    this.#firstPage += gone;
  }
}
