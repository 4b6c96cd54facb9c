import { ScrollMap } from '../model/scroll-map.ts';

export interface ScrollerEvents {
  /** The user has scrolled: `top` is the first visible row, with a fraction. */
  scrolled(top: number): void;
  /** The visible part has another height, in rows. */
  resized(visible: number): void;
}

/**
 * Keeps a scrolling element and a list of equally high rows together. The element holds a box as high as all rows
 * (`boxStyle`) and in it a window that sticks to the visible part (`windowStyle`), where the rows are drawn.
 */
export class Scroller {
  readonly map: ScrollMap;
  readonly #headerHeight: number;
  readonly #events: ScrollerEvents;
  readonly #observer = new ResizeObserver(() => this.#measure());
  #element: HTMLElement | null = null;
  #pixels = 0;
  #top = 0;
  #moving = false;

  /** @param headerHeight pixels of a header that sticks to the upper edge. */
  constructor(rowHeight: number, headerHeight: number, events: ScrollerEvents) {
    this.map = new ScrollMap(rowHeight);
    this.#headerHeight = headerHeight;
    this.#events = events;
  }

  get boxStyle(): string {
    return `height: ${Math.max(this.map.boxHeight, this.map.viewport)}px`;
  }

  get windowStyle(): string {
    return `height: ${this.map.viewport}px; top: ${this.#headerHeight}px`;
  }

  /** The rows to draw, from the first to before the last, and where the first one stands. */
  slice(top: number): { readonly first: number; readonly end: number; readonly shift: number } {
    const first = Math.floor(top);
    const end = Math.min(this.map.count, Math.ceil(top + this.map.visible));
    return { first, end, shift: -(top - first) * this.map.rowHeight };
  }

  attach(element: HTMLElement): void {
    if (this.#element === element) return;
    this.detach();
    this.#element = element;
    element.addEventListener('scroll', this.#onScroll, { passive: true });
    element.addEventListener('scrollend', this.#onScrollEnd, { passive: true });
    this.#observer.observe(element);
    this.#measure();
  }

  detach(): void {
    this.#observer.disconnect();
    this.#element?.removeEventListener('scroll', this.#onScroll);
    this.#element?.removeEventListener('scrollend', this.#onScrollEnd);
    this.#element = null;
  }

  /** Puts the element where the list is. To be called after the box has been drawn. */
  place(top: number): void {
    if (this.#element === null) return;
    const pixels = this.map.pixels(top);
    const moved = Math.abs(top - this.#top) > 0.01;
    this.#top = top;
    // In a squeezed list position and row drift apart while the user scrolls; they are brought together afterwards.
    if (moved || (!this.#moving && Math.abs(this.#element.scrollTop - pixels) >= 1)) this.#jump(pixels);
  }

  #jump(pixels: number): void {
    if (this.#element === null) return;
    this.#element.scrollTop = pixels;
    this.#pixels = this.#element.scrollTop;
  }

  /** @returns whether the visible part has another height than before. */
  #measure(): boolean {
    if (this.#element === null) return false;
    const viewport = Math.max(0, this.#element.clientHeight - this.#headerHeight);
    if (viewport === this.map.viewport) return false;
    this.map.viewport = viewport;
    this.#events.resized(this.map.visible);
    return true;
  }

  readonly #onScroll = (): void => {
    const element = this.#element;
    // Our own movement comes back as an event: it is no wish of the user's.
    if (element === null || Math.abs(element.scrollTop - this.#pixels) < 1) return;
    // Nor is that of the browser, which moves a list at its end when it gets higher, perhaps before it says so.
    if (this.#measure()) return;
    this.#moving = true;
    this.#top = this.map.top(element.scrollTop, this.#pixels, this.#top);
    this.#pixels = element.scrollTop;
    this.#events.scrolled(this.#top);
  };

  readonly #onScrollEnd = (): void => {
    this.#moving = false;
    this.place(this.#top);
  };
}
