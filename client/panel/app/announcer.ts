/** Milliseconds between two announcements of counts: more would talk over everything else. */
const pause = 10_000;

/** What a screen reader announces: what the user did at once, what merely happens now and then. */
export class Announcer {
  readonly #changed: () => void;
  readonly #now: () => number;
  #last = Number.NEGATIVE_INFINITY;
  text = '';

  /** @param now milliseconds of any clock that does not go back. */
  constructor(changed: () => void, now: () => number) {
    this.#changed = changed;
    this.#now = now;
  }

  /** The outcome of something that the user did. */
  say(text: string): void {
    this.#last = this.#now();
    this.text = text;
    this.#changed();
  }

  /** Something that goes on by itself; told at most every ten seconds. */
  mention(text: string): void {
    if (text !== this.text && this.#now() - this.#last >= pause) this.say(text);
  }
}
