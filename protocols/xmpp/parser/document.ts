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
 * is no longer the same. `check` must depend on nothing but its arguments. `outer` are the declarations around the text, which
 * the previous document must have had as well.
 */
export function parseDocument(text: string, check: ElementCheck, previous?: XmlDocument, outer: Scope = streamScope): XmlDocument {
  const reuse = previous === undefined ? undefined : new Reuse(text, previous);
  const kept = reuse?.front() ?? 0;
  const fresh: TopLevel[] = [];
  const freshStarts: number[] = [];
  const last = previous?.nodes[kept - 1];
  let scope: Scope = last === undefined ? outer : scopeBehind(last);
  const cursor = new Cursor(text, last === undefined ? 0 : (previous?.starts[kept - 1] ?? 0) + last.length);
  // A byte order mark is no character of the text (XML 1.0, 4.3.3).
  if (cursor.pos === 0 && text.charCodeAt(0) === 0xfeff) cursor.pos = 1;
  for (;;) {
    cursor.skipSpace();
    if (cursor.pos >= text.length) break;
    const back = reuse?.back(cursor, scope) ?? -1;
    if (reuse !== undefined && back >= 0) return reuse.splice(kept, back, fresh, freshStarts);
    freshStarts.push(cursor.pos);
    const node = readTopLevel(cursor, scope, check);
    fresh.push(node);
    scope = scopeBehind(node);
  }
  if (reuse !== undefined) return reuse.splice(kept, undefined, fresh, freshStarts);
  return { text, nodes: fresh, starts: freshStarts, reused: 0 };
}

/** What of the previous document still holds. */
class Reuse {
  readonly #previous: XmlDocument;
  readonly #text: string;
  /** The change: everything before `#same` and, in the old text, from `#back` on is unchanged. */
  readonly #same: number;
  readonly #back: number;
  readonly #shift: number;
  #next = 0;

  constructor(text: string, previous: XmlDocument) {
    const old = previous.text;
    this.#previous = previous;
    this.#text = text;
    this.#same = commonPrefix(old, text);
    this.#back = old.length - commonSuffix(old, text, Math.min(old.length, text.length) - this.#same);
    this.#shift = text.length - old.length;
  }

  /** How many nodes before the change still hold. */
  front(): number {
    const { nodes, starts } = this.#previous;
    let kept = 0;
    while (kept < nodes.length && (starts[kept] ?? 0) + (nodes[kept]?.seen ?? Infinity) <= this.#same) kept++;
    this.#next = kept;
    return kept;
  }

  /** The old node that begins at the cursor's place and still holds, as do all behind it; −1 where there is none. */
  back(cursor: Cursor, scope: Scope): number {
    const { nodes, starts } = this.#previous;
    const wanted = cursor.pos - this.#shift;
    if (wanted < this.#back) return -1;
    while ((starts[this.#next] ?? Infinity) < wanted) this.#next++;
    const node = nodes[this.#next];
    if (starts[this.#next] !== wanted || node?.scope !== scope || node.indent !== Math.max(cursor.indentAt(cursor.pos), 0)) return -1;
    return this.#next;
  }

  /** The new document: the first `kept` old nodes, the fresh ones, and the old ones from `back` on, if any, with their new places. */
  splice(kept: number, back: number | undefined, fresh: readonly TopLevel[], freshStarts: readonly number[]): XmlDocument {
    const { nodes, starts } = this.#previous;
    const from = back ?? nodes.length;
    const rest = nodes.length - from;
    const size = kept + fresh.length + rest;
    const newNodes = new Array<TopLevel>(size);
    const newStarts = new Array<number>(size);
    let at = 0;
    const add = (list: readonly TopLevel[], places: readonly number[], first: number, end: number, shift: number): void => {
      for (let i = first; i < end; i++, at++) {
        const node = list[i];
        if (node === undefined) continue;
        newNodes[at] = node;
        newStarts[at] = (places[i] ?? 0) + shift;
      }
    };
    add(nodes, starts, 0, kept, 0);
    add(fresh, freshStarts, 0, fresh.length, 0);
    add(nodes, starts, from, nodes.length, this.#shift);
    return { text: this.#text, nodes: newNodes, starts: newStarts, reused: kept + rest };
  }
}
