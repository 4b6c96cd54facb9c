import { closest } from '../../../core/index.ts';
import type { CompositeDefinition, FieldDefinition, TypeDefinition } from '../../definitions/model.ts';
import type { Registry } from '../../definitions/registry.ts';
import type { Expected } from '../../notation/read/context.ts';
import { resolveType } from '../../notation/read/types.ts';
import { fromBase64, fromHex } from '../../notation/scalars/bytes.ts';
import { isIntegerName, integerRanges, readScalarAs } from '../../notation/scalars/typed.ts';
import type { PrimitiveName } from '../../value.ts';
import { isPlain } from './entries.ts';
import { inUnits } from './units.ts';

/** Values for fields by name, where the type alone says little. */
const byField: Readonly<Record<string, string>> = {
  'container-id': 'client',
  hostname: 'localhost',
  name: 'link',
  'incoming-window': '2048',
  'outgoing-window': '2048',
  'max-frame-size': '65536',
  mechanism: 'ANONYMOUS',
  condition: 'amqp:internal-error',
  address: 'queue',
  'delivery-tag': '!hex "00"',
  role: 'receiver',
  'link-credit': '10',
  to: 'queue',
  'sasl-server-mechanisms': '[ANONYMOUS]',
  'txn-id': '!hex "00"',
  'message-format': '0',
};

const byPrimitive: Readonly<Record<PrimitiveName, string>> = {
  null: 'null',
  boolean: 'true',
  ubyte: '0',
  ushort: '0',
  uint: '0',
  ulong: '0',
  byte: '0',
  short: '0',
  int: '0',
  long: '0',
  float: '0.0',
  double: '0.0',
  decimal32: '0',
  decimal64: '0',
  decimal128: '0',
  char: 'a',
  timestamp: '2026-11-22T19:40:00Z',
  uuid: '"{{$uuid}}"',
  binary: '!hex "00"',
  string: 'text',
  symbol: 'name',
  list: '[]',
  map: '{}',
  array: '[]',
};

/** A value of a field, for people to change. */
export function sampleOf(registry: Registry, field: FieldDefinition, depth = 0): string {
  if (field.requires.length > 0 && field.type === '*')
    return sampleProvider(registry, field.requires, field.name, depth);
  const known = Object.hasOwn(byField, field.name) ? byField[field.name] : undefined;
  return known ?? field.default ?? sampleType(registry, field.type, depth);
}

/** A value of a type. */
export function sampleType(registry: Registry, name: string, depth = 0): string {
  const { primitive, composite, choices } = resolveType(registry, name);
  if (choices[0] !== undefined) return choices[0].name;
  if (composite !== undefined) return sampleComposite(registry, composite, depth);
  return primitive === undefined ? 'text' : byPrimitive[primitive];
}

/** A composite with its mandatory fields. */
export function sampleComposite(registry: Registry, { fields }: CompositeDefinition, depth = 0): string {
  const needed =
    depth > 4
      ? []
      : fields
          .filter(({ mandatory }) => mandatory)
          .map((field) => `${field.name}: ${sampleOf(registry, field, depth + 1)}`);
  return needed.length === 0 ? '{}' : `{ ${needed.join(', ')} }`;
}

function sampleProvider(registry: Registry, requires: readonly string[], name: string, depth: number): string {
  const providers = requires.flatMap((each) => registry.providers(each));
  const own = providers.find((each) => requires.includes(each.name)) ?? providers[0];
  if (own?.kind === 'composite')
    return `${requires.includes(own.name) ? '' : `!${own.name} `}${sampleComposite(registry, own, depth)}`;
  const known = Object.hasOwn(byField, name) ? byField[name] : undefined;
  return known ?? (own === undefined ? '{}' : sampleType(registry, own.name, depth));
}

/** The whole values that a place takes, the likeliest for a text first. `text` is a scalar's, undefined for lists and mappings. */
export function valuesFor(registry: Registry, expected: Expected, text: string | undefined): string[] {
  const field = expected.field?.definition;
  const sample =
    field === undefined ? sampleType(registry, expected.type) : sampleOf(registry, { ...field, type: expected.type });
  const providers = expected.type === '*' ? expected.requires.flatMap((each) => registry.providers(each)) : [];
  const found =
    providers.length > 0
      ? fromProviders(registry, providers, expected, text)
      : fromType(registry, expected.type, inUnits(expected.type, field?.name, text ?? '') ?? text);
  // Nothing is made up in the place of what is written.
  return [...new Set([...found, ...(text === undefined || text === '' ? [sample] : [])])];
}

function fromProviders(
  registry: Registry,
  providers: readonly TypeDefinition[],
  { requires }: Expected,
  text: string | undefined,
): string[] {
  const composites = providers.filter((each): each is CompositeDefinition => each.kind === 'composite');
  const near =
    text === undefined
      ? undefined
      : closest(
          text,
          composites.map(({ name }) => name),
        );
  const needs = ({ fields }: CompositeDefinition): number => fields.filter(({ mandatory }) => mandatory).length;
  const ordered = [...composites].sort(
    (a, b) => Number(b.name === near) - Number(a.name === near) || needs(a) - needs(b),
  );
  const tagged = ordered.map((each) =>
    requires.includes(each.name) || each.fields.length > 0
      ? `${requires.includes(each.name) ? '' : `!${each.name} `}${sampleComposite(registry, each)}`
      : each.name,
  );
  const scalars = providers
    .filter((each) => each.kind === 'restricted')
    .flatMap((each) => fromType(registry, each.name, text));
  return [
    ...(near !== undefined && (composites.find(({ name }) => name === near)?.fields.length ?? 0) === 0 ? [near] : []),
    ...tagged,
    ...scalars,
  ].slice(0, 8);
}

function fromType(registry: Registry, type: string, text: string | undefined): string[] {
  const { primitive, composite, choices } = resolveType(registry, type);
  // What is written may be the field that matters most.
  const [first, ...others] = composite?.fields.filter(({ mandatory }) => mandatory) ?? [];
  if (composite !== undefined && first !== undefined && text !== undefined)
    return [
      `{ ${[`${first.name}: ${scalar(text)}`, ...others.map((each) => `${each.name}: ${sampleOf(registry, each, 1)}`)].join(', ')} }`,
    ];
  if (choices.length > 0) {
    const near = closest(
      text ?? '',
      choices.map(({ name }) => name),
    );
    return [...(near === undefined ? [] : [near]), ...choices.map(({ name }) => name)].slice(0, 5);
  }
  if (primitive === undefined) return text === undefined ? [] : [JSON.stringify(text)];
  return text === undefined ? [] : respelled(primitive, text.trim());
}

const yes = /^(?:y|yes|yep|on|1|t|tr\w{1,3}|enabled?|(?:yes|true)\b.*)$/i;
const no = /^(?:n|no|nope|off|0|f|fa\w{1,4}|disabled?|(?:no|false)\b.*)$/i;

/** A text as a primitive takes it. */
function respelled(primitive: PrimitiveName, text: string): string[] {
  if (isIntegerName(primitive)) return integers(primitive, text);
  switch (primitive) {
    case 'boolean':
      return no.test(text) ? ['false'] : yes.test(text) ? ['true'] : [];
    case 'float':
    case 'double': {
      const number = /^[-+]?\d+(?:[.,]\d+)?(?:e[-+]?\d+)?$/i.exec(text)?.[0].replace(',', '.');
      return (number === undefined ? [] : [number, text.startsWith('-') ? '-.inf' : '.inf']).filter(
        (each) => 'value' in readScalarAs(primitive, each),
      );
    }
    case 'timestamp': {
      const [, date = '', time = ''] = /^(\d{4}-\d\d-\d\d)[Tt ]?(\d\d:\d\d(?::\d\d)?)?/.exec(text) ?? [];
      const number = /\d{1,15}/.exec(text)?.[0];
      return [
        date === '' ? '' : time === '' ? date : `${date}T${time}Z`,
        ...(number === undefined ? [] : [number]),
      ].filter((each) => each !== '' && 'value' in readScalarAs(primitive, each));
    }
    case 'char':
      return Array.from(text).length === 1 ? [JSON.stringify(text)] : [];
    case 'symbol': {
      const plain = text.normalize('NFD').replace(/[^\x20-\x7e]+/g, '');
      return plain === '' ? [] : [isPlain(plain) ? plain : JSON.stringify(plain)];
    }
    case 'string':
      return [JSON.stringify(text)];
    case 'uuid': {
      const digits = text.toLowerCase().replace(/[^0-9a-f]/g, '');
      return digits.length === 32 ? [digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')] : [];
    }
    case 'list':
    case 'array':
      return [`[ ${scalar(text)} ]`];
    default:
      return [];
  }
}

function integers(primitive: keyof typeof integerRanges, text: string): string[] {
  const [least, most] = integerRanges[primitive];
  const number = /^[-+]?\d+(?=\.\d+$|$)/.exec(text)?.[0].replace('+', '');
  const nearest =
    number === undefined ? [] : BigInt(number) < least ? [least] : BigInt(number) > most ? [most] : [BigInt(number)];
  return nearest.map(String);
}

/** A text as a plain scalar where it may be one. */
export function scalar(text: string): string {
  return isPlain(text) || /^-?\d+(?:\.\d+)?$/.test(text) ? text : JSON.stringify(text);
}

/** Hex digits in pairs, out of a text that is not quite that. */
export function mendedHex(text: string): string[] {
  const digits = text.replace(/^\s*0[xX]/, '').replace(/[,;_-]+/g, ' ');
  const compact = digits.replace(/[\s:]+/g, '');
  return [
    digits.trim(),
    compact,
    compact.length % 2 === 1 ? `0${compact}` : compact,
    compact === '' ? '00' : '',
  ].filter((each) => each !== '' && typeof fromHex(each) !== 'string');
}

/** Base64 digits, out of a text that is not quite that. */
export function mendedBase64(text: string): string[] {
  const digits = text.replace(/[\s=:,;]+/g, '');
  return [digits, digits === '' ? 'AA==' : ''].filter((each) => each !== '' && typeof fromBase64(each) !== 'string');
}
