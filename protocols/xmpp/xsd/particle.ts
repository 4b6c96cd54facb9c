import type { Cardinality, ChildDefinition, Content, ElementDefinition } from '../model/definition.ts';

/** How often a child may stand, and what it is where that holds in this parent alone. */
export interface Occurrence {
  readonly least: number;
  readonly greatest: number;
  readonly local: ElementDefinition | undefined;
}

/** Groups of children as in `Content`. */
type Groups = Required<Pick<Content, 'exactlyOne' | 'atMostOne' | 'atLeastOne'>>;

/** What a model group (XML Schema 1, 3.8) allows, its order left out. */
export interface Particle extends Groups {
  readonly children: ReadonlyMap<string, Occurrence>;
  /** A wildcard: elements of other namespaces, of any namespace, or of any without checks. */
  readonly any: 'none' | 'other' | 'own' | 'skip';
}

export const nothing: Particle = { children: new Map(), any: 'none', exactlyOne: [], atMostOne: [], atLeastOne: [] };

export function single(key: string, local: ElementDefinition | undefined): Particle {
  return { ...nothing, children: new Map([[key, { least: 1, greatest: 1, local }]]) };
}

/** All of them, in any order. A name in several of them stands as often as all of them say together. */
export function all(parts: readonly Particle[]): Particle {
  const children = new Map<string, Occurrence>();
  const shared = new Set<string>();
  for (const part of parts) {
    for (const [key, each] of part.children) {
      const before = children.get(key);
      if (before !== undefined) shared.add(key);
      children.set(
        key,
        before === undefined
          ? each
          : { least: before.least + each.least, greatest: before.greatest + each.greatest, local: before.local },
      );
    }
  }
  // Which of two particles an element counts for cannot be told without the order.
  const alone = (groups: readonly (readonly string[])[]): (readonly string[])[] =>
    groups.filter((names) => !names.some((name) => shared.has(name)));
  return {
    children,
    any: wildest(parts),
    exactlyOne: alone(parts.flatMap((part) => part.exactlyOne)),
    atMostOne: alone(parts.flatMap((part) => part.atMostOne)),
    atLeastOne: alone(parts.flatMap((part) => part.atLeastOne)),
  };
}

/** One of them. */
export function oneOf(parts: readonly Particle[]): Particle {
  const [only] = parts;
  if (only === undefined || parts.length === 1) return only ?? nothing;
  const children = new Map<string, Occurrence>();
  for (const part of parts) {
    for (const [key, each] of part.children) {
      const before = children.get(key);
      const everywhere = parts.every(({ children: others }) => others.has(key));
      const least = everywhere ? Math.min(before?.least ?? Infinity, each.least) : 0;
      children.set(key, {
        least,
        greatest: Math.max(before?.greatest ?? 0, each.greatest),
        local: before?.local ?? each.local,
      });
    }
  }
  return { children, any: wildest(parts), ...choiceGroups(parts, children.size) };
}

/** Said only where every branch is one element: of longer branches, parts may well stand together. */
function choiceGroups(parts: readonly Particle[], names: number): Groups {
  const branches = parts.map((part) =>
    part.any === 'none' && part.children.size === 1 ? [...part.children][0] : undefined,
  );
  if (names !== parts.length || branches.includes(undefined)) return { exactlyOne: [], atMostOne: [], atLeastOne: [] };
  const plain = branches.filter((branch) => branch !== undefined);
  const keys = [plain.map(([key]) => key)];
  const needed = plain.every(([, { least }]) => least > 0);
  const once = plain.every(([, { greatest }]) => greatest === 1);
  return {
    exactlyOne: needed && once ? keys : [],
    atMostOne: once && !needed ? keys : [],
    atLeastOne: needed && !once ? keys : [],
  };
}

/** `minOccurs` and `maxOccurs` around a particle. */
export function repeat(particle: Particle, least: number, greatest: number): Particle {
  if (least === 1 && greatest === 1) return particle;
  if (greatest === 0) return nothing;
  const children = new Map(
    [...particle.children].map(([key, each]) => [
      key,
      { ...each, least: each.least * least, greatest: each.greatest * greatest },
    ]),
  );
  const { exactlyOne, atMostOne, atLeastOne } = particle;
  if (greatest > 1)
    return {
      children,
      any: particle.any,
      exactlyOne: [],
      atMostOne: [],
      atLeastOne: least > 0 ? [...exactlyOne, ...atLeastOne] : [],
    };
  return { children, any: particle.any, exactlyOne: [], atMostOne: [...exactlyOne, ...atMostOne], atLeastOne: [] };
}

/** The particle in the shape of a definition. `globals` are the names that a wildcard of the own namespace lets in. */
export function toContent(
  particle: Particle,
  globals: Iterable<string>,
): Pick<ElementDefinition, 'children' | 'payload' | 'open' | 'exactlyOne' | 'atMostOne' | 'atLeastOne'> {
  if (particle.any === 'skip') return { open: true };
  const children: Record<string, ChildDefinition> = Object.create(null) as Record<string, ChildDefinition>;
  if (particle.any === 'own') for (const name of globals) children[name] = '*';
  for (const [key, each] of particle.children) {
    const cardinality =
      particle.any === 'own' ? cardinalityOf(each.least, Infinity) : cardinalityOf(each.least, each.greatest);
    children[key] = each.local === undefined ? cardinality : [cardinality, each.local];
  }
  const { exactlyOne, atMostOne, atLeastOne } = particle.any === 'own' ? { ...nothing, atLeastOne: [] } : particle;
  return {
    children,
    ...(particle.any === 'none' ? {} : { payload: true }),
    ...(exactlyOne.length === 0 ? {} : { exactlyOne }),
    ...(atMostOne.length === 0 ? {} : { atMostOne }),
    ...(atLeastOne.length === 0 ? {} : { atLeastOne }),
  };
}

function cardinalityOf(least: number, greatest: number): Cardinality {
  if (greatest === Infinity) return least === 0 ? '*' : least === 1 ? '+' : `${least}..${greatest}`;
  if (greatest === 1) return least === 0 ? '?' : '1';
  return greatest === 0 ? '0' : `${least}..${greatest}`;
}

function wildest(parts: readonly Particle[]): Particle['any'] {
  const order = ['none', 'other', 'own', 'skip'] as const;
  return order[Math.max(0, ...parts.map((part) => order.indexOf(part.any)))] ?? 'none';
}
