import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells an element of its size in pixels, at first and whenever it changes, as long as it is in the page. */
export class SizeController implements ReactiveController {
  readonly #host: Element;
  readonly #observer: ResizeObserver;

  constructor(
    host: ReactiveControllerHost & Element,
    resized: (size: { readonly width: number; readonly height: number }) => void,
  ) {
    this.#host = host;
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) resized(entry.contentRect);
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }
}
