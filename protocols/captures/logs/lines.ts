import { joinBytes } from '../../core/index.ts';

/** Bytes of a line that are kept: longer ones are cut there. */
export const longestLine = 32 * 1024 * 1024;

const lineFeed = 0x0a;

/** What a terminal takes for colours and the like (ECMA-48, 5.4), and the title of a window. */
// eslint-disable-next-line no-control-regex -- what is looked for is a control character
const escapes = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,4096}(?:\x07|\x1b\\))/g;

/** Takes a line without its end; `cut` where it was longer than what is kept. */
export type TakeLine = (text: string, number: number, cut: boolean) => void;

/** Cuts bytes into lines of text. Bytes that are no UTF-8 become U+FFFD. Lines end with LF or CRLF. */
export class LineSplitter {
  readonly #take: TakeLine;
  readonly #decoder = new TextDecoder('utf-8');
  #kept: Uint8Array[] = [];
  #size = 0;
  #cut = false;
  #number = 0;

  constructor(take: TakeLine) {
    this.#take = take;
  }

  push(bytes: Uint8Array): void {
    let from = 0;
    for (;;) {
      const end = bytes.indexOf(lineFeed, from);
      if (end < 0) break;
      this.#keep(bytes.subarray(from, end));
      this.#give();
      from = end + 1;
    }
    // A copy: the piece that it comes in may be used again.
    if (from < bytes.length) this.#keep(bytes.slice(from));
  }

  end(): void {
    if (this.#size > 0 || this.#cut) this.#give();
  }

  #keep(piece: Uint8Array): void {
    const room = longestLine - this.#size;
    if (piece.length > room) this.#cut = true;
    const kept = piece.length > room ? piece.subarray(0, room) : piece;
    if (kept.length === 0) return;
    this.#kept.push(kept);
    this.#size += kept.length;
  }

  #give(): void {
    const line = this.#kept.length === 1 ? (this.#kept[0] ?? new Uint8Array(0)) : joinBytes(this.#kept);
    const text = this.#decoder.decode(line);
    const cut = this.#cut;
    this.#kept = [];
    this.#size = 0;
    this.#cut = false;
    this.#take(plain(text.endsWith('\r') ? text.slice(0, -1) : text), ++this.#number, cut);
  }
}

/** A line without the colours of a terminal. */
function plain(text: string): string {
  return text.includes('\x1b') ? text.replace(escapes, '') : text;
}
