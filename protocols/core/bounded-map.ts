/**
 * A map that gives up its oldest entries beyond a number and a size, so that what goes on for long costs no more than that, and no
 * peer can make it cost more. An entry that is set again is the newest.
 */
export class BoundedMap<K, V> extends Map<K, V> {
  /** Whether something was given up for lack of room: then what is not here may have been here. */
  forgot = false;
  readonly #limit: number;
  readonly #room: number;
  readonly #sizeOf: (key: K, value: V) => number;
  #held = 0;

  /**
   * @param limit entries
   * @param room the size of all of them together
   * @param sizeOf the size of an entry, in the unit of `room`; the same each time. One that is larger than `room` is not kept.
   */
  constructor(limit: number, room = Infinity, sizeOf: (key: K, value: V) => number = nothing) {
    super();
    this.#limit = limit;
    this.#room = room;
    this.#sizeOf = sizeOf;
  }

  override set(key: K, value: V): this {
    this.delete(key);
    const size = this.#sizeOf(key, value);
    if (size > this.#room) {
      this.forgot = true;
      return this;
    }
    super.set(key, value);
    this.#held += size;
    while (this.size > this.#limit || this.#held > this.#room) {
      const oldest = this.keys().next();
      if (oldest.done === true) break;
      this.delete(oldest.value);
      this.forgot = true;
    }
    return this;
  }

  override delete(key: K): boolean {
    if (this.#room !== Infinity && this.has(key)) this.#held -= this.#sizeOf(key, this.get(key) as V);
    return super.delete(key);
  }

  override clear(): void {
    super.clear();
    this.#held = 0;
    this.forgot = false;
  }
}

const nothing = (): number => 0;
