/** Lines, and UTF-16 units, of one record. */
const mostLines = 10_000;
const mostUnits = 4 * 1024 * 1024;

/** Whether a line has a cell between quotes at all. */
const quoted = /(?:^|[,;\t])"/;
const separator = /[,;\t]/g;

/** The cells of a record, of which the last one may go on in the next line. */
interface Cells {
  readonly cells: readonly string[];
  readonly isOpen: boolean;
}

/** A record of CSV, and the lines that it has. */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly lines: readonly string[];
  /** The number of the first line. */
  readonly number: number;
}

/** Finds records of CSV (RFC 4180) with cells between quotes, which may have line ends, among other lines. */
export class CsvRecords {
  readonly #isKnown: (cell: string) => boolean;
  readonly #take: (record: CsvRecord) => void;
  readonly #other: (line: string, number: number) => void;
  #lines: string[] = [];
  #number = 0;
  #units = 0;

  /**
   * @param isKnown whether the beginning of a cell is that of a log, so that it may have the lines that come next
   * @param take takes each record that has a cell between quotes
   * @param other takes the lines that only begin like a record
   */
  constructor(
    isKnown: (cell: string) => boolean,
    take: (record: CsvRecord) => void,
    other: (line: string, number: number) => void,
  ) {
    this.#isKnown = isKnown;
    this.#take = take;
    this.#other = other;
  }

  /** Whether a line is of a record: it is given with it. */
  line(text: string, number: number): boolean {
    if (this.#lines.length > 0 && !this.#isKnown(text)) return this.#more(text);
    // The cell has not ended where another line of the log begins.
    this.end();
    if (!quoted.test(text)) return false;
    const found = cellsOf(text);
    if (found === undefined || (found.isOpen && !this.#isKnown(found.cells.at(-1) ?? ''))) return false;
    this.#number = number;
    this.#lines = [text];
    this.#units = text.length;
    if (!found.isOpen) this.#give(found.cells);
    return true;
  }

  /** The lines that there are end here. */
  end(): void {
    const lines = this.#lines;
    this.#lines = [];
    lines.forEach((line, index) => this.#other(line, this.#number + index));
  }

  #more(text: string): boolean {
    this.#lines.push(text);
    this.#units += text.length;
    // Quotes within the cell are doubled, so that a line that ends it has an odd number of them.
    const ends = (text.split('"').length - 1) % 2 === 1;
    const found = ends ? cellsOf(this.#lines.join('\n')) : undefined;
    if (found?.isOpen === false) this.#give(found.cells);
    else if (ends || this.#lines.length > mostLines || this.#units > mostUnits) this.end();
    return true;
  }

  #give(cells: readonly string[]): void {
    const lines = this.#lines;
    this.#lines = [];
    this.#take({ cells, lines, number: this.#number });
  }
}

/** The cells of a text, without their quotes; undefined where it is no record. */
function cellsOf(text: string): Cells | undefined {
  const cells: string[] = [];
  for (let at = 0; ; at++) {
    if (text[at] === '"') {
      const end = endOfCell(text, at + 1);
      cells.push(text.slice(at + 1, end ?? text.length).replaceAll('""', '"'));
      if (end === undefined) return { cells, isOpen: true };
      at = end + 1;
      if (at < text.length && !',;\t'.includes(text[at] ?? '')) return undefined;
    } else {
      separator.lastIndex = at;
      const end = separator.exec(text)?.index ?? text.length;
      const cell = text.slice(at, end);
      if (cell.includes('"')) return undefined;
      cells.push(cell);
      at = end;
    }
    if (at >= text.length) return { cells, isOpen: false };
  }
}

/** The quote that ends a cell; undefined where none does. */
function endOfCell(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return undefined;
}
