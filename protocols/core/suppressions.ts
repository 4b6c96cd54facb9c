/** A rule's name in a disabling comment; offsets count from the start of the comment. */
export interface SuppressedName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const beginning = /^(?:<!--|#)\s*wireloupe-disable-next-line/;
const list = /^(?:\s[\w/,\s.-]*)?$/;

/** Whether a comment is meant to turn rules off, well written or not. */
export function meansSuppression(text: string): boolean {
  return text.includes('wireloupe-disable');
}

/**
 * The names in a comment that turns rules off for what follows it, `<!-- wireloupe-disable-next-line a, b -->` or the same after
 * `#`; none for all rules. Undefined where it is another comment.
 */
export function readSuppression(text: string): readonly SuppressedName[] | undefined {
  if (!meansSuppression(text)) return undefined;
  const from = beginning.exec(text)?.[0].length;
  if (from === undefined) return undefined;
  const rest = text.slice(from, text.endsWith('-->') ? text.length - 3 : text.length);
  if (!list.test(rest)) return undefined;
  return [...rest.matchAll(/[^\s,]+/g)].map(({ 0: name, index }) => ({
    name,
    start: from + index,
    end: from + index + name.length,
  }));
}

/** The comments in front of one element or step, and which of their names turned a rule off. */
export class Suppressions {
  readonly #comments: {
    readonly base: number;
    readonly length: number;
    readonly names: readonly SuppressedName[];
    readonly used: Set<string>;
  }[] = [];

  /** Adds a comment: `base` is where it begins. */
  add(base: number, length: number, names: readonly SuppressedName[]): void {
    this.#comments.push({ base, length, names, used: new Set() });
  }

  get isEmpty(): boolean {
    return this.#comments.length === 0;
  }

  /** Whether a rule is off for what follows. */
  covers(code: string): boolean {
    let covered = false;
    for (const { names, used } of this.#comments) {
      if (names.length > 0 && !names.some(({ name }) => name === code)) continue;
      used.add(code);
      covered = true;
    }
    return covered;
  }

  /** The names, or whole comments, that turned nothing off, with their ranges in the document. */
  *unused(): Generator<{ readonly name: string | undefined; readonly start: number; readonly end: number }> {
    for (const { base, length, names, used } of this.#comments) {
      if (names.length === 0 && used.size === 0) yield { name: undefined, start: base, end: base + length };
      for (const { name, start, end } of names)
        if (!used.has(name)) yield { name, start: base + start, end: base + end };
    }
  }
}
