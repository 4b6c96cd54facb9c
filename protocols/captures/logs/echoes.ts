import type { Direction } from './model.ts';

/** Frames that are kept for comparing: what a program prints again comes soon. */
const kept = 64;

/** Characters of a frame that are compared. */
const compared = 65_536;

/**
 * Tells what a program prints twice: from the transport and from the session, or to the console and to a log. The same text from one
 * place twice is two frames.
 */
export class Echoes {
  readonly #recent: { readonly text: string; readonly places: Set<string> }[] = [];

  /** Whether this text is a frame that another place of the program has printed already. */
  isEcho(connection: string, direction: Direction, text: string, place: string): boolean {
    const whole = `${connection} ${direction} ${text.length} ${text.slice(0, compared)}`;
    const known = this.#recent.find((frame) => frame.text === whole && !frame.places.has(place));
    if (known !== undefined) {
      known.places.add(place);
      return true;
    }
    this.#recent.push({ text: whole, places: new Set([place]) });
    if (this.#recent.length > kept) this.#recent.shift();
    return false;
  }
}
