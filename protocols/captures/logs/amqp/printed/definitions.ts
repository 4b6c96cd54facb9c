import {
  standardRegistry,
  type ChoiceDefinition,
  type CompositeDefinition,
  type FieldDefinition,
} from '../../../../amqp/definitions/index.ts';
import { resolveType } from '../../../../amqp/notation/read/types.ts';
import { comparedName } from '../log-value.ts';

const composites = new Map(
  standardRegistry.types
    .filter((type): type is CompositeDefinition => type.kind === 'composite')
    .map((type) => [comparedName(type.name), type]),
);

/** The composite type that a program calls by this name, in its own spelling. */
export function compositeNamed(name: string): CompositeDefinition | undefined {
  return composites.get(comparedName(name));
}

/** What a field's values are. */
export interface FieldKind {
  /** The primitive type; undefined where a composite or any type may come. */
  readonly primitive: string | undefined;
  /** The type that the field names, such as `milliseconds`. */
  readonly type: string;
  readonly choices: readonly ChoiceDefinition[];
  /** The archetypes of which a value must provide one. */
  readonly requires: readonly string[];
}

/** The archetypes whose values are all of one primitive type, or are printed as if they were. */
const archetypeTypes: ReadonlyMap<string, string> = new Map([
  ['address', 'string'],
  ['txn-id', 'binary'],
]);

/** The kind of a field's values, or of the items of one that is multiple. */
export function kindOf({ type, requires }: Pick<FieldDefinition, 'type' | 'requires'>): FieldKind {
  const named = type === '*' ? (archetypeTypes.get(requires[0] ?? '') ?? type) : type;
  const { primitive, composite, choices } = resolveType(standardRegistry, named);
  return { primitive: composite === undefined ? primitive : undefined, type: named, choices, requires };
}

/** Whether a type has a choice of that name or value. */
export function isChoice(text: string, { choices }: FieldKind): boolean {
  const compared = comparedName(text);
  return choices.some(({ name, value }) => comparedName(name) === compared || comparedName(value) === compared);
}
