import { meansSuppression, readSuppression, type SuppressedName } from '../../text/index.ts';
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
    return [{ start, end: start + comment.trimEnd().length, well: names !== undefined, names: (names ?? []).map((each) => ({ ...each, start: each.start + start, end: each.end + start })) }];
  });
}

/** What the comments of a file cover. Those inside of a step are no such comments: one in a text is text. */
export function coverageOf({ text, steps }: SourceDocument): readonly Coverage[] {
  return commentsOf(text).flatMap((comment): Coverage[] => {
    const around = steps.find(({ start, end }) => start < comment.start && comment.start < end);
    if (around !== undefined) return isText(around.node, comment.start - around.base) ? [] : [{ ...comment, well: false, from: comment.end, to: comment.end }];
    const content = /^(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*/.exec(text.slice(comment.end))?.[0].length ?? 0;
    const from = comment.end + content;
    const lineEnd = from + (/^[^\r\n]*/.exec(text.slice(from))?.[0].length ?? 0);
    const index = steps.findIndex(({ start }) => start >= from && start <= lineEnd);
    const isStep = index >= 0 || /^ *-(?:[ \t]|$)/m.test(text.slice(from, lineEnd));
    const next = steps.find(({ start }) => start > lineEnd);
    return [{ ...comment, from, to: isStep ? (next === undefined ? text.length : dashBefore(text, next.start)) : lineEnd }];
  });
}

/** The beginning of the line that a step begins on. */
function dashBefore(text: string, start: number): number {
  return Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
}

/** Whether an offset lies within a scalar of several lines. */
function isText(node: SourceNode, offset: number): boolean {
  if (offset < node.start || offset > node.end) return false;
  if (node.kind === 'scalar') return true;
  return node.kind === 'map' ? node.entries.some(({ key, value }) => isText(key, offset) || isText(value, offset)) : node.items.some((item) => isText(item, offset));
}

/** Tells which findings comments turn off, and remembers which comments did. */
export class Coverages {
  readonly #coverages: readonly Coverage[];
  readonly #used = new Map<Coverage, Set<string>>();

  constructor(source: SourceDocument) {
    this.#coverages = coverageOf(source);
  }

  /** Whether a rule is off at an offset. */
  covers(code: string, start: number): boolean {
    let covered = false;
    for (const each of this.#coverages) {
      if (!each.well || start < each.from || start > each.to || (each.names.length > 0 && !each.names.some(({ name }) => name === code))) continue;
      this.#used.set(each, (this.#used.get(each) ?? new Set<string>()).add(code));
      covered = true;
    }
    return covered;
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
