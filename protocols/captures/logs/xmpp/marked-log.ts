import type { Side } from '../../../core/index.ts';
import type { LogFormat, LogReader, EndEntry, TakeEntry } from '../model.ts';
import { FragmentReader, type FragmentOptions } from './fragment-reader.ts';
import type { FragmentStart } from './fragments.ts';
import { unescapeEntities } from '../entities.ts';
import { prefixOf } from '../prefixes.ts';
import { isTopLevel } from './xml-start.ts';

/** What a line of a log says of a fragment that begins there. */
export interface Mark extends Omit<FragmentStart, 'line' | 'connection'> {
  /** Left out where the log has one connection. */
  readonly connection?: string | undefined;
  /** The XML on this line; empty where it begins on the next one. */
  readonly text: string;
  /** The text was a literal, whose end is on the same line. */
  readonly whole?: boolean | undefined;
  /** What the line has behind the literal, which may be another one. */
  readonly rest?: string | undefined;
  /** The XML is written with entities. */
  readonly escaped?: boolean | undefined;
  /** Which end the program is, where the line tells. */
  readonly writer?: Side | undefined;
}

/** A log in which lines mark where fragments begin. */
export interface MarkedLog extends FragmentOptions {
  readonly name: string;
  readonly title: string;
  readonly writer: Side;
  readonly isBelow?: boolean;
  readonly isGeneral?: boolean;
  recognises(line: string, before: string): boolean;
  /**
   * Makes what tells what each line says, from the first to the last: a fragment begins; `other`: it is a line of the log that belongs to no fragment; undefined: it may belong to the
   * fragment before it.
   */
  marker(): (line: string) => Mark | EndEntry | 'other' | undefined;
  /** A line of a fragment, without what the log puts before each. */
  continuation?(line: string): string;
}

/** Makes the format of a log whose lines mark where fragments begin. */
export function markedLog(log: MarkedLog): LogFormat {
  const { name, title, writer, isBelow = false, isGeneral = false } = log;
  return {
    name,
    title,
    writer,
    isBelow,
    isGeneral,
    recognises: (line, before) => log.recognises(line, before),
    reader: (take) => new MarkedReader(log, take),
  };
}

/** A mark whose XML was written with entities; `before`: that of the mark before it was. What a read has may begin within an element. */
function withoutEntities(mark: Mark, before: boolean): Mark {
  const { text, escaped = false } = mark;
  if (escaped || text.includes('<')) return mark;
  const isEscaped = text.trimStart().startsWith('&lt;') || (before && text.includes('&lt;'));
  return isEscaped ? { ...mark, text: unescapeEntities(text), escaped: true } : mark;
}

/** A line that a program draws around XML. */
const rule = /^\s*[-=*_~#]{3,200}\s*$/;

class MarkedReader implements LogReader {
  readonly #log: MarkedLog;
  readonly #take: TakeEntry;
  readonly #fragments: FragmentReader;
  readonly #mark: ReturnType<MarkedLog['marker']>;
  /** A mark whose XML comes on a later line, and the line itself. */
  #waiting: { readonly mark: Mark; readonly text: string } | undefined;
  /** How the line of the open fragment begins, and whether its XML is written with entities. */
  #prefix = -1;
  #escaped = false;
  #took: boolean | undefined;

  constructor(log: MarkedLog, take: TakeEntry) {
    this.#log = log;
    this.#take = take;
    this.#fragments = new FragmentReader(take, log);
    this.#mark = log.marker();
  }

  get took(): boolean | undefined {
    return this.#took;
  }

  get isOpen(): boolean {
    return this.#fragments.open || this.#waiting !== undefined;
  }

  line(text: string, number: number): void {
    this.#took = true;
    const waiting = this.#waiting;
    if (waiting !== undefined) {
      const next = this.#continued(text);
      if (next.trim() === '' || rule.test(next)) return;
      this.#waiting = undefined;
      const escaped = !this.#escaped && next.trimStart().startsWith('&lt;');
      const xml = (escaped ? this.#own(unescapeEntities(next)) : next).trimStart();
      if (isTopLevel(xml)) return this.#begin({ ...waiting.mark, text: xml, escaped }, waiting.text, number);
      if (this.#fragments.open) this.#more(waiting.text);
    }
    const mark = this.#mark(text);
    if (mark === 'other') return;
    // Text of an element, such as a stanza that a message quotes.
    const isText = typeof mark === 'object' && 'text' in mark && mark.escaped === true && !this.#escaped;
    if (isText && this.#fragments.open) return this.#more(text);
    if (mark === undefined) this.#more(text);
    else if ('what' in mark) this.#take(mark);
    else if (mark.text === '') {
      // A direction alone may be in any line.
      this.#took = undefined;
      this.#waiting = { mark, text };
    } else this.#begin(mark, text, number);
  }

  end(): void {
    this.#fragments.end();
  }

  #begin(first: Mark, line: string, number: number): void {
    for (let mark: Mark | undefined = first; mark !== undefined; mark = this.#markIn(mark.rest ?? ''))
      this.#fragment(mark, line, number);
  }

  /** What the rest of a line says of a further fragment on it. */
  #markIn(rest: string): Mark | undefined {
    const next = rest.includes('<') ? this.#mark(rest) : undefined;
    return typeof next === 'object' && 'text' in next && next.text !== '' ? next : undefined;
  }

  #fragment(given: Mark, line: string, number: number): void {
    const { connection = '', text, whole, escaped, writer, ...mark } = withoutEntities(given, this.#escaped);
    this.#prefix = prefixOf(line);
    this.#escaped = escaped === true;
    if (writer !== undefined) this.#take({ what: 'role', connection, side: writer });
    this.#fragments.begin({ ...mark, connection, line: number }, text);
    if (whole === true && this.#log.reads !== true) this.#fragments.close();
  }

  #more(text: string): void {
    const own = this.#continued(text);
    // Another line of the log, which came between.
    this.#took = this.#fragments.open && (this.#prefix < 0 || prefixOf(own) !== this.#prefix);
    if (this.#took) this.#fragments.more(own);
  }

  #continued(text: string): string {
    return this.#own(this.#escaped ? unescapeEntities(text) : text);
  }

  #own(text: string): string {
    return this.#log.continuation === undefined ? text : this.#log.continuation(text);
  }
}
