import { standardRegistry, type FieldDefinition } from '../../../amqp/definitions/index.ts';
import { toHex } from '../../../core/index.ts';
import { comparedName, type LogValue } from './log-value.ts';
import { compositeNamed, isChoice, kindOf, type FieldKind } from './printed/definitions.ts';
import { asInteger, unknown } from './printed/values.ts';
import type { RustValue } from './rust-debug.ts';

/** The fields of a composite value: those that a struct prints, by the definition’s names. */
export function rustFields(
  type: { readonly fields: readonly FieldDefinition[] },
  printed: ReadonlyMap<string, RustValue>,
): ReadonlyMap<string, LogValue> {
  const byName = new Map([...printed].map(([name, value]) => [comparedName(name), value]));
  return new Map(
    type.fields.map((field) => {
      const value = byName.get(comparedName(field.name));
      return [field.name, value === undefined ? unknown : ofField(value, field)];
    }),
  );
}

function ofField(value: RustValue, field: FieldDefinition): LogValue {
  const kind = kindOf(field);
  const inner = unwrapped(value);
  if (inner === null || (isNone(inner) && !isChoice('none', kind))) return null;
  if (!field.multiple) return ofKind(inner, kind);
  const list = unnamed(inner);
  return list.what === 'list' ? list.items.map((item) => ofKind(item, kind)) : unknown;
}

function ofKind(value: RustValue, kind: FieldKind): LogValue {
  if (kind.primitive === undefined) return anyOf(value);
  const plain = unnamed(value);
  if (plain.what === 'named') {
    if (isChoice(plain.name, kind)) return plain.name;
    const choice = kind.primitive === 'symbol' ? choiceOf(plain.name, kind.requires) : undefined;
    return choice ?? (plain.name === 'true' ? true : plain.name === 'false' ? false : unknown);
  }
  switch (kind.primitive) {
    case 'string':
    case 'symbol':
      return plain.what === 'text' ? plain.text : unknown;
    case 'binary':
      return plain.what === 'list' ? binaryOf(plain) : unknown;
    case 'map':
      return anyOf(value);
    default:
      return plain.what === 'number' ? asInteger(plain.text) : unknown;
  }
}

/** The value of a variant of an enum, such as those of the conditions of errors. */
function choiceOf(name: string, requires: readonly string[]): string | undefined {
  const types = requires.flatMap((archetype) => standardRegistry.providers(archetype));
  const choices = types.flatMap((type) => (type.kind === 'restricted' ? type.choices : []));
  return choices.find((choice) => comparedName(choice.name) === comparedName(name))?.value;
}

/** A value of any type: in the enum of all of them, or a state, terminus or error. */
function anyOf(value: RustValue): LogValue {
  switch (value.what) {
    case 'text':
      return { what: 'string', text: value.text };
    case 'number':
      return /^-?\d+$/.test(value.text) ? asInteger(value.text) : unknown;
    case 'list':
      return value.items.map(anyOf);
    case 'map':
      return { what: 'map', entries: value.entries.map(([key, item]) => [anyOf(key), anyOf(item)]) };
    case 'struct':
      return structOf(value.name, value.fields);
    case 'named':
      return variantOf(value.name, value.items);
  }
}

function structOf(name: string, fields: ReadonlyMap<string, RustValue>): LogValue {
  if (name === 'Described') return describedOf(fields);
  const type = compositeNamed(name);
  return type === undefined ? unknown : { what: 'composite', type: type.name, fields: rustFields(type, fields) };
}

function describedOf(fields: ReadonlyMap<string, RustValue>): LogValue {
  const descriptor = unnamed(fields.get('descriptor') ?? { what: 'list', items: [] });
  const value = fields.get('value');
  if (value === undefined) return unknown;
  if (descriptor.what === 'text') return { what: 'described', descriptor: descriptor.text, value: anyOf(value) };
  if (descriptor.what === 'number' && /^\d{1,20}$/.test(descriptor.text))
    return { what: 'described', descriptor: BigInt(descriptor.text), value: anyOf(value) };
  return unknown;
}

const numbers: ReadonlySet<string> = new Set(['ubyte', 'ushort', 'uint', 'ulong', 'byte', 'short', 'int', 'long']);

function variantOf(name: string, items: readonly RustValue[]): LogValue {
  const [inner] = items;
  if (inner === undefined) {
    if (name === 'None' || name === 'Null') return null;
    if (name === 'true' || name === 'false') return name === 'true';
    // A state without fields.
    const type = compositeNamed(name);
    return type === undefined ? unknown : { what: 'composite', type: type.name, fields: [] };
  }
  const type = name.toLowerCase();
  const plain = unnamed(inner);
  if (name === 'Some' || name === 'OrderedMap' || name === 'Map' || name === 'List' || name === 'Described')
    return anyOf(inner);
  if (type === 'bool') return anyOf(inner);
  if (type === 'string' || type === 'symbol') return plain.what === 'text' ? { what: type, text: plain.text } : unknown;
  if (type === 'char') return plain.what === 'text' ? { what: 'typed', type, value: plain.text } : unknown;
  if (plain.what === 'number') return numberOf(type, plain.text);
  if (plain.what === 'list' && name !== 'Array') return bytesOf(type, plain);
  if (name === 'Array') return arrayOf(plain);
  // The variant of a state or terminus has the struct of the same name in it.
  return anyOf(inner);
}

function numberOf(type: string, text: string): LogValue {
  if (numbers.has(type) || type === 'timestamp') {
    const value = asInteger(text);
    return typeof value === 'number' || typeof value === 'bigint' ? { what: 'typed', type, value } : unknown;
  }
  if (type !== 'float' && type !== 'double') return unknown;
  const value = text === 'NaN' ? NaN : Number(text.replace('inf', 'Infinity'));
  return { what: 'typed', type, value };
}

const decimals: ReadonlyMap<string, string> = new Map([
  ['dec32', 'decimal32'],
  ['dec64', 'decimal64'],
  ['dec128', 'decimal128'],
]);

function bytesOf(type: string, list: RustValue): LogValue {
  const binary = binaryOf(list);
  if (binary === null || typeof binary !== 'object' || !('what' in binary) || binary.what !== 'binary') return unknown;
  const { bytes } = binary;
  if (type === 'binary') return binary;
  if (type === 'uuid') return bytes.length === 16 ? { what: 'uuid', text: uuidText(bytes) } : unknown;
  const decimal = decimals.get(type) ?? (type.startsWith('decimal') ? type : undefined);
  return decimal === undefined ? unknown : { what: 'typed', type: decimal, value: bytes };
}

function uuidText(bytes: Uint8Array): string {
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** An array, whose type is that of its items: unknown where it has none. */
function arrayOf(list: RustValue): LogValue {
  if (list.what !== 'list') return unknown;
  const [first] = list.items;
  if (first?.what !== 'named') return unknown;
  const type = first.name.toLowerCase().replace('bool', 'boolean');
  return { what: 'array', type, items: list.items.map(anyOf) };
}

function binaryOf(value: RustValue): LogValue {
  if (value.what !== 'list') return unknown;
  const bytes = value.items.map((item) => (item.what === 'number' ? Number(item.text) : NaN));
  return bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256)
    ? { what: 'binary', bytes: Uint8Array.from(bytes) }
    : unknown;
}

/** What is in `Some(…)`; null where there is nothing. */
function unwrapped(value: RustValue): RustValue | null {
  return value.what === 'named' && value.name === 'Some' ? (value.items[0] ?? null) : value;
}

function isNone(value: RustValue): boolean {
  return value.what === 'named' && value.name === 'None' && value.items.length === 0;
}

/** What is in types that only give a value a name: `Handle(0)`, `Array([…])`, `Symbol("a")`. */
function unnamed(value: RustValue): RustValue {
  let inner = value;
  for (; inner.what === 'named' && inner.items.length === 1;) {
    const [next] = inner.items;
    if (next === undefined) break;
    inner = next;
  }
  return inner;
}
