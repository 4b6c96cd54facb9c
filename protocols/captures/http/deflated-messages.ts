import { Inflater } from './inflate.ts';

/** Ends the data of a message, which its sender leaves out (RFC 7692, 7.2.2). */
const tail = Uint8Array.of(0, 0, 0xff, 0xff);

const why = { broken: 'cannot be inflated', 'too large': 'becomes too large when it is inflated' } as const;

/** Inflates the messages of one direction of a WebSocket (RFC 7692, 7.2.2), within bounds. */
export class DeflatedMessages {
  readonly #give: (bytes: Uint8Array) => void;
  readonly #note: (text: string) => void;
  /** Each message is compressed by itself, so that one that is lost takes no other with it. */
  readonly #resets: boolean;
  #inflater: Inflater | undefined;
  /** Nothing of this message can be read, or of any more. */
  #isLost = false;

  constructor(resets: boolean, give: (bytes: Uint8Array) => void, note: (text: string) => void) {
    this.#resets = resets;
    this.#give = give;
    this.#note = note;
  }

  /** A message begins. */
  begin(): void {
    if (this.#isLost && !this.#resets) return;
    this.#isLost = false;
    this.#inflater ??= new Inflater('raw', this.#give);
    this.#inflater.begin();
  }

  /** Takes a part of a message; false where it cannot be read. */
  data(bytes: Uint8Array): boolean {
    if (this.#isLost) return false;
    const state = this.#inflater?.push(bytes) ?? 'more';
    if (state === 'more' || state === 'end') return true;
    this.lose();
    const rest = this.#resets ? '' : '; what is compressed behind it in this direction cannot be read';
    this.#note(`A compressed WebSocket message ${why[state]}${rest}`);
    return false;
  }

  /** The message has ended. */
  end(): void {
    // Behind a block that is marked as the last, the next message begins with an empty window.
    if (this.data(tail) && this.#inflater?.ended === true) this.#inflater = undefined;
  }

  /** Bytes of a message are missing. */
  lose(): void {
    this.#isLost = true;
    this.#inflater = undefined;
  }
}
