import { Cursor } from './cursor.ts';
import { commonPrefix, commonSuffix } from './difference.ts';
import { type ElementCheck, readTopLevel, scopeBehind } from './read-top-level.ts';
import { type Scope, streamScope } from './scope.ts';
import type { TopLevel } from './top-level.ts';

/** A parsed file: its nodes and where each begins. */
export interface XmlDocument {
  readonly text: string;
  readonly nodes: readonly TopLevel[];
  /** Offset of each node in `text`. */
  readonly starts: readonly number[];
  /** How many nodes were taken over from the previous document. */
  readonly reused: number;
}

/**
 * Parses a text with any number of top-level elements; never throws, in time linear in its length. With the previous document
 * only the nodes that a change touched are read and checked again: those whose text, or the text that decided where they end,
 * is no longer the same. `check` must depend on nothing but its arguments.
 */
export function parseDocument(text: string, check: ElementCheck, previous?: XmlDocument): XmlDocument {
  const nodes: TopLevel[] = [];
  const starts: number[] = [];
  const reuse = previous === undefined ? undefined : new Reuse(text, previous);
  const kept = reuse?.keepFront(nodes, starts) ?? 0;
  let reused = kept;
  const last = nodes[kept - 1];
  let scope: Scope = last === undefined ? streamScope : scopeBehind(last);
  const cursor = new Cursor(text, last === undefined ? 0 : (starts[kept - 1] ?? 0) + last.length);
  // A byte order mark is no character of the text (XML 1.0, 4.3.3).
  if (cursor.pos === 0 && text.charCodeAt(0) === 0xfeff) cursor.pos = 1;
  for (;;) {
    cursor.skipSpace();
    if (cursor.pos >= text.length) break;
    const rest = reuse?.keepBack(cursor, scope, nodes, starts) ?? 0;
    if (rest > 0) {
      reused += rest;
      break;
    }
    starts.push(cursor.pos);
    const node = readTopLevel(cursor, scope, check);
    nodes.push(node);
    scope = scopeBehind(node);
  }
  return { text, nodes, starts, reused };
}

/** What of the previous document still holds. */
class Reuse {
  readonly #previous: XmlDocument;
  /** The change: everything before `#same` and, in the old text, from `#back` on is unchanged. */
  readonly #same: number;
  readonly #back: number;
  readonly #shift: number;
  #next = 0;

  constructor(text: string, previous: XmlDocument) {
    const old = previous.text;
    this.#previous = previous;
    this.#same = commonPrefix(old, text);
    this.#back = old.length - commonSuffix(old, text, Math.min(old.length, text.length) - this.#same);
    this.#shift = text.length - old.length;
  }

  /** Takes over the nodes before the change; gives their number. */
  keepFront(nodes: TopLevel[], starts: number[]): number {
    const { nodes: old, starts: oldStarts } = this.#previous;
    for (let i = 0; i < old.length; i++) {
      const node = old[i];
      const start = oldStarts[i];
      if (node === undefined || start === undefined || start + node.seen > this.#same) break;
      nodes.push(node);
      starts.push(start);
    }
    this.#next = nodes.length;
    return nodes.length;
  }

  /** Takes over everything from the cursor's place on, if an unchanged node began there; gives how many nodes. */
  keepBack(cursor: Cursor, scope: Scope, nodes: TopLevel[], starts: number[]): number {
    const { nodes: old, starts: oldStarts } = this.#previous;
    const wanted = cursor.pos - this.#shift;
    if (wanted < this.#back) return 0;
    while ((oldStarts[this.#next] ?? Infinity) < wanted) this.#next++;
    const node = old[this.#next];
    if (oldStarts[this.#next] !== wanted || node?.scope !== scope || node.indent !== Math.max(cursor.indentAt(cursor.pos), 0)) return 0;
    for (let i = this.#next; i < old.length; i++) {
      const same = old[i];
      if (same === undefined) break;
      nodes.push(same);
      starts.push((oldStarts[i] ?? 0) + this.#shift);
    }
    return old.length - this.#next;
  }
}
