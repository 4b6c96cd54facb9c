import { toHex } from '../../../core/index.ts';
import type {
  CompositeDefinition,
  FieldDefinition,
  Registry,
  TypeDefinition,
} from '../../../amqp/definitions/index.ts';
import {
  compositeValue,
  encode,
  numericDescriptor,
  symbolicDescriptor,
  type EncodeDescribed,
  type EncodeValue,
} from '../../../amqp/encode/index.ts';
import { keyTypeOf, resolveType } from '../../../amqp/notation/read/types.ts';
import { naturalScalar, scalarAs, typedScalar } from './log-scalars.ts';
import { comparedName, notTold, type LogFields, type LogValue } from './log-value.ts';

/** A sentence without its full stop on why values cannot be encoded. */
export class ValueProblem extends Error {}

/** What a place takes. */
interface Expected {
  /** A type's name, or `*` for any. */
  readonly type: string;
  readonly requires: readonly string[];
  readonly multiple: boolean;
  /** What the keys and values of a map take, where its type does not say so. */
  readonly entries?: { readonly key: Expected; readonly value: Expected };
}

/** Values may lie in each other as deep as this: more than a decoder takes. */
const deepest = 100;

const nullValue: EncodeValue = { type: 'null', value: null };
const anything: Expected = { type: '*', requires: [], multiple: false };
const expectedOf = (type: string): Expected => ({ type, requires: [], multiple: false });

/** The map of an attach's unsettled deliveries, whose type the specification describes in words (AMQP 1.0, 2.7.3). */
const unsettled: Expected = {
  type: 'map',
  requires: [],
  multiple: false,
  entries: {
    key: expectedOf('delivery-tag'),
    value: { type: '*', requires: ['delivery-state'], multiple: false },
  },
};

/** Makes the encoder's values of a log's, by what the definitions say of each place. Throws `ValueProblem`. */
export class ValueMaker {
  readonly #registry: Registry;
  #depth = 0;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** A composite from its fields by name, in any of the ways in which logs write them, or by position. */
  composite(definition: CompositeDefinition, fields: LogFields): EncodeDescribed {
    return compositeValue(
      definition,
      this.#deeper(() => this.#fields(definition, fields)),
    );
  }

  #fields(definition: CompositeDefinition, fields: LogFields): Record<string, EncodeValue> {
    const made: Record<string, EncodeValue> = {};
    if (!(fields instanceof Map)) {
      const items = fields as readonly LogValue[];
      if (items.length > definition.fields.length)
        throw new ValueProblem(
          `${definition.name} has ${definition.fields.length} fields, and the log has ${items.length}`,
        );
      items.forEach((value, place) => {
        const field = definition.fields[place];
        if (field !== undefined) made[field.name] = this.#field(definition, field, value);
      });
      return made;
    }
    for (const [name, value] of fields as ReadonlyMap<string, LogValue>) {
      const compared = comparedName(name);
      const field = definition.fields.find((each) => comparedName(each.name) === compared);
      if (field === undefined) throw new ValueProblem(`${definition.name} has no field “${name.slice(0, 80)}”`);
      made[field.name] = this.#field(definition, field, value);
    }
    return made;
  }

  #field(owner: CompositeDefinition, field: FieldDefinition, value: LogValue): EncodeValue {
    return this.#value(value, owner.name === 'attach' && field.name === 'unsettled' ? unsettled : field);
  }

  #value(value: LogValue, expected: Expected): EncodeValue {
    if (value === null) return nullValue;
    if (typeof value !== 'object') return this.#plain(value, expected);
    return this.#deeper(() => {
      if (!('what' in value)) return this.#list(value, expected);
      switch (value.what) {
        case 'symbol':
        case 'string':
          return { type: value.what, value: value.text };
        case 'uuid':
          return scalarAs('uuid', value.text) ?? { type: 'string', value: value.text };
        case 'binary':
          return { type: 'binary', value: value.bytes };
        case 'number':
          return this.#number(value.value, expected);
        case 'typed': {
          const made = typedScalar(value.type, value.value);
          if (made === undefined)
            throw new ValueProblem(`${String(value.value).slice(0, 80)} is no ${value.type.slice(0, 80)}`);
          return made;
        }
        case 'map':
          return this.#map(value.entries, expected);
        case 'array':
          return this.#array(value.type, value.items, anything);
        case 'described':
          return this.#described(value.descriptor, value.value);
        case 'composite':
          return this.#named(value.type, value.fields);
        default:
          return nullValue; // not known
      }
    });
  }

  /** A plain scalar as the type of its place, if it can be that, else as it looks. */
  #plain(value: boolean | number | bigint | string, expected: Expected): EncodeValue {
    if (expected.type === '*' && expected.requires.length > 0) return this.#provider(value, expected.requires);
    const { primitive, choices } = resolveType(this.#registry, expected.type);
    if (primitive === undefined) return naturalScalar(value);
    return scalarAs(primitive, value, choices) ?? naturalScalar(value);
  }

  #number(value: number | bigint, expected: Expected): EncodeValue {
    const types =
      expected.type === '*' && expected.requires.length > 0
        ? this.#providers(expected.requires).map(({ name }) => name)
        : [expected.type];
    for (const type of types) {
      const { primitive } = resolveType(this.#registry, type);
      const made =
        primitive === undefined || /^(?:string|symbol|binary|boolean|uuid)$/.test(primitive)
          ? undefined
          : scalarAs(primitive, value);
      if (made !== undefined) return made;
    }
    return naturalScalar(value);
  }

  /** A scalar where one of several types may stand: a composite without fields by its name, or the first type that it fits. */
  #provider(value: boolean | number | bigint | string, requires: readonly string[]): EncodeValue {
    const providers = this.#providers(requires);
    const named =
      typeof value === 'string'
        ? providers.find((type) => type.kind === 'composite' && comparedName(type.name) === comparedName(value))
        : undefined;
    if (named?.kind === 'composite') return this.composite(named, []);
    const primitives = providers.flatMap((type) => resolveType(this.#registry, type.name).primitive ?? []);
    const isText = typeof value === 'string';
    const first = isText ? primitives.includes('string') : primitives.includes('ulong');
    for (const primitive of first ? ([isText ? 'string' : 'ulong', ...primitives] as const) : primitives) {
      const made = scalarAs(primitive, value);
      if (made !== undefined) return made;
    }
    return naturalScalar(value);
  }

  #providers(requires: readonly string[]): readonly TypeDefinition[] {
    return requires.flatMap((archetype) => this.#registry.providers(archetype));
  }

  /** A list in brackets: several values of a field, a composite by positions, or a list. */
  #list(items: readonly LogValue[], expected: Expected): EncodeValue {
    const { primitive, composite } = resolveType(this.#registry, expected.type);
    if (expected.multiple && primitive !== undefined && primitive !== 'list')
      return this.#array(primitive, items, { ...expected, multiple: false });
    const whole = composite ?? this.#onlyComposite(expected);
    if (whole !== undefined) return this.composite(whole, items);
    return { type: 'list', items: items.map((item) => this.#value(item, anything)) };
  }

  /** The composite that a place takes where it takes one, or one above others (a source is a source, and not a target). */
  #onlyComposite({ type, requires }: Expected): CompositeDefinition | undefined {
    const named = resolveType(this.#registry, type).composite;
    if (named !== undefined || type !== '*') return named;
    const all = this.#providers(requires).filter((each) => each.kind === 'composite');
    return all.find(({ name }) => requires.includes(name)) ?? (all.length === 1 ? all[0] : undefined);
  }

  /** Elements that are null or unknown are left out: an array cannot have them. One that is of another type makes it a list. */
  #array(type: string, items: readonly LogValue[], expected: Expected): EncodeValue {
    const primitive = resolveType(this.#registry, comparedName(type)).primitive ?? 'null';
    const made = items
      .map((item) => this.#element(primitive, item, expected))
      .filter((each) => each.type !== 'null' || primitive === 'null');
    const shared = sharedDescriptor(made);
    const inner = made.map((each) => (each.type === 'described' ? each.value : each));
    const element = shared === undefined ? primitive : (inner[0]?.type ?? primitive);
    if (element === 'described' || element === 'raw' || inner.some((each) => each.type !== element))
      return { type: 'list', items: made };
    return {
      type: 'array',
      items: inner,
      element: { type: element, ...(shared === undefined ? {} : { descriptors: [shared] }) },
    };
  }

  #element(primitive: EncodeValue['type'], item: LogValue, expected: Expected): EncodeValue {
    if (primitive === 'described' || primitive === 'raw') return this.#value(item, expected);
    if (item !== null && (typeof item !== 'object' || ('what' in item && item.what === 'number'))) {
      const value = typeof item === 'object' ? item.value : item;
      const made =
        primitive === 'list' || primitive === 'map' || primitive === 'array' ? undefined : scalarAs(primitive, value);
      if (made !== undefined) return made;
    }
    return this.#value(item, expected);
  }

  #map(entries: readonly (readonly [LogValue, LogValue])[], expected: Expected): EncodeValue {
    const whole = this.#onlyComposite(expected);
    if (whole !== undefined) return this.composite(whole, new Map(entries.map(([key, value]) => [textOf(key), value])));
    const key = expected.entries?.key ?? expectedOf(keyTypeOf(resolveType(this.#registry, expected.type)));
    const value = expected.entries?.value ?? anything;
    return {
      type: 'map',
      items: entries.flatMap(([name, content]) => {
        // What is not known is no entry rather than one with a null.
        if (isUnknown(content)) return [];
        const made = this.#value(name, key);
        return made.type === 'null' ? [] : [made, this.#value(content, value)];
      }),
    };
  }

  #described(descriptor: string | number | bigint, value: LogValue): EncodeDescribed {
    const found = this.#registry.byDescriptor(typeof descriptor === 'number' ? BigInt(descriptor) : descriptor);
    const marked =
      typeof descriptor === 'string' ? symbolicDescriptor(descriptor) : numericDescriptor(BigInt(descriptor));
    const fields = found?.kind === 'composite' ? fieldsIn(value) : undefined;
    if (found?.kind === 'composite' && fields !== undefined)
      return { ...this.composite(found, fields), descriptor: marked };
    return {
      type: 'described',
      descriptor: marked,
      value: this.#value(value, found?.kind === 'restricted' ? expectedOf(found.source) : anything),
    };
  }

  #named(name: string, fields: LogFields): EncodeValue {
    const compared = comparedName(name);
    const type = this.#registry.types.find((each) => each.kind !== 'primitive' && comparedName(each.name) === compared);
    if (type?.kind === 'composite') return this.composite(type, fields);
    const { symbol, code } = (type?.kind === 'restricted' ? type.descriptor : undefined) ?? {};
    if (symbol === undefined || fields instanceof Map)
      throw new ValueProblem(`AMQP has no described type “${name.slice(0, 80)}”`);
    return this.#described(code ?? symbol, (fields as readonly LogValue[])[0] ?? null);
  }

  #deeper<T>(make: () => T): T {
    if (this.#depth >= deepest) throw new ValueProblem(`Values are nested deeper than ${deepest} levels`);
    this.#depth++;
    const made = make();
    this.#depth--;
    return made;
  }
}

/** The descriptor that all elements of an array have. */
function sharedDescriptor(items: readonly EncodeValue[]): EncodeValue | undefined {
  const [first] = items;
  if (first?.type !== 'described') return undefined;
  const key = descriptorKey(first.descriptor);
  return items.every((each) => each.type === 'described' && descriptorKey(each.descriptor) === key)
    ? first.descriptor
    : undefined;
}

function descriptorKey(descriptor: EncodeValue): string {
  return toHex(encode(descriptor));
}

/** What may be the fields of a composite: a list, or a map from their names. */
function fieldsIn(value: LogValue): LogFields | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (!('what' in value)) return value;
  return value.what === 'map' ? new Map(value.entries.map(([key, content]) => [textOf(key), content])) : undefined;
}

function textOf(key: LogValue): string {
  if (key !== null && typeof key === 'object') return 'text' in key ? key.text : '?';
  return String(key);
}

function isUnknown(value: LogValue): boolean {
  return value !== null && typeof value === 'object' && 'what' in value && value.what === notTold;
}
