/** A field as a program prints it: what begins it, separator included. The first that is found counts. */
export interface Mark {
  readonly field: string;
  readonly marks: readonly string[];
}

/**
 * Cuts the text of a list of fields at their names. The fields come in their order, some may be missing. The text begins with a
 * separator, as the marks do. A field is undefined where its name occurs again, so that its end or beginning is not certain.
 */
export function splitFields(text: string, marks: readonly Mark[]): ReadonlyMap<string, string | undefined> {
  const found: { field: string; from: number; to: number; clear: boolean }[] = [];
  let cursor = 0;
  for (const { field, marks: names } of marks) {
    const hit = firstOf(text, names, cursor);
    if (hit === undefined) continue;
    const { at, mark } = hit;
    const again = text.includes(mark, at + mark.length);
    const before = found.at(-1);
    if (before !== undefined) {
      before.to = at;
      if (again) before.clear = false;
    }
    cursor = at + mark.length;
    found.push({ field, from: cursor, to: text.length, clear: !again });
  }
  return new Map(found.map(({ field, from, to, clear }) => [field, clear ? text.slice(from, to) : undefined]));
}

function firstOf(text: string, names: readonly string[], from: number): { at: number; mark: string } | undefined {
  let best: { at: number; mark: string } | undefined;
  for (const mark of names) {
    const at = text.indexOf(mark, from);
    if (at >= 0 && (best === undefined || at < best.at)) best = { at, mark };
  }
  return best;
}

/** The fields of a text that ends within one: that one is undefined, unless a part of the next one’s mark shows that it is whole. */
export function withoutCut(
  fields: ReadonlyMap<string, string | undefined>,
  marks: readonly Mark[],
): ReadonlyMap<string, string | undefined> {
  const [last, text] = [...fields].at(-1) ?? [];
  if (last === undefined || text === undefined) return fields;
  const next = marks.slice(marks.findIndex(({ field }) => field === last) + 1).flatMap((mark) => mark.marks);
  const longest = next.reduce((most, { length }) => Math.max(most, length), 0);
  for (let at = Math.max(0, text.length - longest); at + 1 < text.length; at++)
    if (next.some((mark) => mark.startsWith(text.slice(at)))) return new Map(fields).set(last, text.slice(0, at));
  return new Map(fields).set(last, undefined);
}

const openers = '{[(';
const closers = '}])';

/**
 * Cuts a text at a separator that is in no brackets, and takes the parts without it. Undefined where the brackets do not match: a
 * text that holds one stands there, and where it ends is not certain.
 */
export function splitOutside(text: string, separator: string): readonly string[] | undefined {
  if (text === '') return [];
  const parts: string[] = [];
  const open: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const opener = openers.indexOf(char);
    if (opener >= 0) open.push(closers.charAt(opener));
    else if (closers.includes(char)) {
      if (open.pop() !== char) return undefined;
    } else if (open.length === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(from, at));
      from = at + separator.length;
      at = from - 1;
    }
  }
  if (open.length > 0) return undefined;
  parts.push(text.slice(from));
  return parts;
}

/** Whether every bracket that is opened is closed again, in its order. */
export function isBalanced(text: string): boolean {
  return splitOutside(text, '\0') !== undefined;
}

/**
 * Where the key of an entry ends that is printed as `key:value`. Keys and texts may have colons, too: undefined where another colon
 * could be the end as well.
 */
export function keyEnd(entry: string): number | undefined {
  const typed = entry.search(/:(?:[dD]escribedType|\*?[A-Z]\w+)\{|:map\[|:\[/);
  if (typed >= 0) return typed;
  const first = entry.indexOf(':');
  if (first < 1) return undefined;
  const second = entry.indexOf(':', first + 1);
  // A URL, and a colon at the end of a word, is part of the text.
  const isText =
    second < 0 || /^(?:\/\/|[\s]|$)/.test(entry.slice(second + 1, second + 3)) || /\s/.test(entry.slice(first, second));
  return isText ? first : undefined;
}

/** What stands between two signs that a text begins and ends with; undefined where it does not. */
export function inside(text: string, open: string, close: string): string | undefined {
  return text.startsWith(open) && text.endsWith(close) && text.length > 1 ? text.slice(1, -1) : undefined;
}
