import { findVariables, LineIndex, remembered, type PlacedSet, type TextRange } from '../../core/index.ts';
import { valueOf } from '../parser/value.ts';
import type { XmppDocument } from './document.ts';

/** A `<?set?>` of a document. */
export interface SetDirective {
  readonly name: string;
  readonly xpath: string;
  /** Why the XPath cannot be read, and where. */
  readonly fault: (TextRange & { readonly message: string }) | undefined;
  /** The place of its name. */
  readonly place: TextRange;
  /** Which sendable's answer the value is taken from, by its index: undefined where there is none above. */
  readonly from: number | undefined;
  /** Whether the variable is used below, before it is set again. */
  readonly used: boolean;
}

/** The directives of a document that set variables, in their order. */
export class SetDirectives {
  readonly all: readonly SetDirective[];
  readonly #byName = new Map<string, SetDirective[]>();
  readonly #byStart = new Map<number, SetDirective>();
  readonly #byFrom = new Map<number, SetDirective[]>();

  constructor(all: readonly SetDirective[]) {
    this.all = all;
    for (const set of all) {
      push(this.#byName, set.name, set);
      this.#byStart.set(set.place.start, set);
      if (set.from !== undefined) push(this.#byFrom, set.from, set);
    }
  }

  /** The one whose name begins at an offset. */
  at(offset: number): SetDirective | undefined {
    return this.#byStart.get(offset);
  }

  /** The one that a variable at an offset has its value from: the last one above. */
  above(name: string, offset: number): SetDirective | undefined {
    const sets = this.#byName.get(name) ?? [];
    return sets[countBelow(sets, offset, startOf) - 1];
  }

  /** The first one below an offset that sets a name. */
  below(name: string, offset: number): SetDirective | undefined {
    const sets = this.#byName.get(name) ?? [];
    return sets[countBelow(sets, offset, startOf)];
  }

  /** Those that take a value from the answer to a sendable, by its index. */
  from(index: number): readonly SetDirective[] {
    return this.#byFrom.get(index) ?? [];
  }

  /** The names that are set above an offset. */
  namesAbove(offset: number): readonly string[] {
    return [...this.#byName.keys()].filter((name) => this.above(name, offset) !== undefined);
  }
}

/**
 * The variables that a document sets. A value is from the answer to the last iq request above, on the same connection; where there is
 * none, from what comes after the last stanza above.
 */
export const setsOf = remembered((document: XmppDocument): SetDirectives => {
  const { nodes, starts, text } = document;
  const found: Omit<SetDirective, 'used'>[] = [];
  if (!document.notable.some((i) => nodes[i]?.directive?.kind === 'set')) return new SetDirectives([]);
  /** By connection: the last request, else the last of all. */
  const asked = new Map<string | undefined, number>();
  const last = new Map<string | undefined, number>();
  let connection: string | undefined;
  let count = 0;
  /** Where the elements start that use a name. */
  const uses = new Map<string, number[]>();
  nodes.forEach(({ root, directive, variables, length }, i) => {
    const start = starts[i] ?? 0;
    if (directive?.kind === 'connection') connection = directive.name;
    if (directive?.kind === 'set') {
      const { name, xpath } = directive;
      const inText = (range: TextRange): TextRange => ({ start: start + range.start, end: start + range.end });
      const fault = directive.fault && { message: directive.fault.message, ...inText(directive.fault) };
      found.push({ name, xpath, fault, place: inText(directive), from: asked.get(connection) ?? last.get(connection) });
    }
    if (root === undefined) return;
    const source = text.slice(start, start + length);
    if (variables) for (const { name } of findVariables(source)) push(uses, name, start);
    const type = root.local === 'iq' ? valueOf(source, root, 'type') : 'result';
    if (type !== 'result' && type !== 'error') asked.set(connection, count);
    last.set(connection, count);
    count++;
  });
  /** Where the next directive sets the same name. */
  const next = new Map<string, number>();
  const all = found.toReversed().map((set): SetDirective => {
    const { name, place } = set;
    const starts = uses.get(name) ?? [];
    const use = starts[countBelow(starts, place.start, Number)];
    const used = use !== undefined && use < (next.get(name) ?? Infinity);
    next.set(name, place.start);
    return { ...set, used };
  });
  return new SetDirectives(all.reverse());
});

function startOf({ place }: SetDirective): number {
  return place.start;
}

/** How many of a sorted list come before an offset. */
function countBelow<T>(list: readonly T[], offset: number, placeOf: (one: T) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = list[middle];
    if (one !== undefined && placeOf(one) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** What is taken from the answer to a sendable. */
export function setsFrom(document: XmppDocument, index: number): readonly PlacedSet[] {
  return setsOf(document)
    .from(index)
    .map(({ name, xpath, place }) => ({ name, xpath, ...place }));
}

const lines = remembered((document: XmppDocument) => new LineIndex(document.text));

/** The line of an offset, from 1, for people. */
export function lineOf(document: XmppDocument, offset: number): number {
  return lines(document).positionAt(offset).line + 1;
}

/** Why a variable has no value that is set above, but was not yet. */
export function notSetYet(document: XmppDocument, { name, place }: SetDirective): string {
  return `“${name}” has no value yet: it is set from an answer on line ${lineOf(document, place.start)}; send the stanza above that first`;
}

/** Why a variable has no value that is set below. */
export function setTooLate(document: XmppDocument, name: string, start: number): string {
  return `“${name}” is used before it is set, which is on line ${lineOf(document, start)}: move the directive up, behind the stanza whose answer has the value`;
}

/** Why a directive cannot set its variable. */
export function nothingAbove(name: string): string {
  return `“${name}” has no answer to be set from: put this directive behind the stanza whose answer has the value`;
}
