import type { LogFormat, LogReader, TakeEntry } from './model.ts';

const comment = /^\s{0,8}(?:#|\/\/|\*|--)(?: |$)/;
/** What a comment of source code says of the code. */
const aboutCode = /^\s*(?:sends|receives|writes|reads|gets)\b/i;

/**
 * What is put in front of every line of a log where it is shown: marks of a quotation, the name of a container, a comment’s mark,
 * the bar of a list. Each takes one space behind it, which is not of the log.
 */
const decorations: readonly RegExp[] = [
  /^ {0,3}(?:> ?){0,8}>(?: |$)/,
  /^[\w.-]{1,60} {1,40}\|(?: |$)/,
  comment,
  /^\s{0,8}\|(?: |$)/,
];

/** A line without its decoration, and which one it is; undefined where it has none. */
function stripped(line: string): { readonly text: string; readonly kind: RegExp } | undefined {
  const start = line.slice(0, 120);
  for (const kind of decorations) {
    const found = kind.exec(start);
    if (found !== null) return { text: line.slice(found[0].length), kind };
  }
  return undefined;
}

/** A format that is also known, and read, where every line has a decoration in front. */
export function decorated(format: LogFormat): LogFormat {
  const inside = (line: string, before: string): RegExp | undefined => {
    const found = stripped(line);
    if (found === undefined) return undefined;
    // A log in comments has them on all its lines; a comment of source code is among others.
    const isFirst = before === '' && !line.trimStart().startsWith('//');
    const isAlone = !isFirst && stripped(before)?.kind !== comment;
    if (found.kind === comment && (isAlone || aboutCode.test(found.text))) return undefined;
    return format.recognises(found.text, stripped(before)?.text ?? before) ? found.kind : undefined;
  };
  return {
    ...format,
    recognises: (line, before) => format.recognises(line, before) || inside(line, before) !== undefined,
    reader: (take) => new DecoratedReader(format, inside, take),
  };
}

/** Finds out at the first line that is recognised whether the log is decorated. */
class DecoratedReader implements LogReader {
  readonly #format: LogFormat;
  readonly #inside: (line: string, before: string) => RegExp | undefined;
  readonly #reader: LogReader;
  #kind: RegExp | undefined;
  #known = false;
  /** The latest line that is not empty, until the decoration is known: with the one behind it a log may be recognised. */
  #held: { readonly text: string; readonly number: number } | undefined;

  constructor(format: LogFormat, inside: (line: string, before: string) => RegExp | undefined, take: TakeEntry) {
    this.#format = format;
    this.#inside = inside;
    this.#reader = format.reader(take);
  }

  line(text: string, number: number): void {
    if (this.#known) return this.#give(text, number);
    const before = this.#held?.text ?? '';
    this.#kind = this.#inside(text, before);
    this.#known = this.#kind !== undefined || this.#format.recognises(text, before);
    if (!this.#known && text.trim() === '') return;
    this.#release();
    if (this.#known) this.#give(text, number);
    else this.#held = { text, number };
  }

  end(): void {
    this.#release();
    this.#reader.end();
  }

  #release(): void {
    if (this.#held !== undefined) this.#give(this.#held.text, this.#held.number);
    this.#held = undefined;
  }

  #give(text: string, number: number): void {
    this.#reader.line(this.#kind === undefined ? text : text.replace(this.#kind, ''), number);
  }
}
