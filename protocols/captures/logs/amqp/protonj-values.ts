import { unescapeBytes } from '../../escapes.ts';
import { compositeNamed } from './printed/definitions.ts';
import { inside, splitOutside } from './printed/split.ts';
import { asInteger, asMap, asPlain, deepest, readFields, unknown, type Printing } from './printed/values.ts';
import type { LogValue } from './log-value.ts';

/** Dates are printed without their milliseconds, and objects without a text of their own by their place in memory. */
const notTelling = /^(?:[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d \S+ \d{4}|\[*[\w.$;]+@[0-9a-f]{1,8})$/;

/** What begins the text of an array, which has no closing bracket. */
const arrayMark = /(?<!\[)\[+(?=(?:[BCDFIJSZ]|L[\w.$]{1,200};)@[0-9a-f]{1,8}\b)/g;

/** Values as the toString methods of proton-j and protonj2 print them. */
export const javaPrinting: Printing = {
  absent: unknown,
  isNull: (text) => text === 'null',
  marks: (_type, { name }) => [`, ${camelCase(name)}=`, `, _${camelCase(name)}=`],
  // In quotes a null looks like the text “null”.
  text: (text) => {
    if (!text.startsWith("'")) return text;
    return text.length > 1 && text.endsWith("'") && text !== "'null'" ? text.slice(1, -1) : unknown;
  },
  binary: binaryOf,
  integer: asInteger,
  list: (text) => within(text, '[', ']', (items) => splitOutside(items, ', ')),
  map: (text) => within(text, '{', '}', entriesOf),
  any: anyOf,
};

/** A composite value such as `Rejected{error=null}`; undefined where the text is none that is known. */
export function javaComposite(text: string, depth = 0): LogValue | undefined {
  const open = text.indexOf('{');
  const type = open > 0 && text.endsWith('}') ? compositeNamed(text.slice(0, open)) : undefined;
  if (type === undefined) return undefined;
  return { what: 'composite', type: type.name, fields: readFields(fieldsOf(text, open), type, javaPrinting, depth) };
}

/** What stands between the braces, with the separator of fields in front. */
export function fieldsOf(text: string, open: number): string {
  return `, ${text.slice(open + 1, -1).trimStart()}`;
}

function anyOf(text: string, depth: number): LogValue {
  if (text === 'null') return null;
  if (depth >= deepest || notTelling.test(text)) return unknown;
  if (text.startsWith('{')) return asMap(text, javaPrinting, depth, false);
  if (text.startsWith('[')) return javaPrinting.list(text)?.map((item) => anyOf(item, depth + 1)) ?? unknown;
  if (/^[A-Z]\w*\{/.test(text)) return javaComposite(text, depth) ?? described(text, depth);
  return asPlain(text);
}

/** A described value that the library does not know, or the selector of JMS. */
function described(text: string, depth: number): LogValue {
  const selector = /^AmqpJmsSelectorType\{(.*)\}$/s.exec(text)?.[1];
  if (selector !== undefined)
    return {
      what: 'described',
      descriptor: 0x468c_0000_0004n,
      value: { what: 'string', text: selector },
    };
  const [, descriptor = '', value = ''] =
    /^UnknownDescribedType\{descriptor=(.*?), described=(.*)\}$/s.exec(text) ?? [];
  if (descriptor === '') return unknown;
  const code = /^\d{1,20}$/.test(descriptor) ? BigInt(descriptor) : descriptor;
  return { what: 'described', descriptor: code, value: anyOf(value, depth + 1) };
}

/** Bytes: with escapes, in quotes, as a list of signed numbers, or as the number or UUID that a tag is made from. */
function binaryOf(text: string): LogValue {
  const listed = /^DeliveryTag: \{\[(.*)\]\}$/.exec(text)?.[1];
  if (listed !== undefined) {
    const bytes = listed === '' ? [] : listed.split(', ').map(Number);
    return bytes.every((byte) => byte >= -128 && byte < 256)
      ? binary(Uint8Array.from(bytes, (byte) => byte & 0xff))
      : unknown;
  }
  const counted = /^\{(-?\d{1,19})\}$/.exec(text)?.[1];
  if (counted !== undefined) return binary(shortest(BigInt.asUintN(64, BigInt(counted))));
  const quoted = /^"(.*)"(\.\.\.\(truncated\))?$/s.exec(text);
  if (quoted !== null) return quoted[2] === undefined ? binary(unescapeBytes(quoted[1] ?? '', 'proton')) : unknown;
  return binary(unescapeBytes(text, 'proton'));
}

function binary(bytes: Uint8Array): LogValue {
  return { what: 'binary', bytes };
}

/** A number in one, two, four or eight bytes, whichever is the least that holds it. */
function shortest(value: bigint): Uint8Array {
  const size = value < 0x100n ? 1 : value < 0x1_0000n ? 2 : value < 0x1_0000_0000n ? 4 : 8;
  return Uint8Array.from({ length: size }, (_, at) => Number((value >> BigInt(8 * (size - 1 - at))) & 0xffn));
}

/** The entries of a map. What comes without a key belongs to the text before: `JVM: 11, Oracle`. */
function entriesOf(text: string): readonly (readonly [string, string])[] | undefined {
  const entries: [string, string][] = [];
  for (const part of splitOutside(text, ', ') ?? ['']) {
    const equals = part.indexOf('=');
    const last = entries.at(-1);
    if (equals > 0) entries.push([part.slice(0, equals), part.slice(equals + 1)]);
    else if (last === undefined) return undefined;
    else last[1] += `, ${part}`;
  }
  return entries;
}

function within<T>(text: string, open: string, close: string, read: (text: string) => T): T | undefined {
  const found = inside(text, open, close);
  return found === undefined ? undefined : read(found.replace(arrayMark, ''));
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
