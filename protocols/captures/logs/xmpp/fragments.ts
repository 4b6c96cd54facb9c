import type { FramedUnit, Framer, Lossy } from '../../../core/index.ts';
import { createXmppFramer } from '../../../xmpp/framer/index.ts';
import type { Direction, TakeEntry } from '../model.ts';
import { deciding } from './cut-element.ts';
import { lossOf, withoutCutMark } from './loss.ts';

/** Where a fragment of XML begins in a log. */
export interface FragmentStart {
  readonly connection: string;
  readonly direction: Direction;
  readonly line: number;
  /** What its kind of log loses in every fragment. */
  readonly lossy?: Lossy | undefined;
  /** The program prints XML as it crossed: line ends in it are its own. */
  readonly exact?: boolean | undefined;
}

/** How many lines of one fragment are read, and how many bytes. */
const mostLines = 100_000;
const mostBytes = 16 * 1024 * 1024;

const startTag = /^\s*(?:<\?xml[^>]*\?>\s*)?<[A-Za-z_][^\s/>]*[\s/>]/;
const declaration = /^\s*<\?xml[^>]*\?>\s*$/;

/** One fragment of a log: XML from line to line, up to the end of its elements. */
export class Fragment {
  readonly #start: FragmentStart;
  readonly #take: TakeEntry;
  readonly #framer: Framer;
  #lines = 1;
  /** Bytes that were given to the framer, and that came back in units. */
  #pushed = 0;
  #given = 0;
  #tail = '';
  #lossy: Lossy | undefined;

  constructor(start: FragmentStart, take: TakeEntry) {
    this.#start = start;
    this.#lossy = start.lossy;
    this.#take = take;
    this.#framer = createXmppFramer({ limit: mostBytes });
  }

  /** Whether something is held that goes on in the next line. */
  get open(): boolean {
    return this.#pushed > this.#given;
  }

  /** The end of what is held, or all of it. */
  get tail(): string {
    return this.#tail.slice(-Math.min(this.#pushed - this.#given, deciding));
  }

  /** Takes more of its text: the next line, or, at its beginning and where reads are logged, what follows directly. */
  push(text: string, isLine = false): void {
    const bytes = new TextEncoder().encode(isLine ? `\n${text}` : text);
    const units = this.#framer.push(bytes);
    if (isLine) this.#lines++;
    this.#pushed += bytes.length;
    this.#tail =
      text.length < deciding ? (this.#tail + (isLine ? `\n${text}` : text)).slice(-deciding) : text.slice(-deciding);
    for (const unit of units) {
      this.#given += unit.size;
      this.#give(unit);
    }
    if (units.length === 0 || !this.open) return this.#bound();
    // Behind an element: another one, or what the program prints behind it.
    const rest = new TextDecoder().decode(bytes.subarray(Math.max(bytes.length - (this.#pushed - this.#given), 0)));
    if (/^\s*<[A-Za-z_/?!]/.test(rest)) return;
    this.#framer.end();
    this.#given = this.#pushed;
  }

  /** White space in it may be another than the program’s. */
  respaced(): void {
    this.#lossy ??= 'values';
  }

  /** It ends here: what is left over of it is cut. Gives an XML declaration back, which belongs to the header that comes next. */
  end(): string | undefined {
    if (!this.open) return undefined;
    const rest = this.#framer.end().map(({ bytes }) => new TextDecoder().decode(bytes));
    this.#given = this.#pushed;
    const text = rest.join('');
    if (declaration.test(text)) return text;
    const marked = withoutCutMark(text);
    const shown = marked ?? text;
    if ((marked !== undefined || this.#lines === 1) && startTag.test(shown)) this.#entry(shown.trimEnd(), 'cut');
    else if (shown.trim() !== '') this.#gap('The XML that begins here does not end');
    return undefined;
  }

  #give({ kind, bytes }: FramedUnit): void {
    const text = new TextDecoder().decode(bytes);
    if (kind === 'stanza' || kind === 'stream') {
      const { exact } = this.#start;
      // What spans lines was mostly indented by the program.
      this.#entry(text, lossOf(text, this.#lossy ?? (this.#lines > 1 && exact !== true ? 'values' : undefined)));
    } else if (kind === 'garbage' && text.startsWith('<') && !text.startsWith('<!--'))
      this.#gap('This is not a whole element');
  }

  #entry(text: string, lossy: Lossy | undefined): void {
    const { connection, direction, line } = this.#start;
    this.#take({
      what: 'xml',
      connection,
      direction,
      line,
      text,
      ...(lossy === undefined ? {} : { lossy }),
    });
  }

  #gap(why: string): void {
    const { connection, direction, line } = this.#start;
    this.#take({ what: 'gap', connection, direction, line, why });
  }

  #bound(): void {
    if (this.#lines <= mostLines && this.#pushed - this.#given <= mostBytes) return;
    this.#framer.end();
    this.#given = this.#pushed;
    this.#gap('The XML that begins here does not end');
  }
}
