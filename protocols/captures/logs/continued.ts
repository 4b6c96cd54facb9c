import { prefixOf } from './prefixes.ts';
import type { LogFormat, LogReader } from './model.ts';

/** Characters in front of what a line tells that are compared. */
const longest = 400;

/** What containers and the journal put in front of every line, and no program of its own. */
const pod = String.raw`\[pod/[^\]\s]{1,200}\] `;
const name = String.raw`[\w.-]{1,60} {1,40}\| `;
const iso = String.raw`\d{4}-\d\d-\d\dT\S{8,40}`;
const journal = String.raw`(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|${iso}) [\w.-]{1,80} [\w./@-]{1,80}\[\d{1,10}\]: `;
const ofContainer = new RegExp(`^(?:(?:${pod}|${name})(?:${iso} )?|${journal})$`);
const markup = /<[A-Za-z_/?!]/;

/**
 * A format that is also read where the later lines of a unit have in front what its first line has: the prefix of a container, or that of
 * the logger that printed each line.
 */
export function continued(format: LogFormat): LogFormat {
  return { ...format, reader: (take) => new ContinuedReader(format.reader(take)) };
}

class ContinuedReader implements LogReader {
  readonly #reader: LogReader;
  /** The line with which the unit began that is open. */
  #first: string | undefined;

  constructor(reader: LogReader) {
    this.#reader = reader;
  }

  get took(): boolean | undefined {
    return this.#reader.took;
  }

  get isOpen(): boolean | undefined {
    return this.#reader.isOpen;
  }

  line(text: string, number: number): void {
    const own = this.#first === undefined ? undefined : withoutFront(this.#first, text);
    this.#reader.line(own ?? text, number);
    if (this.#reader.isOpen !== true) this.#first = undefined;
    else if (own === undefined) this.#first ??= text.slice(0, longest);
  }

  end(): void {
    this.#reader.end();
  }
}

/** A later line of a unit without what its first line has in front, too; undefined where that may be something else. */
function withoutFront(first: string, line: string): string | undefined {
  const size = commonFront(first, line);
  const begun = first.slice(size);
  // What both lines have up to the XML tells that a unit begins in both.
  if (size === 0 || begun.trim() === '' || markup.test(begun.slice(0, 2))) return undefined;
  const rest = line.slice(size);
  // Another line of the log, which came between.
  if (prefixOf(rest) >= 0) return undefined;
  const isFront = ofContainer.test(first.slice(0, size)) || prefixOf(begun) >= 0;
  return isFront || /^\s*<\/?[A-Za-z_]/.test(rest) ? rest : undefined;
}

/** How many characters both lines begin with, whichever numbers they have, up to the end of a word and before any markup. */
function commonFront(first: string, line: string): number {
  const found = markup.exec(first)?.index ?? first.length;
  const most = Math.min(found, line.length, longest);
  let same = 0;
  while (same < most && isAlike(first.charCodeAt(same), line.charCodeAt(same))) same++;
  while (same > 0 && first[same - 1] !== ' ' && first[same - 1] !== '\t') same--;
  return same;
}

function isAlike(one: number, other: number): boolean {
  return one === other || (isDigit(one) && isDigit(other));
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
