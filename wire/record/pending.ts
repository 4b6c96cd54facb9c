/** Requests that wait for their answer, with a limit: what a peer never answers must not fill the memory. */
export class Pending<T = number> {
  readonly #limit: number;
  readonly #waiting = new Map<string, T>();

  constructor(limit = 100_000) {
    this.#limit = limit;
  }

  set(key: string, value: T): void {
    // Set anew, so that the map's order is the order of age.
    this.#waiting.delete(key);
    this.#waiting.set(key, value);
    if (this.#waiting.size <= this.#limit) return;
    const oldest = this.#waiting.keys().next();
    if (oldest.done !== true) this.#waiting.delete(oldest.value);
  }

  /** Takes the request out. */
  take(key: string): T | undefined {
    const value = this.#waiting.get(key);
    this.#waiting.delete(key);
    return value;
  }

  get size(): number {
    return this.#waiting.size;
  }
}
