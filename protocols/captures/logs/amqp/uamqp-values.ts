import { fromHex } from '../../../core/index.ts';
import type { Cursor } from './cursor.ts';
import { isList, targetOf, unknownValue } from './log-units.ts';
import type { LogValue } from './log-value.ts';

/** A described value: its descriptor is not printed. */
interface Described {
  readonly what: 'star';
  readonly value: UamqpValue;
}
type UamqpValue =
  | LogValue
  | Described
  | readonly UamqpValue[]
  | { readonly what: 'pairs'; readonly entries: readonly (readonly [string, UamqpValue])[] };

const binary = /<((?:[0-9A-F]{2}(?: [0-9A-F]{2})*)?)>/y;
const inList = /[^,{}]*/y;
const inMap = /[^,\]{}]*/y;
/** A key of a map, which may have colons in it: before a described value, or one behind a domain (`[com.microsoft:timeout:60000]`). */
const describedKey = /([^\],{}]*?):(?=\* )/y;
const key = /((?:[\w-]+(?:\.[\w-]+)+:)?[^:\]{}]*):/y;

/** Reads `* {a,NULL,…}`, the fields of a performative by their positions. @throws Unreadable */
export function readFields(cursor: Cursor, performative: string): readonly LogValue[] {
  cursor.expect('* ');
  const value = readValue(cursor, inList);
  if (!isArray(value)) throw cursor.unreadable();
  return value.map((item, place) => fieldOf(performative, place, item));
}

function readValue(cursor: Cursor, text: RegExp): UamqpValue {
  if (cursor.eat('* ')) return { what: 'star', value: cursor.deeper(() => readValue(cursor, text)) };
  if (cursor.eat('{')) {
    if (cursor.text[cursor.at] !== '[') return cursor.items('}', () => readValue(cursor, inList));
    return { what: 'pairs', entries: cursor.items('}', () => pair(cursor)) };
  }
  const bytes = cursor.match(binary);
  if (bytes !== null)
    return { what: 'binary', bytes: fromHex((bytes[1] ?? '').replaceAll(' ', '')) ?? new Uint8Array(0) };
  return scalar(cursor.match(text)?.[0] ?? '');
}

function pair(cursor: Cursor): readonly [string, UamqpValue] {
  cursor.expect('[');
  const name = (cursor.match(describedKey) ?? cursor.match(key))?.[1];
  if (name === undefined) throw cursor.unreadable();
  const value = readValue(cursor, inMap);
  cursor.expect(']');
  return [name, value];
}

/** Text takes the type of its field. */
function scalar(text: string): LogValue {
  if (text === 'NULL') return null;
  return text === 'true' ? true : text === 'false' ? false : text;
}

/** Places of described values by the performative: a state has no descriptor, so that it is not known. */
function fieldOf(performative: string, place: number, value: UamqpValue): LogValue {
  if (performative === 'attach' && place === sourcePlace) return sourceOf(value);
  if (performative === 'attach' && place === targetPlace) return targetOf(listOf(value));
  if (performative === 'attach' && place === unsettledPlace) return value === null ? null : unknownValue;
  if (errorPlaces.get(performative) === place) return listOf(value);
  return plainOf(value);
}

/** AMQP 1.0, 2.7.3 and 2.7.7 to 2.7.9. */
const sourcePlace = 5;
const targetPlace = 6;
const unsettledPlace = 7;
const errorPlaces: ReadonlyMap<string, number> = new Map([
  ['detach', 2],
  ['end', 0],
  ['close', 0],
]);
const filterPlace = 7;

function sourceOf(value: UamqpValue): LogValue {
  const inner = isStar(value) ? value.value : value;
  return isArray(inner)
    ? inner.map((item, place) => (place === filterPlace ? filterOf(item) : plainOf(item)))
    : plainOf(inner);
}

/** A filter’s value is described, by its name as a rule. */
function filterOf(value: UamqpValue): LogValue {
  if (!isPairs(value)) return plainOf(value);
  return {
    what: 'map',
    entries: value.entries.map(
      ([name, item]) =>
        [
          name,
          isStar(item) ? { what: 'described', descriptor: name, value: plainOf(item.value) } : plainOf(item),
        ] as const,
    ),
  };
}

function listOf(value: UamqpValue): LogValue {
  return isStar(value) ? plainOf(value.value) : plainOf(value);
}

function plainOf(value: UamqpValue): LogValue {
  if (isStar(value)) return unknownValue;
  if (isArray(value)) return value.map(plainOf);
  if (!isPairs(value)) return value;
  return { what: 'map', entries: value.entries.map(([name, item]) => [name, mapped(plainOf(item))] as const) };
}

/** What looks like a number in a map may be one of any type. */
function mapped(value: LogValue): LogValue {
  return typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? { what: 'number', value: BigInt(value) } : value;
}

function isArray(value: UamqpValue): value is readonly UamqpValue[] {
  return isList(value as LogValue);
}

function isStar(value: UamqpValue): value is Described {
  return value !== null && typeof value === 'object' && 'what' in value && value.what === 'star';
}

function isPairs(value: UamqpValue): value is Extract<UamqpValue, { what: 'pairs' }> {
  return value !== null && typeof value === 'object' && 'what' in value && value.what === 'pairs';
}
