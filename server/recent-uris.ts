/** How many are remembered: a client that asks for what it never opens must not fill the memory. */
const limit = 100;

/** The URIs that were added last, until they are deleted. */
export class RecentUris {
  readonly #uris = new Set<string>();

  add(uri: string): void {
    this.#uris.delete(uri);
    this.#uris.add(uri);
    const [oldest] = this.#uris;
    if (this.#uris.size > limit && oldest !== undefined) this.#uris.delete(oldest);
  }

  /** Whether it was there. */
  delete(uri: string): boolean {
    return this.#uris.delete(uri);
  }
}
