import { decorations, stripped, type Decoration } from './decorations.ts';
import type { LogFormat, LogReader, TakeEntry } from './model.ts';

/** What a comment of source code says of the code. */
const aboutCode = /^\s*(?:sends|receives|writes|reads|gets)\b/i;

/** A format that is also known, and read, where every line has a decoration around it. */
export function decorated(format: LogFormat): LogFormat {
  const inside = (line: string, before: string): Decoration | undefined => {
    let isPlain: boolean | undefined;
    const texts = stripped(line);
    return decorations.find((each, index) => {
      const text = texts[index];
      if (text === undefined) return false;
      const above = each.strip(before);
      if (each.isComment === true) {
        // A log in comments has them on all its lines; a comment of source code is among others.
        const isFirst = before === '' && !line.trimStart().startsWith('//');
        if ((!isFirst && above === undefined) || aboutCode.test(text)) return false;
      }
      if (each.isLikeLoggers === true && format.isBelow !== true) {
        isPlain ??= format.recognises(line, before);
        if (isPlain) return false;
      }
      return format.recognises(text, above ?? before);
    });
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
  readonly #inside: (line: string, before: string) => Decoration | undefined;
  readonly #reader: LogReader;
  #decoration: Decoration | undefined;
  #known = false;
  /** The latest line that is not empty, until the decoration is known: with the one behind it a log may be recognised. */
  #held: { readonly text: string; readonly number: number } | undefined;

  constructor(format: LogFormat, inside: (line: string, before: string) => Decoration | undefined, take: TakeEntry) {
    this.#format = format;
    this.#inside = inside;
    this.#reader = format.reader(take);
  }

  get took(): boolean | undefined {
    return this.#reader.took;
  }

  get isOpen(): boolean | undefined {
    return this.#reader.isOpen;
  }

  line(text: string, number: number): void {
    if (this.#known) return this.#give(text, number);
    const before = this.#held?.text ?? '';
    this.#decoration = this.#inside(text, before);
    this.#known = this.#decoration !== undefined || this.#format.recognises(text, before);
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
    this.#reader.line(this.#decoration?.strip(text) ?? text, number);
  }
}
