import { JsonDocuments, parsed, takeObjects, valuesOn, type JsonLines, type JsonObject } from '../json-documents.ts';
import { CsvRecords, type CsvRecord } from './csv-cells.ts';
import { unwrap, unwrapObject, type Wrapped } from './envelopes.ts';
import { longestLine, withoutColours } from './lines.ts';
import { PrettyFields } from './pretty-fields.ts';
import { loggedTime } from './logged-time.ts';

/** Takes one line of the log itself. */
export type TakeText = (text: string, number: number) => void;

/** How a document of JSON begins, and where the next one on its line does. */
const document = /^\s{0,8}(?:[[{]\s{0,8}[[{"]|"[^"])/;
const another = /[\]}]\s{0,8}[[{]\s{0,8}["{]/;
/** Characters of which a line of a log has at least one. */
const marks = /[<>@[{(:]/;

/**
 * Takes lines out of what is around them, where a log is recognized in what is within: everything else stays as it is. A line that a
 * container has cut in several goes on with the next.
 */
export class Unwrapper {
  readonly #isKnown: (text: string) => boolean;
  readonly #take: TakeText;
  readonly #documents = new JsonDocuments((document) => this.#document(document));
  readonly #fields = new PrettyFields();
  readonly #csv = new CsvRecords(
    (cell) => this.#isKnown(cell),
    (record) => this.#record(record),
    (line, number) => this.#plain(line, number),
  );
  /** Which of the texts of a wrapped line is the log, once it is known. */
  #which: number | undefined;
  /** Cells of CSV have the lines of the log. */
  #isCsv = false;
  #begun = '';
  /** The number of the line that was begun. */
  #number = 0;

  /** @param isKnown whether a text is recognized as a line of a log, of the one that is read once it is known */
  constructor(isKnown: (text: string) => boolean, take: TakeText) {
    this.#isKnown = isKnown;
    this.#take = take;
  }

  line(line: string, number: number): void {
    if (!this.#documents.line(line, number)) this.#line(line, number);
  }

  #line(line: string, number: number): void {
    const value = this.#begun === '' && document.test(line.slice(0, 40)) ? parsed(line) : undefined;
    if (value === undefined && another.test(line) && document.test(line.slice(0, 40))) {
      const values = valuesOn(line);
      if (values.length > 1 && values.every((each) => parsed(each) !== undefined))
        return values.forEach((each) => this.#line(each, number));
    }
    const record = recordOf(value);
    if (value !== undefined && !this.#isKnownRecord(record) && this.#records(value, number)) return;
    const wrapped = record ?? unwrap(line);
    if (wrapped === undefined) {
      this.#release();
      if (!this.#csv.line(line, number)) this.#plain(line, number);
      return;
    }
    this.#csv.end();
    if ((wrapped.open || this.#begun !== '') && this.#begun.length + line.length < longestLine) {
      // The time is of the first part.
      if (this.#begun === '') [this.#begun, this.#number] = [wrapped.time, number];
      this.#begun += wrapped.texts[0] ?? '';
      if (!wrapped.open) this.#release();
      return;
    }
    this.#release();
    this.#choose(wrapped, line, number);
  }

  /** A line without anything around it. */
  #plain(line: string, number: number): void {
    const field = this.#fields.line(line);
    if (field !== undefined && this.#isKnown(field)) this.#give(field, number);
    else this.#take(line, number);
  }

  /** A record of CSV has a line of the log in a cell, or is one line or several of another log. */
  #record({ cells, lines, number }: CsvRecord): void {
    const stamp = cells.find((cell) => loggedTime(`${cell} `) !== undefined);
    const time = stamp === undefined ? '' : `${stamp.slice(0, 40)} `;
    const isKnown = cells.some((text) => this.#timed(time, text) !== undefined);
    if (isKnown || (this.#isCsv && lines.length === 1)) {
      this.#isCsv = true;
      this.#choose({ time, texts: cells, open: false }, lines[0] ?? '', number);
    } else lines.forEach((line, index) => this.#plain(line, number + index));
  }

  /** The last line has come. */
  end(): void {
    this.#documents.end();
    this.#csv.end();
    this.#release();
  }

  /** A document of several lines has records, or its lines are those of another log. */
  #document({ lines, number, value }: JsonLines): void {
    if (value !== undefined && this.#records(value, number)) return;
    lines.forEach((line, index) => this.#line(line, number + index));
  }

  /** Whether the text of a record is a line of the log, or goes on with the next record. */
  #isKnownRecord(record: Wrapped | undefined): boolean {
    if (record === undefined) return false;
    return record.open || record.texts.some((text) => this.#timed(record.time, text) !== undefined);
  }

  /** Gives the texts of the objects in a document that are lines of a log, and tells whether there are any. */
  #records(value: unknown, number: number): boolean {
    let found = false;
    const give = (text: string | undefined): boolean => {
      if (text === undefined) return false;
      if (!found) this.#release();
      found = true;
      this.#give(text, number);
      return true;
    };
    takeObjects(
      value,
      (object) => {
        const wrapped = unwrapObject(object);
        return give(wrapped?.texts.map((text) => this.#timed(wrapped.time, text)).find((text) => text !== undefined));
      },
      // Under any key, and in lists of lines.
      (text) => give(marks.test(text.slice(0, 400)) ? this.#timed('', text) : undefined),
    );
    return found;
  }

  #release(): void {
    if (this.#begun === '') return;
    const text = this.#begun;
    this.#begun = '';
    this.#give(text, this.#number);
  }

  #choose({ time, texts, always = false }: Wrapped, line: string, number: number): void {
    const known = texts.findIndex((text) => this.#timed(time, text) !== undefined);
    if (known >= 0) this.#which = known;
    const which = this.#which ?? (always ? 0 : undefined);
    const text = which === undefined ? undefined : texts[which];
    if (text === undefined) this.#take(line, number);
    else this.#give(this.#timed(time, text) ?? (loggedTime(text) === undefined ? time + text : text), number);
  }

  /** A text that is recognized as a line of a log: with the time of its wrapping where it has none, and the log may have one. */
  #timed(time: string, text: string): string | undefined {
    const isKnown = (each: string): boolean => this.#isKnown(withoutColours(each));
    if (loggedTime(text) === undefined && isKnown(time + text)) return time + text;
    return isKnown(text) ? text : undefined;
  }

  /** A text between quotes may have several lines. */
  #give(text: string, number: number): void {
    for (const line of withoutColours(text).split('\n')) this.#take(line, number);
  }
}

/** What a document of one line says as a record of a logger. */
function recordOf(value: unknown): Wrapped | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? unwrapObject(value as JsonObject) : undefined;
}
