/** The tallest box that browsers lay out without trouble at every zoom, in CSS pixels. */
export const maxBoxHeight = 8_000_000;

/**
 * Maps a scroller's position (pixels) to the first visible row (rows, with a fraction), also when the rows together
 * are taller than a box may be. Then a small movement moves by as many pixels as the user asked for, and a large one
 * (a drag of the scroll bar) goes to the proportional place.
 */
export class ScrollMap {
  readonly rowHeight: number;
  /** Rows in the list. */
  count = 0;
  /** Pixels of the list's visible part. */
  viewport = 0;

  constructor(rowHeight: number) {
    this.rowHeight = rowHeight;
  }

  /** Height of the box to scroll in, pixels. */
  get boxHeight(): number {
    return Math.min(this.count * this.rowHeight, maxBoxHeight);
  }

  /** Visible rows, with a fraction. */
  get visible(): number {
    return this.viewport / this.rowHeight;
  }

  /** The largest first row: there the last row stands at the lower edge. */
  get maxTop(): number {
    return Math.max(0, this.count - this.visible);
  }

  clamp(top: number): number {
    return Math.min(Math.max(0, top), this.maxTop);
  }

  /** The scroller's position that shows `top` first. */
  pixels(top: number): number {
    if (!this.#squeezed) return Math.round(this.clamp(top) * this.rowHeight);
    return Math.round((this.clamp(top) / this.maxTop) * this.#travel);
  }

  /** The first row after the scroller went from one position to another. @param top the first row before. */
  top(pixels: number, before: number, top: number): number {
    if (!this.#squeezed) return this.clamp(pixels / this.rowHeight);
    if (pixels <= 0) return 0;
    if (pixels >= this.#travel) return this.maxTop;
    const moved = pixels - before;
    if (Math.abs(moved) <= this.viewport) return this.clamp(top + moved / this.rowHeight);
    return this.clamp((pixels / this.#travel) * this.maxTop);
  }

  get #squeezed(): boolean {
    return this.count * this.rowHeight > maxBoxHeight;
  }

  get #travel(): number {
    return Math.max(1, this.boxHeight - this.viewport);
  }
}
