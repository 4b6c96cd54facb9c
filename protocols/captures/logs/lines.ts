import { joinBytes } from '../../core/index.ts';

/** Bytes of a line that are kept: longer ones are cut there. */
export const longestLine = 32 * 1024 * 1024;

/** Of a long line so many bytes tell which log it is of. */
export const telling = 64 * 1024;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** What a terminal takes for colours and the like (ECMA-48, 5.4), and the title of a window. */
// eslint-disable-next-line no-control-regex -- what is looked for is a control character
const escapes = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,4096}(?:\x07|\x1b\\))/g;

/** Takes a line without its end; `cut` where only its beginning is kept: it is not wanted, or too long. */
export type TakeLine = (text: string, number: number, cut: boolean) => void;

/**
 * Cuts bytes into lines of text. Bytes that are no UTF-8 become U+FFFD. Lines end with LF or CRLF; with CR, too, where the first line ends
 * with CR alone.
 */
export class LineSplitter {
  readonly #take: TakeLine;
  readonly #isWanted: (start: string) => boolean;
  readonly #decoder = new TextDecoder('utf-8');
  #kept: Uint8Array[] = [];
  #size = 0;
  #cut = false;
  #asked = false;
  #number = 0;
  readonly #longest: number;
  /** Whether CR alone ends lines: undefined until the first line ends, `next` where a CR came last. */
  #isReturn: boolean | 'next' | undefined;

  /**
   * @param isWanted whether a long line that begins so is to be kept whole
   * @param longest bytes of a line that are kept
   */
  constructor(take: TakeLine, isWanted: (start: string) => boolean = () => true, longest = longestLine) {
    this.#take = take;
    this.#longest = longest;
    this.#isWanted = isWanted;
  }

  /** Bytes of the line that goes on. */
  get held(): number {
    return this.#size;
  }

  push(bytes: Uint8Array): void {
    let from = 0;
    if (typeof this.#isReturn !== 'boolean') this.#findEnd(bytes);
    for (;;) {
      const end = this.#endOfLine(bytes, from);
      if (end < 0) break;
      this.#keep(bytes.subarray(from, end), false);
      this.#give();
      from = end + 1;
    }
    if (from < bytes.length) this.#keep(bytes.subarray(from), true);
  }

  /** How the first line ends. */
  #findEnd(bytes: Uint8Array): void {
    if (this.#isReturn === 'next') {
      this.#isReturn = bytes.length === 0 ? 'next' : bytes[0] !== lineFeed;
      if (this.#isReturn === true) this.#give();
      return;
    }
    const [feed, back] = [bytes.indexOf(lineFeed), bytes.indexOf(carriageReturn)];
    if (back >= 0 && (feed < 0 || back + 1 < feed)) this.#isReturn = back + 1 === bytes.length ? 'next' : true;
    else if (feed >= 0) this.#isReturn = false;
  }

  #endOfLine(bytes: Uint8Array, from: number): number {
    if (this.#isReturn !== true) return bytes.indexOf(lineFeed, from);
    for (let at = from; at < bytes.length; at++) if (bytes[at] === carriageReturn || bytes[at] === lineFeed) return at;
    return -1;
  }

  end(): void {
    if (this.#size > 0 || this.#cut) this.#give();
  }

  /** `copy`: the piece is kept for longer than until it is used again. */
  #keep(piece: Uint8Array, copy: boolean): void {
    if (this.#cut || piece.length === 0) return;
    this.#kept.push(copy ? new Uint8Array(piece) : piece);
    this.#size += piece.length;
    if (this.#size > telling && !this.#asked) {
      this.#asked = true;
      if (!this.#isWanted(this.#textOf(this.#start()))) this.#cutOff();
    }
    if (this.#size > this.#longest) this.#cutOff();
  }

  #start(): Uint8Array {
    return new Uint8Array(joinBytes(this.#kept).subarray(0, telling));
  }

  #cutOff(): void {
    this.#kept = [this.#start()];
    this.#size = telling;
    this.#cut = true;
  }

  #give(): void {
    const [only] = this.#kept;
    const text = this.#textOf(this.#kept.length === 1 && only !== undefined ? only : joinBytes(this.#kept));
    const cut = this.#cut;
    this.#kept = [];
    this.#size = 0;
    this.#cut = this.#asked = false;
    this.#take(text, ++this.#number, cut);
  }

  #textOf(line: Uint8Array): string {
    const text = this.#decoder.decode(line);
    return withoutColours(text.endsWith('\r') ? text.slice(0, -1) : text);
  }
}

/** A line without the colours of a terminal. */
export function withoutColours(text: string): string {
  return text.includes('\x1b') ? text.replace(escapes, '') : text;
}
