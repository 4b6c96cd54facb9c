import { telling } from './lines.ts';
import type { LogEntry, LogFormat, LogReader } from './model.ts';
import { prefixOf } from './prefixes.ts';

/** A log of an input that has several. */
interface Part {
  readonly format: LogFormat;
  readonly reader: LogReader;
  /** How the lines begin that have its units. */
  readonly prefixes: Set<number>;
  /** The latest line of which it gave an entry. */
  latest: number;
}

/** How many lines that are of no log are given to one that begins with the line behind them, and how many UTF-16 units. */
const keptLines = 100;
const keptUnits = 65_536;

const entity = /&(?:lt|gt|quot|amp|apos);/;

/** Takes an entry, and the log that it is of. */
export type TakeOfLog = (entry: LogEntry, format: LogFormat) => void;

/**
 * Reads the logs that one input has, one behind the other or mixed: a line that is of none of those before may begin another one.
 * What spans lines is not searched for logs.
 */
export class MixedLogs {
  readonly #take: TakeOfLog;
  readonly #others: readonly LogFormat[];
  readonly #begins: (format: LogFormat, line: number) => void;
  readonly #parts: Part[] = [];
  /** The one that the latest line was of. */
  #current: Part;
  #before = '';
  /** The latest lines that are of no log. */
  #skipped: { readonly text: string; readonly number: number }[] = [];
  #units = 0;

  /**
   * @param first the log that the input begins with
   * @param others the formats that its other logs may have
   * @param begins takes each further log, and the number of its first line
   */
  constructor(
    first: LogFormat,
    others: readonly LogFormat[],
    take: TakeOfLog,
    begins: (format: LogFormat, line: number) => void,
  ) {
    this.#take = take;
    this.#others = others;
    this.#begins = begins;
    this.#current = this.#part(first);
  }

  /** Whether a line is of one of the logs, or may begin another one. */
  recognises(line: string, before: string): boolean {
    return (
      this.#parts.some(({ format }) => format.recognises(line, before)) ||
      this.#others.some((format) => format.recognises(line, before))
    );
  }

  line(text: string, number: number): void {
    const start = text.slice(0, telling);
    const before = this.#before;
    if (start.trim() !== '') this.#before = start;
    const part = [this.#current, ...this.#parts.filter((each) => each !== this.#current)].find((each) =>
      this.#isOf(each, text, number, before),
    );
    if (part !== undefined) return this.#use(part);
    if (start.trim() === '') return;
    const next = this.#others.find((format) => this.#mayBegin(format, start) && format.recognises(start, before));
    if (next === undefined) return this.#skip(text, number);
    this.#begins(next, number);
    const other = this.#part(next);
    for (const line of this.#skipped) other.reader.line(line.text, line.number);
    this.#isOf(other, text, number, before);
    this.#use(other);
  }

  end(): void {
    for (const { reader } of this.#parts) reader.end();
  }

  #part(format: LogFormat): Part {
    const reader = format.reader((entry) => {
      if ('line' in entry) part.latest = entry.line;
      this.#take(entry, format);
    });
    const part: Part = { format, reader, prefixes: new Set(), latest: 0 };
    this.#parts.push(part);
    return part;
  }

  /** Gives a line to a log, and tells whether it is of it. */
  #isOf(part: Part, text: string, number: number, before: string): boolean {
    part.latest = 0;
    part.reader.line(text, number);
    const { took } = part.reader;
    const isUnit = part.latest === number || (took !== false && part.format.recognises(text.slice(0, telling), before));
    if (isUnit) part.prefixes.add(prefixOf(text));
    return isUnit || took === true;
  }

  #use(part: Part): void {
    this.#current = part;
    this.#skipped = [];
    this.#units = 0;
  }

  /** Two formats with one reader are one log. What any log of XMPP may have is a further log only where its lines look different. */
  #mayBegin({ name, group, isGeneral = false }: LogFormat, line: string): boolean {
    // In XML that has not ended, text has entities.
    if (this.#current.reader.isOpen === true && entity.test(line)) return false;
    const isKnown = this.#parts.some(
      ({ format }) => format.name === name || (group !== undefined && format.group === group),
    );
    if (isKnown || !isGeneral) return !isKnown;
    const prefix = prefixOf(line);
    return !this.#parts.some(({ format, prefixes }) => format.hasXml === true && prefixes.has(prefix));
  }

  #skip(text: string, number: number): void {
    this.#skipped.push({ text, number });
    this.#units += text.length;
    while (this.#skipped.length > keptLines || this.#units > keptUnits)
      this.#units -= this.#skipped.shift()?.text.length ?? 0;
  }
}
