import type {
  Book,
  ChoiceDefinition,
  CompositeDefinition,
  DescriptorDefinition,
  FieldDefinition,
  RestrictedDefinition,
} from './model.ts';
import { typeSection } from './section.ts';

/** What a field may be besides having a name, a type and a description. */
export interface FieldTraits {
  readonly mandatory?: boolean;
  readonly multiple?: boolean;
  readonly default?: string;
  readonly requires?: string;
}

/** One row of a composite's table. */
export function field(name: string, type: string, description: string, traits: FieldTraits = {}): FieldDefinition {
  const { mandatory = false, multiple = false, requires } = traits;
  const base = { name, type, mandatory, multiple, requires: requires === undefined ? [] : [requires], description };
  return traits.default === undefined ? base : { ...base, default: traits.default };
}

/** One allowed value of a restricted type. */
export function choice(name: string, value: string, description: string): ChoiceDefinition {
  return { name, value, description };
}

/** The specification's own descriptors are in domain 0 and named `amqp:NAME:SOURCE`. */
export function descriptor(name: string, source: string, code: bigint): DescriptorDefinition {
  return { symbol: `amqp:${name}:${source}`, code };
}

/** The makers of one book's definitions. */
export function inBook(book: Book): {
  readonly composite: (
    name: string,
    number: string,
    code: bigint,
    provides: readonly string[],
    description: string,
    fields: readonly FieldDefinition[],
  ) => CompositeDefinition;
  readonly restricted: (
    name: string,
    number: string,
    source: string,
    provides: readonly string[],
    description: string,
    choices?: readonly ChoiceDefinition[],
  ) => RestrictedDefinition;
  readonly section: (
    name: string,
    number: string,
    code: bigint,
    source: string,
    wire: string,
    description: string,
  ) => RestrictedDefinition;
} {
  return {
    composite: (name, number, code, provides, description, fields) => ({
      kind: 'composite',
      name,
      book,
      source: 'list',
      provides,
      description,
      fields,
      descriptor: descriptor(name, 'list', code),
      section: typeSection(number, name),
    }),
    restricted: (name, number, source, provides, description, choices = []) => ({
      kind: 'restricted',
      name,
      book,
      source,
      provides,
      description,
      choices,
      section: typeSection(number, name),
    }),
    section: (name, number, code, source, wire, description) => ({
      kind: 'restricted',
      name,
      book,
      source,
      provides: ['section'],
      description,
      choices: [],
      descriptor: descriptor(name, wire, code),
      section: typeSection(number, name),
    }),
  };
}
