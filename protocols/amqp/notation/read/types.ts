import type {
  ChoiceDefinition,
  CompositeDefinition,
  RestrictedDefinition,
  TypeDefinition,
} from '../../definitions/model.ts';
import type { Registry } from '../../definitions/registry.ts';
import type { PrimitiveName } from '../../value.ts';

/** A type followed down to what stands on the wire. */
export interface ResolvedType {
  /** The primitive type on the wire; undefined where any may stand. */
  readonly primitive: PrimitiveName | undefined;
  /** The composite that the type is, or narrows. */
  readonly composite: CompositeDefinition | undefined;
  /** The values that the narrowest type with choices allows. */
  readonly choices: readonly ChoiceDefinition[];
  /** From the type itself to the one that narrows the primitive. */
  readonly restricted: readonly RestrictedDefinition[];
}

const unknown: ResolvedType = { primitive: undefined, composite: undefined, choices: [], restricted: [] };

/** Follows a type's sources. An unknown type, and a circle of sources, stand for any type. */
export function resolveType(registry: Registry, name: string): ResolvedType {
  const restricted: RestrictedDefinition[] = [];
  let choices: readonly ChoiceDefinition[] = [];
  let type: TypeDefinition | undefined = registry.byName(name);
  while (type !== undefined && restricted.length < 20) {
    if (type.kind === 'primitive') return { primitive: type.name, composite: undefined, choices, restricted };
    if (type.kind === 'composite')
      return { primitive: type.source === 'map' ? 'map' : 'list', composite: type, choices, restricted };
    restricted.push(type);
    if (choices.length === 0) choices = type.choices;
    type = registry.byName(type.source);
  }
  // The map of an attach's unsettled deliveries has no type of its own in the specification (2.7.3).
  if (name === 'unsettled') return { ...unknown, primitive: 'map' };
  return { ...unknown, choices, restricted };
}

/** Whether a type is, or narrows, the named one. */
export function narrows(resolved: ResolvedType, name: string): boolean {
  return resolved.restricted.some((each) => each.name === name);
}

const keyTypes = new Map(
  Object.entries<string>({
    fields: 'symbol',
    annotations: 'symbol',
    'filter-set': 'symbol',
    'application-properties': 'string',
  }),
);

/** The type that the keys of a map type have (AMQP 1.0, 2.8.13, 3.2.5, 3.2.10, 3.5.8); any where nothing is said. */
export function keyTypeOf(resolved: ResolvedType): string {
  for (const { name } of resolved.restricted) {
    const type = keyTypes.get(name);
    if (type !== undefined) return type;
  }
  return '*';
}
