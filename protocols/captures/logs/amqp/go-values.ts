import { unescapeBytes } from '../../escapes.ts';
import type { FieldDefinition } from '../../../amqp/definitions/index.ts';
import { fromHex } from '../../../core/index.ts';
import type { LogValue } from './log-value.ts';
import { compositeNamed, type FieldKind } from './printed/definitions.ts';
import { inside, keyEnd, splitOutside } from './printed/split.ts';
import { asInteger, asMap, asPlain, deepest, readFields, unknown, type Printing } from './printed/values.ts';

/** What the package fmt prints for a null pointer or interface. */
const nothing = new Set(['<nil>', '%!s(<nil>)', '*Error(nil)', '%!v(PANIC=nil)']);

/** Names that differ from the specification’s by more than capital letters. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['idle-time-out', 'IdleTimeout'],
  ['snd-settle-mode', 'SenderSettleMode'],
  ['rcv-settle-mode', 'ReceiverSettleMode'],
  ['sasl-server-mechanisms', 'Mechanisms'],
]);

/** Values as go-amqp prints them. A zero may be a null, too, except where the field must be there or has a default. */
export const goPrinting: Printing = {
  absent: unknown,
  isNull: (text) => nothing.has(text),
  marks: (_type, { name }) => {
    const printed = otherNames.get(name) ?? goName(name);
    // The first field of some types has a space before its colon; before outcomes the comma is missing.
    const marks = [`, ${printed}: `, `, ${printed} : `];
    return name === 'outcomes' ? [...marks, ` ${printed}: `, `${printed}: `] : marks;
  },
  text: (text, _kind, field) => (text === '' && !field.mandatory ? unknown : text),
  binary: (text) => {
    const quoted = /^"(.*)"$/s.exec(text)?.[1];
    if (quoted !== undefined) return bytesOfQuoted(quoted);
    if (text.startsWith('[')) return bytesOfList(text);
    const bytes = /^(?:[0-9A-F]{2})+$/.test(text) ? fromHex(text) : undefined;
    return bytes === undefined ? unknown : { what: 'binary', bytes };
  },
  integer: integerOf,
  list: (text) => {
    const items = inside(text, '[', ']');
    return items === undefined || items === '' ? undefined : items.split(' ');
  },
  map: (text) => {
    const entries = text.startsWith('map') ? inside(text.slice(3), '[', ']') : undefined;
    // An empty map and none look the same.
    return entries === undefined || entries === '' ? undefined : entriesOf(entries);
  },
  any: anyOf,
};

/** A terminus, state or error such as `StateRejected{Error: *Error(nil)}`; undefined where the text is none that is known. */
function goComposite(text: string, depth: number): LogValue | undefined {
  if (/^(?:State)?(?:Accepted|Released)$/.test(text)) return emptyComposite(text);
  const open = text.indexOf('{');
  if (open < 0 || !text.endsWith('}')) return undefined;
  const printed = text.slice(0, open).replace(/^[*&]|^State(?=[A-Z])/g, '');
  const body = `, ${text.slice(open + 1, -1)}`;
  // A target is printed as a source, with fewer fields.
  const name = printed === 'source' && !body.includes(', DistributionMode: ') ? 'target' : printed;
  const type = compositeNamed(name);
  return type === undefined
    ? undefined
    : { what: 'composite', type: type.name, fields: readFields(body, type, goPrinting, depth) };
}

function emptyComposite(text: string): LogValue {
  return { what: 'composite', type: text.replace('State', '').toLowerCase(), fields: [] };
}

function anyOf(text: string, depth: number): LogValue {
  if (nothing.has(text)) return null;
  if (depth >= deepest) return unknown;
  if (text.startsWith('map[')) return asMap(text, goPrinting, depth, false);
  if (text.startsWith('[')) {
    // Numbers of one byte may be a list, or bytes.
    const items = goPrinting.list(text);
    if (items === undefined || items.every((item) => /^\d{1,3}$/.test(item))) return unknown;
    return items.map((item) => anyOf(item, depth + 1));
  }
  const described = /^[dD]escribedType\{descriptor: (\S+), value: (.*)\}$/s.exec(text);
  if (described !== null) {
    const [, descriptor = '', value = ''] = described;
    return {
      what: 'described',
      descriptor: /^\d{1,20}$/.test(descriptor) ? BigInt(descriptor) : descriptor,
      value: anyOf(value, depth + 1),
    };
  }
  if (/^[*&]?[A-Za-z]+\{/.test(text)) return goComposite(text, depth) ?? unknown;
  if (/^0xc?[0-9a-f]{6,}$|^[&*]|^\d{4}-\d\d-\d\d \d\d:/.test(text)) return unknown;
  return goComposite(text, depth) ?? asPlain(text);
}

/** Times are printed as durations, and pointers to numbers by some versions as their places in memory. */
function integerOf(text: string, { type }: FieldKind, field: FieldDefinition): LogValue {
  const value = type === 'milliseconds' ? milliseconds(text) : asInteger(text);
  return value === 0 && !field.mandatory && field.default === undefined && isPlainZero(field.name) ? unknown : value;
}

/** Fields that are printed as 0 where they are not set, too. */
function isPlainZero(name: string): boolean {
  return ['idle-time-out', 'initial-delivery-count', 'max-message-size'].includes(name);
}

const units: ReadonlyMap<string, number> = new Map([
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
]);

/** `1m30s`, `500ms` or a plain number of milliseconds. */
function milliseconds(text: string): LogValue {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  if (!/^(?:\d{1,15}(?:\.\d{1,9})?(?:h|ms|m|s))+$/.test(text)) return unknown;
  let sum = 0;
  for (const [, count, unit = ''] of text.matchAll(/([\d.]+)(h|ms|m|s)/g))
    sum += Number(count) * (units.get(unit) ?? 0);
  return Math.round(sum);
}

/**
 * The entries of a map, between spaces. A text in it may have spaces and colons: undefined where a key’s end is not certain.
 */
function entriesOf(text: string): readonly (readonly [string, string])[] | undefined {
  const entries: [string, string][] = [];
  let before = '';
  for (const word of splitOutside(text, ' ') ?? []) {
    const last = entries.at(-1);
    const colon = word.indexOf(':');
    if (colon > 0) {
      const end = keyEnd(word);
      if (end === undefined) return undefined;
      entries.push([`${before}${word.slice(0, end)}`, word.slice(end + 1)]);
      before = '';
    } else if (last === undefined) before += `${word} `;
    else last[1] += ` ${word}`;
  }
  return entries.length === 0 ? undefined : entries;
}

function bytesOfQuoted(text: string): LogValue {
  return { what: 'binary', bytes: unescapeBytes(text, 'go') };
}

function bytesOfList(text: string): LogValue {
  const items = goPrinting.list(text)?.map(Number);
  if (items?.every((item) => item >= 0 && item < 256) !== true) return unknown;
  return { what: 'binary', bytes: Uint8Array.from(items) };
}

function goName(name: string): string {
  return name
    .split('-')
    .map((part) => (part === 'id' ? 'ID' : `${part.charAt(0).toUpperCase()}${part.slice(1)}`))
    .join('');
}
