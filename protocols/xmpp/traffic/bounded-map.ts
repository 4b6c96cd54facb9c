import { detach } from '../parser/intern.ts';

/** UTF-16 units of a key beyond which an entry is not kept: ids are short where nobody attacks. */
export const longestKey = 1024;

/**
 * A map that forgets its oldest entries beyond a number and a size, so that a long connection costs no more than that, and no
 * peer can make it cost more.
 */
export class BoundedMap<V> {
  readonly #limit: number;
  readonly #room: number;
  readonly #map = new Map<string, { readonly value: V; readonly size: number }>();
  #size = 0;

  /** `limit`: entries; `room`: UTF-16 units of all of them together, as their setters tell. */
  constructor(limit: number, room = limit * 200) {
    this.#limit = limit;
    this.#room = room;
  }

  /** Whether something was given up for lack of room: then what is not here may have been here. */
  forgot = false;

  get(key: string): V | undefined {
    return this.#map.get(key)?.value;
  }

  /** `size`: about the UTF-16 units that the value holds. Its texts must be detached from the unit that they came from. */
  set(key: string, value: V, size: number): void {
    this.delete(key);
    const whole = key.length + size;
    if (key.length > longestKey || whole > this.#room) {
      this.forgot = true;
      return;
    }
    this.#map.set(detach(key), { value, size: whole });
    this.#size += whole;
    while (this.#map.size > this.#limit || this.#size > this.#room) {
      const oldest = this.#map.keys().next();
      if (oldest.done === true) return;
      this.delete(oldest.value);
      this.forgot = true;
    }
  }

  delete(key: string): void {
    this.#size -= this.#map.get(key)?.size ?? 0;
    this.#map.delete(key);
  }

  clear(): void {
    this.#map.clear();
    this.#size = 0;
    this.forgot = false;
  }
}
