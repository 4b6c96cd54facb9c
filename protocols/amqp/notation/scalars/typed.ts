import type { PrimitiveName, Scalar } from '../../value.ts';
import { fromHex } from './bytes.ts';
import { decimalWidth, encodeDecimal } from './decimal.ts';
import type { DecimalName } from './decimal.ts';
import { isNullText, parseBoolean, parseFloatText, parseInteger } from './plain.ts';

/** A value of the type that was asked for, or a sentence on why the text is none. */
export type ScalarResult =
  | { readonly value: Scalar }
  /** `outOfRange`: it is of the type's kind, but the type cannot hold it. */
  | { readonly problem: string; readonly outOfRange?: boolean };

/** Least and greatest value of each integer type (AMQP 1.0, 1.6). */
export const integerRanges = {
  ubyte: [0n, 0xffn],
  ushort: [0n, 0xffffn],
  uint: [0n, 0xffffffffn],
  ulong: [0n, 2n ** 64n - 1n],
  byte: [-0x80n, 0x7fn],
  short: [-0x8000n, 0x7fffn],
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
} as const satisfies Partial<Record<PrimitiveName, readonly [bigint, bigint]>>;

export type IntegerName = keyof typeof integerRanges;

export function isIntegerName(name: PrimitiveName): name is IntegerName {
  return Object.hasOwn(integerRanges, name);
}

const uuidText = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const isoText = /^(?:\d{4}|[-+]\d{6})-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[-+]\d\d:?\d\d))?$/;
const encoder = new TextEncoder();

/** Reads a text as a scalar of a given primitive type. The compound types have no text of their own. */
export function readScalarAs(primitive: PrimitiveName, text: string): ScalarResult {
  if (isIntegerName(primitive)) return readInteger(primitive, text);
  switch (primitive) {
    case 'null':
      return isNullText(text) ? { value: null } : { problem: `Expected null, got “${text}”` };
    case 'boolean': {
      const value = parseBoolean(text);
      return value === undefined ? { problem: `Expected true or false, got “${text}”` } : { value };
    }
    case 'float':
    case 'double': {
      const value = parseFloatText(text);
      if (value === undefined) return { problem: `Expected a number such as 21.5, 1e-3, .inf or .nan, got “${text}”` };
      const rounded = primitive === 'float' ? Math.fround(value) : value;
      if (!Number.isFinite(rounded) && /^[-+]?\.?\d/.test(text))
        return { problem: `${text} is beyond the range of ${primitive}: write .inf for infinity`, outOfRange: true };
      return { value: rounded };
    }
    case 'decimal32':
    case 'decimal64':
    case 'decimal128':
      return readDecimal(primitive, text);
    case 'char':
      return readChar(text);
    case 'timestamp':
      return readTimestamp(text);
    case 'uuid': {
      const lower = text.toLowerCase();
      return uuidText.test(lower)
        ? { value: lower }
        : { problem: `Expected a UUID (32 hex digits as 8-4-4-4-12), got “${text}”` };
    }
    case 'binary':
      return { value: encoder.encode(text) };
    case 'string':
      return { value: text };
    case 'symbol': {
      const stranger = /[^\0-\x7f]/u.exec(text);
      return stranger === null ? { value: text } : { problem: `A symbol must be ASCII, and “${stranger[0]}” is not` };
    }
    case 'list':
    case 'map':
    case 'array':
      return {
        problem: `A ${primitive} is expected here: write ${primitive === 'map' ? '{ key: value }' : '[ value, … ]'}`,
      };
  }
}

function readInteger(primitive: IntegerName, text: string): ScalarResult {
  const value = parseInteger(text);
  if (value === undefined)
    return { problem: `Expected ${primitive.startsWith('u') ? 'an unsigned integer' : 'an integer'}, got “${text}”` };
  const [least, most] = integerRanges[primitive];
  if (value < least || value > most)
    return { problem: `${text} is out of the range of ${primitive}: ${least} to ${most}`, outOfRange: true };
  return { value: primitive === 'ulong' || primitive === 'long' ? value : Number(value) };
}

function readDecimal(primitive: DecimalName, text: string): ScalarResult {
  const width = decimalWidth(primitive);
  const bits = /^0x([0-9a-fA-F]+)$/.exec(text)?.[1];
  const bytes = bits === undefined ? encodeDecimal(primitive, text) : fromHex(bits);
  if (typeof bytes === 'string') return { problem: bytes };
  return bytes.length === width
    ? { value: bytes }
    : { problem: `The bytes of a ${primitive} are ${width}, and ${bytes.length} are written` };
}

function readChar(text: string): ScalarResult {
  const first = text.codePointAt(0);
  if (first !== undefined && text.length === (first > 0xffff ? 2 : 1)) return { value: first };
  const hex = /^(?:U\+|0x)([0-9a-fA-F]{1,8})$/i.exec(text)?.[1];
  if (hex !== undefined) return { value: Number.parseInt(hex, 16) };
  return { problem: `Expected one character, or its code point such as U+1F600, got “${text}”` };
}

function readTimestamp(text: string): ScalarResult {
  const integer = parseInteger(text);
  if (integer !== undefined) {
    const [least, most] = integerRanges.long;
    return integer >= least && integer <= most
      ? { value: integer }
      : { problem: `${text} is out of the range of a timestamp (64 bits)`, outOfRange: true };
  }
  const time =
    isoText.test(text) && isDay(text.split(/[Tt ]/)[0] ?? '') ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  if (Number.isNaN(time))
    return {
      problem: `Expected a timestamp such as 2026-11-22T19:40:00.000Z, or milliseconds since 1970, got “${text}”`,
    };
  return { value: BigInt(time) };
}

/** Whether a month has such a day: the 30th of February is taken for a day of March otherwise. */
function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().split('T')[0]?.slice(-5) === date.slice(-5);
}
