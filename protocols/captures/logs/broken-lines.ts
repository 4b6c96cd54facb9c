import type { LogFormat, LogReader } from './model.ts';
import { prefixOf } from './prefixes.ts';

/** Columns at which programs of mail break lines: never behind the last, never before a word that ends within the first. */
const widest = 80;
const narrowest = 70;
/** Shorter lines are not broken there, and a frame has no more lines. */
const shortest = 20;
const mostLines = 64;

const sign = /->|<-|\b(?:TX|RX|SEND|SENT|RECV)\b/;
const begins = /^\s*\[(?:0x|\d|C\d|connection-)|^\s*(?:->|<-) |^\s*$/;

/** Whether a frame begins in a line, and does not end. */
function isOpen(line: string): boolean {
  if (line.length < shortest || line.length > widest || !sign.test(line)) return false;
  return depthOf(line) > 0 || /(?:@[a-z-]{3,30}\(\d{1,3}\)|\(ch=\d{1,5}\)|[:=,]|->|<-)$/.test(line);
}

function depthOf(line: string): number {
  let depth = 0;
  for (const char of line) depth += '([{'.includes(char) ? 1 : ')]}'.includes(char) ? -1 : 0;
  return depth;
}

/** Whether a line goes on in the next one because the next word had no room in it. */
function goesOn(line: string, next: string): boolean {
  const word = /^\S{1,100}/.exec(next)?.[0] ?? '';
  return word !== '' && line.length <= widest && line.length + 1 + word.length > narrowest;
}

/** A format of frames in one line each that is also read where a program of mail broke the lines at spaces. */
export function rejoined(format: LogFormat): LogFormat {
  const isNew = (line: string): boolean => begins.test(line) || prefixOf(line) >= 0 || format.recognises(line, '');
  return {
    ...format,
    recognises: (line, before) =>
      format.recognises(line, before) ||
      (isOpen(before) && goesOn(before, line) && !isNew(line) && format.recognises(`${before} ${line}`, '')),
    reader: (take) => new RejoiningReader(format.reader(take), isNew),
  };
}

class RejoiningReader implements LogReader {
  readonly #reader: LogReader;
  readonly #isNew: (line: string) => boolean;
  /** Lines of a frame that has not ended, and the number of the first. */
  #held: { readonly lines: string[]; readonly number: number; depth: number } | undefined;

  constructor(reader: LogReader, isNew: (line: string) => boolean) {
    this.#reader = reader;
    this.#isNew = isNew;
  }

  get took(): boolean | undefined {
    return this.#held === undefined ? this.#reader.took : true;
  }

  get isOpen(): boolean | undefined {
    return this.#held === undefined ? this.#reader.isOpen : true;
  }

  line(text: string, number: number): void {
    const held = this.#held;
    if (held !== undefined) {
      const last = held.lines.at(-1) ?? '';
      if (held.lines.length < mostLines && goesOn(last, text) && !this.#isNew(text)) {
        held.lines.push(text);
        held.depth += depthOf(text);
        if (held.depth <= 0 && !/[:=,]$/.test(text)) this.#release();
        return;
      }
      this.#release();
    }
    if (isOpen(text)) this.#held = { lines: [text], number, depth: depthOf(text) };
    else this.#reader.line(text, number);
  }

  end(): void {
    this.#release();
    this.#reader.end();
  }

  #release(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) this.#reader.line(held.lines.join(' '), held.number);
  }
}
