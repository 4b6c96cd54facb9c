import type { CompositeDefinition, FieldDefinition } from '../../../../amqp/definitions/index.ts';
import type { LogValue } from '../log-value.ts';
import { isChoice, kindOf, type FieldKind } from './definitions.ts';
import { splitFields, withoutCut, type Mark } from './split.ts';

/** How a program prints values: what cannot be told is undefined, or the value `unknown`. */
export interface Printing {
  isNull(text: string): boolean;
  /** What begins a field, separator included. */
  marks(type: string, field: FieldDefinition): readonly string[];
  /** The value of a field that is not printed. */
  readonly absent: LogValue;
  text(text: string, kind: FieldKind, field: FieldDefinition): LogValue;
  binary(text: string): LogValue;
  integer(text: string, kind: FieldKind, field: FieldDefinition): LogValue;
  list(text: string): readonly string[] | undefined;
  map(text: string): readonly (readonly [string, string])[] | undefined;
  /** A value whose type the field leaves open. */
  any(text: string, depth: number): LogValue;
}

export const unknown: LogValue = { what: 'unknown' };

/** How deep values in values are read: what lies deeper is unknown. */
export const deepest = 24;

/**
 * The fields of a composite value from the text between its brackets, which begins with a separator.
 * @param isCut the text ends somewhere within
 */
export function readFields(
  text: string,
  type: CompositeDefinition,
  printing: Printing,
  depth = 0,
  isCut = false,
): ReadonlyMap<string, LogValue> {
  const marks: readonly Mark[] = type.fields.map((field) => ({
    field: field.name,
    marks: printing.marks(type.name, field),
  }));
  const texts = isCut ? withoutCut(splitFields(text, marks), marks) : splitFields(text, marks);
  return new Map(
    type.fields.map((field) => {
      const found = texts.get(field.name);
      if (found !== undefined) return [field.name, fieldValue(found, field, printing, depth)];
      return [field.name, texts.has(field.name) ? unknown : printing.absent];
    }),
  );
}

/** One field’s value. */
export function fieldValue(text: string, field: FieldDefinition, printing: Printing, depth: number): LogValue {
  if (printing.isNull(text)) return null;
  const kind = kindOf(field);
  if (!field.multiple) return single(text, kind, field, printing, depth);
  const items = printing.list(text);
  return items === undefined ? unknown : items.map((item) => single(item, kind, field, printing, depth));
}

function single(text: string, kind: FieldKind, field: FieldDefinition, printing: Printing, depth: number): LogValue {
  // Names of choices are known where frames are made.
  if (kind.primitive !== undefined && isChoice(text, kind)) return text;
  switch (kind.primitive) {
    case undefined:
      return printing.any(text, depth + 1);
    case 'boolean':
      return asBoolean(text);
    case 'map':
      return field.name === 'unsettled' ? unsettled(text, printing) : asMap(text, printing, depth, true);
    case 'binary':
      return printing.binary(text);
    case 'string':
    case 'symbol':
      return printing.text(text, kind, field);
    default:
      return inRange(printing.integer(text, kind, field), kind.primitive);
  }
}

const bitsOf: ReadonlyMap<string, bigint> = new Map([
  ['ubyte', 8n],
  ['ushort', 16n],
  ['uint', 32n],
  ['ulong', 64n],
]);

/** A number that its type can hold: another one is no value of the field, but for example an address in memory. */
function inRange(value: LogValue, primitive: string): LogValue {
  const bits = bitsOf.get(primitive);
  if (bits === undefined || (typeof value !== 'number' && typeof value !== 'bigint')) return value;
  return value >= 0 && BigInt(value) < 1n << bits ? value : unknown;
}

/** A map; with symbols for keys where the specification wants them. */
export function asMap(text: string, printing: Printing, depth: number, symbols: boolean): LogValue {
  const found = depth >= deepest ? undefined : printing.map(text);
  if (found === undefined) return unknown;
  const entries = found.map(([key, value]): readonly [LogValue, LogValue] => [
    symbols && /[^0-9]/.test(key) ? { what: 'symbol', text: key } : printing.any(key, depth + 1),
    printing.any(value, depth + 1),
  ]);
  return { what: 'map', entries };
}

/** Deliveries by their tags: only an empty map tells its keys for certain. */
function unsettled(text: string, printing: Printing): LogValue {
  return printing.map(text)?.length === 0 ? { what: 'map', entries: [] } : unknown;
}

export function asBoolean(text: string): LogValue {
  const plain = text.toLowerCase();
  return plain === 'true' ? true : plain === 'false' ? false : unknown;
}

/** A whole number; unknown where the text is none, or has more digits than any of the protocol. */
export function asInteger(text: string): LogValue {
  if (!/^-?\d{1,20}$/.test(text)) return unknown;
  const big = BigInt(text);
  return big >= BigInt(Number.MIN_SAFE_INTEGER) && big <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(big) : big;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A value without a type and without quotes: what looks like a number, a boolean or a UUID is taken for one, else for text. */
export function asPlain(text: string): LogValue {
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^-?(?:0|[1-9]\d{0,18})$/.test(text)) return asInteger(text);
  return uuid.test(text) ? { what: 'uuid', text } : { what: 'string', text };
}
