/** Ends a subscription. */
export interface Disposable {
  dispose(): void;
}

/** A list of listeners. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  add(listener: (value: T) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  tell(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
}
