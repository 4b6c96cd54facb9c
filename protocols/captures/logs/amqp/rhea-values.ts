import { fromHex, toHex } from '../../../core/index.ts';
import { standardRegistry } from '../../../amqp/definitions/index.ts';
import { comparedName, type LogFields, type LogValue } from './log-value.ts';
import { targetOf, unknownValue } from './log-units.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The fields of a performative as rhea writes them in JSON: falsy ones are left out (and so are unknown), described values are lists
 * without their descriptor, maps in them lists of keys and values. What is no field (rhea's options of a connection) is left out.
 */
export function rheaFields(performative: string, json: JsonObject): LogFields {
  const type = standardRegistry.byName(performative.replaceAll('_', '-'));
  const known = new Set(type?.kind === 'composite' ? type.fields.map(({ name }) => comparedName(name)) : []);
  const fields = new Map<string, LogValue>();
  for (const [name, value] of Object.entries(json))
    if (known.has(comparedName(name))) fields.set(name, fieldOf(name, value));
  return fields;
}

function fieldOf(name: string, value: unknown): LogValue {
  switch (name) {
    case 'source':
      return terminusOf(value);
    case 'target':
      return targetOf(terminusOf(value));
    // The descriptor, which tells what it is, is not printed.
    case 'state':
      return value === null ? null : unknownValue;
    case 'unsettled':
      return unknownValue;
    // Numbers that are too large for JavaScript are the eight bytes of them.
    case 'max_message_size':
      return bigOf(bufferOf(value)) ?? valueOf(value);
    default:
      return valueOf(value);
  }
}

function bigOf(bytes: Uint8Array | undefined): bigint | undefined {
  return bytes?.length === 8 ? BigInt(`0x${toHex(bytes)}`) : undefined;
}

/** Places of a source and target that hold a map, and of a source's outcome (AMQP 1.0, 3.5.3). */
const nodeProperties = 5;
const filterPlace = 7;
const outcomePlace = 8;

function terminusOf(value: unknown): LogValue {
  if (!Array.isArray(value)) return valueOf(value);
  return value.map((item: unknown, place) => {
    if (item === null) return null;
    if (place === filterPlace || place === outcomePlace) return unknownValue;
    return place === nodeProperties && Array.isArray(item) ? pairs(item) : valueOf(item);
  });
}

function pairs(items: readonly unknown[]): LogValue {
  const entries: (readonly [LogValue, LogValue])[] = [];
  for (let at = 0; at + 1 < items.length; at += 2) entries.push([valueOf(items[at]), valueOf(items[at + 1])]);
  return { what: 'map', entries };
}

/** A value of JSON: a Buffer of Node.js is an object of its own kind. */
export function valueOf(value: unknown): LogValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return { what: 'number', value };
  if (Array.isArray(value)) return value.map(valueOf);
  if (!isObject(value)) return unknownValue;
  const bytes = bufferOf(value);
  if (bytes !== undefined) return { what: 'binary', bytes };
  if ('condition' in value) return { what: 'composite', type: 'error', fields: rheaFields('error', value) };
  return { what: 'map', entries: Object.entries(value).map(([key, item]) => [key, valueOf(item)] as const) };
}

/** `{"type":"Buffer","data":[…]}`. */
export function bufferOf(value: unknown): Uint8Array | undefined {
  return isObject(value) && value.type === 'Buffer' && Array.isArray(value.data)
    ? Uint8Array.from(value.data as readonly unknown[], Number)
    : undefined;
}

/** `<Buffer 00 53 … 12 more bytes>`, as far as it is printed. */
export function printedBuffer(text: string): { readonly bytes: Uint8Array; readonly cut: boolean } | undefined {
  const found = /^<(?:Slow)?Buffer((?: [0-9a-f]{2})*) ?(\.\.\.(?: \d+ more bytes?)?)? ?>/.exec(text);
  if (found === null) return undefined;
  const [, hex = '', more] = found;
  return { bytes: fromHex(hex.replaceAll(' ', '')) ?? new Uint8Array(0), cut: more !== undefined };
}
