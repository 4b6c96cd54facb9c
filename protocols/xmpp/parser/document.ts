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
  /** The places in `nodes` of those that are notable, which in most files are few. */
  readonly notable: readonly number[];
  /** How many nodes were taken over from the previous document. */
  readonly reused: number;
}

/**
 * Parses a text with any number of top-level elements; never throws, in time linear in its length. With the previous document
 * only the nodes that a change touched are read and checked again: those whose text, or the text that decided where they end,
 * is no longer the same. `check` must depend on nothing but its arguments. `outer` are the declarations around the text, which
 * the previous document must have had as well.
 */
export function parseDocument(
  text: string,
  check: ElementCheck,
  previous?: XmlDocument,
  outer: Scope = streamScope,
): XmlDocument {
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
  return { text, nodes: fresh, starts: freshStarts, notable: notableOf(fresh, 0), reused: 0 };
}

function notableOf(nodes: readonly TopLevel[], offset: number): number[] {
  const places: number[] = [];
  nodes.forEach((node, i) => {
    if (node.notable) places.push(i + offset);
  });
  return places;
}

/** A list with other entries from `from` to `to`. Mostly they are as many as before, and then it costs no more than a copy. */
function replaced<T>(list: readonly T[], from: number, to: number, fresh: readonly T[]): T[] {
  if (fresh.length !== to - from) return list.slice(0, from).concat(fresh, list.slice(to));
  const copy = list.slice();
  fresh.forEach((entry, i) => (copy[from + i] = entry));
  return copy;
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
    if (
      starts[this.#next] !== wanted ||
      node?.scope !== scope ||
      node.indent !== Math.max(cursor.indentAt(cursor.pos), 0)
    )
      return -1;
    return this.#next;
  }

  /** The new document: the first `kept` old nodes, the fresh ones, and the old ones from `back` on, if any, with their new places. */
  splice(
    kept: number,
    back: number | undefined,
    fresh: readonly TopLevel[],
    freshStarts: readonly number[],
  ): XmlDocument {
    const { nodes, starts, notable } = this.#previous;
    const from = back ?? nodes.length;
    const added = kept + fresh.length - from;
    const newStarts = replaced(starts, kept, from, freshStarts);
    for (let i = kept + fresh.length; i < newStarts.length; i++) newStarts[i] = (newStarts[i] ?? 0) + this.#shift;
    return {
      text: this.#text,
      nodes: replaced(nodes, kept, from, fresh),
      starts: newStarts,
      notable: [
        ...notable.filter((place) => place < kept),
        ...notableOf(fresh, kept),
        ...notable.filter((place) => place >= from).map((place) => place + added),
      ],
      reused: kept + nodes.length - from,
    };
  }
}
