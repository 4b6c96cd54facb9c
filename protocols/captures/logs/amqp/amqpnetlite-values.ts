import { fromHex } from '../../../core/index.ts';
import type { LogValue } from './log-value.ts';
import { compositeNamed } from './printed/definitions.ts';
import { inside, keyEnd, splitOutside } from './printed/split.ts';
import { asInteger, asMap, asPlain, deepest, readFields, unknown, type Printing } from './printed/values.ts';

/** Names that differ from the specification’s, by `type.field`. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['open.hostname', 'host-name'],
  ['flow.next-incoming-id', 'next-in-id'],
  ['flow.incoming-window', 'in-window'],
  ['flow.next-outgoing-id', 'next-out-id'],
  ['flow.outgoing-window', 'out-window'],
  ['error.info', 'fields'],
]);

/** Values as AMQP.Net Lite prints them. A field that is null is left out, unless all are asked for. */
export const netLitePrinting: Printing = {
  absent: null,
  isNull: (text) => text === 'null' || text === 'nil',
  marks: (type, { name }) => [`,${otherNames.get(`${type}.${name}`) ?? name}:`],
  text: (text) => text,
  binary: (text) => {
    // The response of SASL PLAIN is printed as three dots.
    const bytes = /^(?:[0-9A-F]{2})*$/.test(text) ? fromHex(text) : undefined;
    return bytes === undefined ? unknown : { what: 'binary', bytes };
  },
  integer: asInteger,
  list: (text) => {
    const items = inside(text, '[', ']');
    return items === undefined ? undefined : splitOutside(items, ',');
  },
  map: (text) => {
    const entries = inside(text, '[', ']');
    return entries === undefined ? undefined : entriesOf(entries);
  },
  any: anyOf,
};

/** The name that AMQP.Net Lite gives a type, as the specification has it. */
export function netLiteType(name: string) {
  return compositeNamed(name === 'txn-state' ? 'transactional-state' : name);
}

function anyOf(text: string, depth: number): LogValue {
  if (netLitePrinting.isNull(text)) return null;
  if (depth >= deepest) return unknown;
  const composite = /^([a-z-]{1,40})\(([^]*)\)$/.exec(text);
  const type = composite === null ? undefined : netLiteType(composite[1] ?? '');
  if (type !== undefined) {
    const fields = readFields(`,${composite?.[2] ?? ''}`, type, netLitePrinting, depth);
    return { what: 'composite', type: type.name, fields: type.name === 'source' ? withoutFilter(fields) : fields };
  }
  if (text.startsWith('[')) return bracketed(text, depth);
  if (text === 'True' || text === 'False') return text === 'True';
  // Bytes are printed as digits, and dates as the country of the user has them.
  if (/^(?=.*[A-F])(?:[0-9A-F]{2})+$/.test(text) || /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4} /.test(text)) return unknown;
  return asPlain(text);
}

/** A list or a map: both stand in brackets. */
function bracketed(text: string, depth: number): LogValue {
  const items = netLitePrinting.list(text);
  if (items === undefined || items.length === 0) return unknown;
  if (!items.some((item) => item.includes(':'))) return items.map((item) => anyOf(item, depth + 1));
  return items.every((item) => /^[^:]+:/.test(item)) ? asMap(text, netLitePrinting, depth, false) : unknown;
}

function withoutFilter(fields: ReadonlyMap<string, LogValue>): ReadonlyMap<string, LogValue> {
  const filter = fields.get('filter');
  const isEmpty = filter === null || filter === undefined;
  return isEmpty ? fields : new Map([...fields, ['filter', unknown]]);
}

/** The entries of a map. What comes without a key belongs to the text before. */
function entriesOf(text: string): readonly (readonly [string, string])[] | undefined {
  const entries: [string, string][] = [];
  for (const part of text === '' ? [] : (splitOutside(text, ',') ?? [''])) {
    const last = entries.at(-1);
    if (!part.includes(':')) {
      if (last === undefined) return undefined;
      last[1] += `,${part}`;
      continue;
    }
    const end = keyEnd(part);
    if (end === undefined) return undefined;
    entries.push([part.slice(0, end), part.slice(end + 1)]);
  }
  return entries;
}
