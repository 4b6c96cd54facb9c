import { meansSuppression, readSuppression, type SuppressedName } from '../../core/index.ts';
import { amqpRules } from '../rules/index.ts';
import type { SourceDocument } from './source/document.ts';
import type { SourceNode } from './source/node.ts';

/** A comment on a line of its own that is meant to turn rules off; UTF-16 offsets. */
export interface DisablingComment {
  readonly start: number;
  readonly end: number;
  /** The rules that it names, none for all of them; undefined where it is not well written. */
  readonly well: boolean;
  readonly names: readonly SuppressedName[];
}

/** A comment with what it covers: the step behind it, or one line of the file's head. */
export interface Coverage extends DisablingComment {
  readonly from: number;
  readonly to: number;
}

let ids: readonly string[] | undefined;

/** The rules that a comment may name. */
export function suppressibleRules(): readonly string[] {
  ids ??= amqpRules.flatMap(({ rules }) => rules.map(({ id }) => id));
  return ids;
}

/** All comments of a text that are meant to turn rules off. */
export function commentsOf(text: string): readonly DisablingComment[] {
  if (!meansSuppression(text)) return [];
  return [...text.matchAll(/^[ \t]*(#[^\r\n]*)/gm)].flatMap(({ 0: line, 1: comment = '', index }) => {
    if (!meansSuppression(comment)) return [];
    const start = index + line.length - comment.length;
    const names = readSuppression(comment.trimEnd());
    return [
      {
        start,
        end: start + comment.trimEnd().length,
        well: names !== undefined,
        names: (names ?? []).map((each) => ({ ...each, start: each.start + start, end: each.end + start })),
      },
    ];
  });
}

const disablingLine = /^([^\r\n]*)wireloupe-disable[^\r\n]*/gm;

/** Comments behind something else on their line that are meant to turn rules off. They do not; whether they are part of a text is not checked here. */
function* trailingComments(text: string): Generator<{ readonly start: number; readonly end: number }> {
  for (const { 0: line, 1: before = '', index } of text.matchAll(disablingLine)) {
    const hash = before.lastIndexOf('#');
    if (hash < 1 || !/[ \t]/.test(before.charAt(hash - 1)) || /^[ \t]*#/.test(before)) continue;
    yield { start: index + hash, end: index + line.trimEnd().length };
  }
}

/** The end of a line, or a line without content. */
const emptyLine = /[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)/y;

/** What the comments of a file cover, in its order. Those inside of a step are no such comments: one in a text is text. Takes linear time. */
export function coverageOf(source: SourceDocument): readonly Coverage[] {
  const { text, steps } = source;
  const found: Coverage[] = [];
  let next: { readonly start: number; readonly content: number } | undefined;
  // From the last one on, since the comments in front of one that covers a line or step cover the same.
  for (const comment of commentsOf(text).toReversed()) {
    const after = firstFrom(steps, comment.start);
    const around = steps[after - 1];
    if (around !== undefined && around.start < comment.start && comment.start < around.end) {
      if (!isText(around.node, comment.start - around.base))
        found.push({ ...comment, well: false, from: comment.end, to: comment.end });
      continue;
    }
    const from = contentBehind(text, comment.end, next);
    next = { start: comment.start, content: from };
    const lineEnd = from + (/^[^\r\n]*/.exec(text.slice(from))?.[0].length ?? 0);
    const index = firstFrom(steps, from);
    const isStep = (steps[index]?.start ?? Infinity) <= lineEnd || /^ *-(?:[ \t]|$)/m.test(text.slice(from, lineEnd));
    const behind = steps[firstFrom(steps, lineEnd + 1)];
    found.push({
      ...comment,
      from,
      to: isStep ? (behind === undefined ? text.length : dashBefore(text, behind.start)) : lineEnd,
    });
  }
  found.reverse();
  for (const { start, end } of trailingComments(text)) {
    if (!isInText(source, start)) found.push({ start, end, well: false, names: [], from: end, to: end });
  }
  return found;
}

/** Whether an offset lies within a scalar of a step or of the file's head. */
function isInText({ steps, connection, variables }: SourceDocument, offset: number): boolean {
  const step = steps[firstFrom(steps, offset + 1) - 1];
  if (step !== undefined && offset < step.end && isText(step.node, offset - step.base)) return true;
  const isIn = (node: SourceNode | undefined, base: number): boolean =>
    node !== undefined && node.start + base <= offset && offset < node.end + base;
  return isIn(connection?.node, connection?.base ?? 0) || variables.some(({ value, base }) => isIn(value, base));
}

/** Where the next line with content begins; `next` is the comment behind, of which that is known. */
function contentBehind(
  text: string,
  offset: number,
  next: { readonly start: number; readonly content: number } | undefined,
): number {
  for (let at = offset; ; at = emptyLine.lastIndex) {
    if (next !== undefined && at > offset && at >= next.start) return next.content;
    emptyLine.lastIndex = at;
    if (!emptyLine.test(text)) return at;
  }
}

/** The index of the first of some places, in order, that starts at or behind an offset; their number where none does. */
function firstFrom(places: readonly { readonly start: number }[], offset: number): number {
  let low = 0;
  for (let high = places.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.start ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The beginning of the line that a step begins on. */
function dashBefore(text: string, start: number): number {
  let at = start;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

/** Whether an offset lies within a scalar of several lines. */
function isText(node: SourceNode, offset: number): boolean {
  if (offset < node.start || offset > node.end) return false;
  if (node.kind === 'scalar') return true;
  if (node.kind === 'list') {
    const item = node.items[firstFrom(node.items, offset + 1) - 1];
    return item !== undefined && isText(item, offset);
  }
  const entry = node.entries[firstFrom(node.entries, offset + 1) - 1];
  return entry !== undefined && (isText(entry.key, offset) || isText(entry.value, offset));
}

/** All comments that cover one place. */
interface Covered {
  readonly start: number;
  readonly to: number;
  /** The comments by the rule that they name; those that name none under the empty name. */
  readonly byName: Map<string, Coverage[]>;
}

/** Tells which findings comments turn off, and remembers which comments did. */
export class Coverages {
  readonly #coverages: readonly Coverage[];
  /** In the order of the file, and apart. */
  readonly #covered: Covered[] = [];
  readonly #used = new Map<Coverage, Set<string>>();

  constructor(source: SourceDocument) {
    this.#coverages = coverageOf(source);
    for (const coverage of this.#coverages) {
      if (!coverage.well) continue;
      let last = this.#covered.at(-1);
      if (last?.start !== coverage.from)
        this.#covered.push((last = { start: coverage.from, to: coverage.to, byName: new Map() }));
      for (const { name } of coverage.names.length === 0 ? [{ name: '' }] : coverage.names) {
        const named = last.byName.get(name);
        if (named === undefined) last.byName.set(name, [coverage]);
        else named.push(coverage);
      }
    }
  }

  /** Whether a rule is off at an offset. */
  covers(code: string, start: number): boolean {
    const place = this.#covered[firstFrom(this.#covered, start + 1) - 1];
    if (place === undefined || start > place.to) return false;
    const comments = [...(place.byName.get('') ?? []), ...(place.byName.get(code) ?? [])];
    for (const each of comments) this.#used.set(each, (this.#used.get(each) ?? new Set<string>()).add(code));
    return comments.length > 0;
  }

  get comments(): readonly Coverage[] {
    return this.#coverages;
  }

  /** The names, or whole comments, that turned nothing off. */
  *unused(): Generator<{ readonly name: string | undefined; readonly start: number; readonly end: number }> {
    for (const each of this.#coverages) {
      if (!each.well) continue;
      const used = this.#used.get(each);
      if (each.names.length === 0 && used === undefined) yield { name: undefined, start: each.start, end: each.end };
      for (const name of each.names) if (used?.has(name.name) !== true) yield name;
    }
  }
}
