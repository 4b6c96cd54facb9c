/** Lines, and UTF-16 units, of one document. */
const mostLines = 1_000_000;
const mostUnits = 32 * 1024 * 1024;

const begins = /^\s{0,80}(?:[[{]|\[\s{0,8}\{)\s*$/;
/** How a line of JSON that is printed over several lines goes on: a key or a value, or the end of an object or list. */
const goesOn = /^\s*(?:["[\]{}]|-?\d|true\b|false\b|null\b|$)/;

/** Lines of a document of JSON that is printed over several lines. */
export interface JsonLines {
  readonly lines: readonly string[];
  /** The number of the first line. */
  readonly number: number;
  /** The document; undefined where the lines are none. */
  readonly value: unknown;
}

/** Finds documents of JSON that are printed over several lines, as `JSON.stringify(value, null, 2)` and jq print them, among other lines. */
export class JsonDocuments {
  readonly #take: (document: JsonLines) => void;
  #lines: string[] = [];
  #number = 0;
  #depth = 0;
  #units = 0;

  /** @param take takes each document, and the lines that only begin like one */
  constructor(take: (document: JsonLines) => void) {
    this.#take = take;
  }

  /** Whether a line is in a document: it is given with it. */
  line(text: string, number: number): boolean {
    if (this.#lines.length === 0) {
      if (!begins.test(text.slice(0, 120))) return false;
      this.#number = number;
    } else if (!goesOn.test(text.slice(0, 400))) {
      this.end();
      return false;
    }
    this.#lines.push(text);
    this.#units += text.length;
    this.#depth += steps(text);
    if (this.#depth <= 0) this.#give(true);
    else if (this.#lines.length > mostLines || this.#units > mostUnits) this.end();
    return true;
  }

  /** The lines that there are end here. */
  end(): void {
    if (this.#lines.length > 0) this.#give(false);
  }

  #give(isWhole: boolean): void {
    const lines = this.#lines;
    this.#lines = [];
    this.#depth = this.#units = 0;
    this.#take({ lines, number: this.#number, value: isWhole ? parsed(lines.join('\n')) : undefined });
  }
}

/** How many brackets of a line are open behind it; those within texts are passed over. */
function steps(line: string): number {
  let depth = 0;
  const sign = /["[\]{}]/g;
  for (let found = sign.exec(line); found !== null; found = sign.exec(line)) {
    if (found[0] === '"') sign.lastIndex = endOfText(line, found.index);
    else depth += found[0] === '{' || found[0] === '[' ? 1 : -1;
  }
  return depth;
}

function endOfText(line: string, start: number): number {
  for (let at = start + 1; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === '"') return at + 1;
  }
  return line.length;
}

/** What no value ends with. */
const goesOnBehind = /[[{,:]\s*$/;

/** A value of JSON; undefined where a text is none. */
export function parsed(text: string): unknown {
  // An error takes long to make.
  if (goesOnBehind.test(text.slice(-20))) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // other text
  }
}

/** The values of JSON that a line has, where it has several: one behind the other, with or without white space between them. */
export function valuesOn(line: string): readonly string[] {
  const values: string[] = [];
  const sign = /["[\]{}]/g;
  let [depth, from] = [0, 0];
  for (let found = sign.exec(line); found !== null; found = sign.exec(line)) {
    if (found[0] === '"') sign.lastIndex = endOfText(line, found.index);
    else depth += found[0] === '{' || found[0] === '[' ? 1 : -1;
    if (depth > 0 || found[0] === '"') continue;
    values.push(line.slice(from, sign.lastIndex));
    from = sign.lastIndex;
  }
  const rest = line.slice(from);
  return rest.trim() === '' ? values : [...values, rest];
}

/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Objects in one document, and how deep they are in it. */
const mostObjects = 1_000_000;
const deepest = 24;

/**
 * The objects and texts of a document, from the outer to the inner ones, in its order. Those in an object that `isTaken` accepts are left
 * out.
 */
export function takeObjects(
  document: unknown,
  isTaken: (object: JsonObject) => boolean,
  takeText?: (text: string) => void,
): void {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: document, depth: 0 }];
  for (let count = 0, next = waiting.pop(); next !== undefined && count < mostObjects; next = waiting.pop(), count++) {
    const { value, depth } = next;
    if (typeof value === 'string') takeText?.(value);
    if (typeof value !== 'object' || value === null || depth > deepest) continue;
    if (!Array.isArray(value) && isTaken(value as JsonObject)) continue;
    const inner = Object.values(value).filter((each) => typeof each === 'object' || typeof each === 'string');
    for (const each of inner.toReversed()) waiting.push({ value: each, depth: depth + 1 });
  }
}
