import { remembered, type Variable } from '../../core/index.ts';
import type { Environment } from './environment.ts';
import type { SourceDocument, SourceStep } from './source/document.ts';
import { keyText } from './source/node.ts';
import type { SourceNode, Span } from './source/node.ts';

/** A variable that a step of a file sets. Offsets are the document's. */
export interface SourceSet extends Span {
  readonly name: string;
  /** The step's place among the steps. */
  readonly step: number;
  /** Whether a step below has it, before it is set again. */
  readonly used: boolean;
}

/** What a step is, by its key: one that sets variables, a managed one, or anything else. */
export type StepKind = 'set' | 'send' | 'receive' | 'frame';

/** What a step is; text that is no step counts as a frame. */
export function kindOfStep({ node }: Pick<SourceStep, 'node'>): StepKind {
  if (node.kind !== 'map') return 'frame';
  for (const entry of node.entries) {
    const name = keyText(entry);
    if (name === 'set' || name === 'send' || name === 'receive') return name;
  }
  return 'frame';
}

/** The variables that a file sets from answers, in the order of the text. */
export class SourceSets {
  readonly all: readonly SourceSet[];
  readonly #byName = new Map<string, SourceSet[]>();
  readonly #owners: ReadonlyMap<number, number | undefined>;
  readonly #kinds: readonly StepKind[];

  /** @param owners by each step that sets variables, the step whose answer has their values */
  constructor(all: readonly SourceSet[], owners: ReadonlyMap<number, number | undefined>, kinds: readonly StepKind[]) {
    this.all = all;
    this.#owners = owners;
    this.#kinds = kinds;
    for (const set of all) push(this.#byName, set.name, set);
  }

  /** The one that a variable in a step has its value from: the last one above. */
  above(name: string, step: number): SourceSet | undefined {
    const sets = this.#byName.get(name) ?? [];
    return sets[countBelow(sets, step) - 1];
  }

  /** The first one in a step, or below it, that sets a name. */
  below(name: string, step: number): SourceSet | undefined {
    const sets = this.#byName.get(name) ?? [];
    return sets[countBelow(sets, step)];
  }

  /** The names that are set above a step. */
  namesAbove(step: number): readonly string[] {
    return [...this.#byName.keys()].filter((name) => this.above(name, step) !== undefined);
  }

  /** The step whose answer has the values of a step that sets variables; undefined for other steps, and where there is none. */
  ownerOf(step: number): number | undefined {
    return this.#owners.get(step);
  }

  /** Why a step cannot set its variables where it stands. */
  misplaced(step: number): string | undefined {
    if (!this.#owners.has(step)) return undefined;
    const owner = this.#owners.get(step);
    if (owner === undefined)
      return 'This has no answer to set variables from: put it behind the step whose answer has the value';
    return this.#kinds[owner] === 'send'
      ? 'The outcome of a send has no values for variables: put this behind a frame or a receive'
      : undefined;
  }
}

/** The variables that a file sets. */
export const setsOf = remembered(({ steps }: SourceDocument): SourceSets => {
  const kinds = steps.map(kindOfStep);
  const owners = new Map<number, number | undefined>();
  if (!kinds.includes('set')) return new SourceSets([], owners, kinds);
  const found: Omit<SourceSet, 'used'>[] = [];
  /** The steps that use a name. */
  const uses = new Map<string, { readonly step: number }[]>();
  let owner: number | undefined;
  for (const [index, { node, base }] of steps.entries()) {
    for (const { name } of variablesIn(node)) push(uses, name, { step: index });
    if (kinds[index] !== 'set') {
      owner = index;
      continue;
    }
    owners.set(index, owner);
    for (const { name, start, end } of namesIn(node))
      found.push({ name, step: index, start: start + base, end: end + base });
  }
  const next = new Map<string, number>();
  const all = found.toReversed().map((set): SourceSet => {
    const places = uses.get(set.name) ?? [];
    const use = places[countBelow(places, set.step + 1)];
    // A step that sets the variable again may use the value that it has till then.
    const used = use !== undefined && use.step <= (next.get(set.name) ?? Infinity);
    next.set(set.name, set.step);
    return { ...set, used };
  });
  return new SourceSets(all.reverse(), owners, kinds);
});

function namesIn(node: SourceNode): readonly (Span & { readonly name: string })[] {
  const head = node.kind === 'map' ? node.entries.find((entry) => keyText(entry) === 'set')?.value : undefined;
  if (head?.kind !== 'map') return [];
  return head.entries.map((entry) => ({ name: keyText(entry) ?? '', start: entry.key.start, end: entry.key.end }));
}

/** All variables in a node. */
export function variablesIn(node: SourceNode): readonly Variable[] {
  const found: Variable[] = [];
  const open: SourceNode[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'scalar') for (const variable of next.variables) found.push(variable);
    else if (next.kind === 'list') for (const item of next.items) open.push(item);
    else for (const { key, value } of next.entries) open.push(key, value);
  }
  return found;
}

function countBelow(list: readonly { readonly step: number }[], step: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = list[middle];
    if (one !== undefined && one.step < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** How the values of variables that are set from answers are known. */
export interface TakenValues {
  readonly value: (name: string) => string | undefined;
  /** A step wants a value that there is none of yet. */
  readonly missing: (name: string) => void;
}

/** The environment of one step: what is set above it goes before the file's own variables and the chosen environment. */
export function environmentAt(
  environment: Environment,
  sets: SourceSets,
  step: number,
  taken?: TakenValues,
): Environment {
  if (sets.all.length === 0) return environment;
  const isSet = ({ name, dynamic }: Variable): boolean => !dynamic && sets.above(name, step) !== undefined;
  return {
    key: environment.key,
    lookup: (variable) => {
      if (!isSet(variable)) return environment.lookup(variable);
      const value = taken?.value(variable.name);
      if (value === undefined) taken?.missing(variable.name);
      return value;
    },
    problem: (variable) => {
      if (variable.problem !== undefined || !isSet(variable)) {
        const problem = environment.problem(variable);
        const isLate =
          variable.problem === undefined && problem !== undefined && sets.below(variable.name, step) !== undefined;
        return isLate
          ? `“${variable.name}” is used before it is set: move the set step up, behind the step whose answer has the value`
          : problem;
      }
      return undefined;
    },
  };
}
