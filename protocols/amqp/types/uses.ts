import type { DescribedDefinition, FieldDefinition, Registry, TypeDefinition } from '../definitions/index.ts';
import type { ValueNode } from '../node.ts';
import type { PrimitiveName, Scalar } from '../value.ts';
import { codesOf } from './formats.ts';
import { parseLiteral } from './literal.ts';

/** A check of a compound's contents that only its type knows. */
export type ContentCheck =
  | 'symbol-keys'
  | 'annotations'
  | 'filter-set'
  | 'node-properties'
  | 'application-properties'
  | 'unsettled'
  | 'delivery-tag'
  | 'transaction-id';

/** What a table says of a format code: it may not stand there; it may, and nothing else need be looked at; its value must be looked at. */
export const notHere = 0;
export const plain = 1;
const looked = 2;

/** What a place in a composite (or a section) accepts, made ready for the decoder. */
export class TypeUse {
  /** The type's name as it is shown; `*` where any type may stand. */
  readonly name: string;
  /** 1 for each format code that may stand here, or null for all. */
  readonly codes: Uint8Array | null;
  /** The described types that may stand here, or null for all. */
  readonly described: ReadonlySet<DescribedDefinition> | null;
  /** The values that may stand here, or null for all. */
  readonly choices: ReadonlyMap<Scalar, string> | null;
  readonly check: ContentCheck | null;
  /** The definition that narrows the value, if there is one. */
  readonly definition: TypeDefinition | null;
  /** `notHere`, `plain` or another number for each format code. */
  readonly table: Uint8Array;
  /** Nothing but the format code must be looked at. */
  readonly isPlain: boolean;

  constructor(
    name: string,
    codes: Uint8Array | null,
    described: ReadonlySet<DescribedDefinition> | null,
    choices: ReadonlyMap<Scalar, string> | null,
    check: ContentCheck | null,
    definition: TypeDefinition | null,
  ) {
    this.name = name;
    this.codes = codes;
    this.described = described;
    this.choices = choices;
    this.check = check;
    this.definition = definition;
    this.isPlain = choices === null && check === null;
    this.table = new Uint8Array(256);
    for (let code = 0; code < 256; code++)
      this.table[code] = codes !== null && codes[code] !== 1 ? notHere : this.isPlain ? plain : looked;
  }
}

/** One field of a composite, made ready for the decoder. */
export class FieldUse {
  readonly definition: FieldDefinition;
  readonly name: string;
  readonly use: TypeUse;
  readonly mandatory: boolean;
  readonly multiple: boolean;
  /** The default as a value; undefined where there is none. */
  readonly defaultValue: Scalar | undefined;
  readonly primitive: PrimitiveName;

  constructor(definition: FieldDefinition, use: TypeUse, primitive: PrimitiveName, defaultValue: Scalar | undefined) {
    this.definition = definition;
    this.name = definition.name;
    this.use = use;
    this.mandatory = definition.mandatory;
    this.multiple = definition.multiple;
    this.defaultValue = defaultValue;
    this.primitive = primitive;
  }
}

/** A body is of one kind: its three sections share a place. */
export const bodyPlace = 6;

const sectionPlaces = new Map<string, number>([
  ['header', 1],
  ['delivery-annotations', 2],
  ['message-annotations', 3],
  ['properties', 4],
  ['application-properties', 5],
  ['data', bodyPlace],
  ['amqp-sequence', bodyPlace],
  ['amqp-value', bodyPlace],
  ['footer', 7],
]);

/** A described type, made ready for the decoder. */
export class DescribedUse {
  readonly definition: DescribedDefinition;
  readonly name: string;
  /** What its value may be. */
  readonly use: TypeUse;
  /** A composite's fields; null for other described types. */
  readonly fields: readonly FieldUse[] | null;
  /** The nodes of its fields where none is on the wire: kept here by the decoder, which makes them once. */
  absentFields: readonly ValueNode[] | null = null;
  /** Where each field stands in a composite. */
  readonly fieldPlaces: ReadonlyMap<string, number>;
  /** The type of the frames whose performative it may be: 0 AMQP, 1 SASL, −1 none. */
  readonly frameType: number;
  /** Fields from here on are not mandatory. */
  readonly mandatoryEnd: number;
  /** Its place in the catalogue. */
  readonly index: number;
  /** For a section of a message its place in the order of the specification, from 1 (AMQP 1.0, 3.2); 0 for other types. */
  readonly place: number;

  constructor(definition: DescribedDefinition, use: TypeUse, fields: readonly FieldUse[] | null, index: number) {
    this.definition = definition;
    this.name = definition.name;
    this.use = use;
    this.fields = fields;
    this.index = index;
    this.frameType = definition.provides.includes('frame') ? 0 : definition.provides.includes('sasl-frame') ? 1 : -1;
    this.mandatoryEnd = (fields ?? []).findLastIndex((field) => field.mandatory) + 1;
    this.fieldPlaces = new Map((fields ?? []).map((field, place) => [field.name, place]));
    this.place = definition.book === 'messaging' ? (sectionPlaces.get(definition.name) ?? 0) : 0;
  }
}

const checks = new Map(
  Object.entries<ContentCheck>({
    fields: 'symbol-keys',
    annotations: 'annotations',
    'filter-set': 'filter-set',
    'node-properties': 'node-properties',
    'application-properties': 'application-properties',
    'delivery-tag': 'delivery-tag',
    'transaction-id': 'transaction-id',
  }),
);

const anything = new TypeUse('*', null, null, null, null, null);

/** Resolves names of a registry into what places accept. Circular sources end at the first repetition. */
export class UseMaker {
  readonly #registry: Registry;
  readonly #byName = new Map<string, TypeUse>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** What a type's name stands for. An unknown name accepts anything: the definition is at fault, not the bytes. */
  typeUse(name: string): TypeUse {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    this.#byName.set(name, anything);
    const made = this.#make(name);
    this.#byName.set(name, made);
    return made;
  }

  fieldUse(definition: FieldDefinition, check?: ContentCheck): FieldUse {
    const base = definition.requires.length > 0 ? this.#required(definition) : this.typeUse(definition.type);
    const use =
      check === undefined
        ? base
        : new TypeUse(base.name, base.codes, base.described, base.choices, check, base.definition);
    const primitive = this.#primitive(definition.type);
    const defaultValue =
      definition.default === undefined ? undefined : this.#default(definition.default, use, primitive);
    return new FieldUse(definition, use, primitive, defaultValue);
  }

  /** What the value under a described type's descriptor may be. */
  contentUse(definition: DescribedDefinition): TypeUse {
    if (definition.kind === 'composite')
      return new TypeUse(definition.name, codeTable(codesOf('list')), new Set(), null, null, definition);
    const source = this.typeUse(definition.source);
    return new TypeUse(
      definition.name,
      source.codes,
      source.described,
      this.#choices(definition),
      checks.get(definition.name) ?? source.check,
      definition,
    );
  }

  #make(name: string): TypeUse {
    const definition = this.#registry.byName(name);
    if (definition === undefined) return anything;
    if (definition.kind === 'primitive')
      return new TypeUse(name, codeTable(codesOf(name)), new Set(), null, null, definition);
    if (definition.descriptor !== undefined) {
      const described = this.#registry.byDescriptor(definition.descriptor.symbol);
      return new TypeUse(
        name,
        codeTable([]),
        new Set(described === undefined ? [] : [described]),
        null,
        null,
        definition,
      );
    }
    const source = this.typeUse(definition.source);
    return new TypeUse(
      name,
      source.codes,
      source.described,
      this.#choices(definition) ?? source.choices,
      checks.get(name) ?? source.check,
      definition,
    );
  }

  #choices(definition: TypeDefinition): ReadonlyMap<Scalar, string> | null {
    if (definition.kind !== 'restricted' || definition.choices.length === 0) return null;
    const primitive = this.#primitive(definition.source);
    const choices = new Map<Scalar, string>();
    for (const { name, value } of definition.choices) {
      const parsed = parseLiteral(value, primitive);
      if (parsed !== undefined) choices.set(parsed, name);
    }
    return choices;
  }

  /** An archetype's providers, narrowed by the field's own type. An archetype without providers accepts what the type does. */
  #required(definition: FieldDefinition): TypeUse {
    const own = this.typeUse(definition.type);
    const providers = definition.requires.flatMap((name) => this.#registry.providers(name));
    if (providers.length === 0) return own;
    if (definition.type !== '*')
      return new TypeUse(own.name, own.codes, own.described, null, own.check, own.definition);
    const codes = new Uint8Array(256);
    const described = new Set<DescribedDefinition>();
    let check: ContentCheck | null = null;
    for (const provider of providers) {
      const use = this.typeUse(provider.name);
      check ??= use.check;
      use.codes?.forEach((allowed, code) => {
        if (allowed === 1) codes[code] = 1;
      });
      use.described?.forEach((type) => described.add(type));
    }
    return new TypeUse('*', codes, described, null, check, null);
  }

  #primitive(name: string): PrimitiveName {
    let definition = this.#registry.byName(name);
    for (let steps = 0; steps < 32 && definition?.kind === 'restricted'; steps++)
      definition = this.#registry.byName(definition.source);
    if (definition?.kind === 'primitive') return definition.name;
    return definition?.kind === 'composite' ? 'list' : 'null';
  }

  #default(text: string, use: TypeUse, primitive: PrimitiveName): Scalar | undefined {
    for (const [value, name] of use.choices ?? []) if (name === text) return value;
    return parseLiteral(text, primitive);
  }
}

function codeTable(codes: readonly number[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const code of codes) table[code] = 1;
  return table;
}
