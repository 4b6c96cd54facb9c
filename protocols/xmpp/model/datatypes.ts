import { isPlainJid, parseJid } from '../jid/index.ts';
import type { Datatype, TypeName } from './datatype-names.ts';
import { linearPattern } from './pattern.ts';

/** A datatype that is ready to test values. */
export interface CompiledType {
  /** For people: `an integer from 0 to 255`, `one of “get”, “set”`. */
  readonly name: string;
  /** What is wrong with a value, `must be …`; on a second line, if there is one, why. Undefined where it fits. */
  readonly problem: (value: string) => string | undefined;
  /** The values of an enumeration. */
  readonly values: readonly string[];
  /** Whether an enumeration takes other values too. */
  readonly open: boolean;
  /** A value that fits, for people to change; a variable where a fixed value would be stale. `text` where anything fits. */
  readonly sample: string;
}

type Test = (value: string) => boolean;

/** A name for people, and the test. White space around a value does not count (XML Schema, `collapse`). */
const simple: Readonly<
  Record<
    Exclude<TypeName, 'string' | 'token' | 'jid' | 'bareJid' | 'fullJid' | 'domainJid'>,
    readonly [name: string, test: RegExp | Test]
  >
> = {
  empty: ['no value', /^$/],
  nmtoken: ['a name token (letters, digits, “.”, “-”, “_”, “:”)', /^[\p{L}\p{N}\p{M}._:-]+$/u],
  boolean: ['true or false (or 1 or 0)', /^(?:true|false|1|0)$/],
  decimal: ['a decimal number', /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/],
  double: ['a number', /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN)$/],
  integer: ['an integer', isInteger()],
  positiveInteger: ['an integer from 1 on', isInteger(1n)],
  nonNegativeInteger: ['an integer from 0 on', isInteger(0n)],
  byte: ['an integer from -128 to 127', isInteger(-128n, 127n)],
  short: ['an integer of 16 bits', isInteger(-32768n, 32767n)],
  int: ['an integer of 32 bits', isInteger(-2147483648n, 2147483647n)],
  long: ['an integer of 64 bits', isInteger(-(2n ** 63n), 2n ** 63n - 1n)],
  unsignedByte: ['an integer from 0 to 255', isInteger(0n, 255n)],
  unsignedShort: ['an integer from 0 to 65535', isInteger(0n, 65535n)],
  unsignedInt: ['an integer from 0 to 4294967295', isInteger(0n, 4294967295n)],
  unsignedLong: ['an integer from 0 to 18446744073709551615', isInteger(0n, 2n ** 64n - 1n)],
  dateTime: ['a date and time as XEP-0082 writes it, such as 2026-11-22T19:40:00Z', isDateTime],
  date: ['a date such as 2026-11-22', (value) => isDate(value.replace(/(?:Z|[+-]\d\d:\d\d)$/, ''))],
  time: [
    'a time of day such as 19:40:00Z',
    /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/,
  ],
  timezone: ['a time zone: Z, or an offset such as +02:00', /^(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/],
  legacyDateTime: ['a time as XEP-0091 wrote it, such as 20261122T19:40:00', /^\d{8}T\d\d:\d\d:\d\d$/],
  duration: [
    'a duration such as PT30S',
    /^-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/,
  ],
  base64: ['base64', isBase64],
  hex: ['hexadecimal digits, two for each byte', (value) => value.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(value)],
  language: [
    'a language tag such as en or pt-BR',
    (value) =>
      value === '' ||
      (/^[a-zA-Z]{1,8}(?:-|$)/.test(value) && value.split('-').every((part) => /^[a-zA-Z0-9]{1,8}$/.test(part))),
  ],
  uri: ['a URI', /^[^\s<>"{}|\\^`]*$/],
  httpsUri: ['an https: address', /^https:\/\/[^\s<>"{}|\\^`/?#]+[^\s<>"{}|\\^`]*$/i],
  xmppUri: ['an xmpp: address', /^xmpp:[^\s<>"{}|\\^`]+$/i],
  cid: [
    'a content id such as sha1+8f35fef110ffc5df08d579a50083ff9308fb6242@bob.xmpp.org',
    /^[^\s@+]+\+[^\s@]+@[^\s@]+$/,
  ],
  uuid: ['a UUID', /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i],
  ip: [
    'an IPv4 or IPv6 address',
    /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*(?:%\w+)?)$/,
  ],
  host: [
    'a host name or an IP address',
    /^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_.-]*[\p{L}\p{N}_.])?|\[?[0-9a-fA-F:]+:[0-9a-fA-F:.]*\]?)$/u,
  ],
  hashName: [
    'a registered name of a hash function, such as sha-256 or sha-1',
    /^(?:md2|md4|md5|sha-1|sha-224|sha-256|sha-384|sha-512|sha3-224|sha3-256|sha3-384|sha3-512|shake128|shake256|blake2b-?160|blake2b-?256|blake2b-?384|blake2b-?512|blake2s-?\d+|id-blake2[bs]\d+|sha1)$/i,
  ],
};

/** Values that fit types without an enumeration. */
const samples: Readonly<Record<string, string>> = {
  empty: '',
  nmtoken: 'name',
  boolean: 'true',
  decimal: '0',
  double: '0',
  integer: '0',
  positiveInteger: '1',
  nonNegativeInteger: '0',
  byte: '0',
  short: '0',
  int: '0',
  long: '0',
  unsignedByte: '0',
  unsignedShort: '0',
  unsignedInt: '0',
  unsignedLong: '0',
  dateTime: '{{$now}}',
  date: '2026-11-22',
  time: '19:40:00Z',
  timezone: 'Z',
  legacyDateTime: '20261122T19:40:00',
  duration: 'PT30S',
  base64: 'AA==',
  hex: '00',
  language: 'en',
  uri: 'https://example.org/',
  httpsUri: 'https://example.org/',
  xmppUri: 'xmpp:juliet@example.org',
  cid: 'sha1+8f35fef110ffc5df08d579a50083ff9308fb6242@bob.xmpp.org',
  uuid: '{{$uuid}}',
  ip: '127.0.0.1',
  host: 'example.org',
  hashName: 'sha-256',
  jid: 'juliet@example.org',
  bareJid: 'juliet@example.org',
  fullJid: 'juliet@example.org/balcony',
  domainJid: 'example.org',
};

/** Texts of which one fits most patterns. */
const patternSamples = [
  'name',
  'PLAIN',
  '1.0',
  '1',
  'A',
  '00',
  'ff',
  '000000',
  '00'.repeat(16),
  '00'.repeat(20),
  '00'.repeat(32),
  '2026-11-22T19:40:00Z',
  samples.cid ?? '',
  '00:00',
  '+00:00',
];

const cache = new Map<string, CompiledType>();

/** Makes a datatype ready; the same text gives the same object. */
export function compileType(type: Datatype): CompiledType {
  const found = cache.get(type);
  if (found !== undefined) return found;
  const compiled = build(type);
  cache.set(type, compiled);
  return compiled;
}

function build(type: Datatype): CompiledType {
  const first = type.charAt(0);
  if (first === '=' || first === '~') return enumeration(type.slice(1).split('|'), first === '~');
  if (first === '/') {
    const source = type.slice(1, -1);
    const test = patternTest(source);
    return tested(`text that matches ${source}`, test, patternSamples.find(test) ?? '');
  }
  if (type === 'jid' || type === 'bareJid' || type === 'fullJid' || type === 'domainJid') return address(type);
  if (type === 'string' || type === 'token')
    return { name: 'text', problem: () => undefined, values: [], open: false, sample: 'text' };
  const bounded = /^(\w+)\((-?\d*)\.\.(-?\d*)\)$/.exec(type);
  if (bounded !== null) return bounds(bounded[1] ?? '', bounded[2] ?? '', bounded[3] ?? '');
  const known: readonly [string, RegExp | Test] | undefined = Object.hasOwn(simple, type)
    ? simple[type as keyof typeof simple]
    : undefined;
  if (known === undefined) throw new TypeError(`A definition names the datatype “${type}”, which there is not`);
  return tested(known[0], known[1], samples[type] ?? '');
}

/** A pattern that repeats a group, or that repeats twice, may take a backtracking engine exponential time. */
function patternTest(source: string): Test {
  const simple = (source.match(/[*+?{]/g)?.length ?? 0) <= 1 && !/\)[*+?{]/.test(source);
  const linear = simple ? undefined : linearPattern(source);
  if (linear !== undefined) return linear;
  const pattern = new RegExp(`^(?:${source})$`, 'u');
  return (value) => pattern.test(value);
}

function tested(name: string, test: RegExp | Test, sample: string): CompiledType {
  const fits: Test = test instanceof RegExp ? (value) => test.test(value) : test;
  const values = name.startsWith('true or false') ? ['true', 'false'] : [];
  return {
    name,
    values,
    open: false,
    sample,
    problem: (value) => (fits(value) || fits(value.trim()) ? undefined : `must be ${name}`),
  };
}

function enumeration(values: readonly string[], open: boolean): CompiledType {
  const set = new Set(values);
  const list = values.map((value) => `“${value}”`).join(', ');
  const name = open ? `text such as ${list}` : values.length === 1 ? list : `one of ${list}`;
  return {
    name,
    values,
    open,
    sample: values[0] ?? '',
    problem: (value) => (open || set.has(value) ? undefined : `must be ${name}`),
  };
}

function bounds(base: string, least: string, greatest: string): CompiledType {
  if (base === 'string') {
    const low = Number(least);
    const high = greatest === '' ? Infinity : Number(greatest);
    const name =
      low === 1 && high === Infinity
        ? 'text that is not empty'
        : `text of ${low} to ${greatest === '' ? 'any number of' : high} characters`;
    return {
      name,
      values: [],
      open: false,
      sample: low <= 4 && high >= 4 ? 'text' : 'x'.repeat(Math.min(low, 1000)),
      problem: (value) => (value.length >= low && value.length <= high ? undefined : `must be ${name}`),
    };
  }
  const name = `${base === 'decimal' || base === 'double' ? 'a number' : 'an integer'}${least === '' ? '' : ` from ${least}`}${greatest === '' ? (least === '' ? '' : ' on') : ` to ${greatest}`}`;
  const type = compileType(base as Datatype);
  const low = least === '' ? -Infinity : Number(least);
  const high = greatest === '' ? Infinity : Number(greatest);
  const fits: Test = (value) => type.problem(value) === undefined && Number(value) >= low && Number(value) <= high;
  return {
    name,
    values: [],
    open: false,
    sample: low > 0 ? least : high < 0 ? greatest : '0',
    problem: (value) => (fits(value) ? undefined : `must be ${name}`),
  };
}

const addressNames = {
  jid: 'a JID',
  bareJid: 'a bare JID, localpart@domain without a resource',
  fullJid: 'a full JID with a resource',
  domainJid: 'a domain',
} as const;

function address(type: keyof typeof addressNames): CompiledType {
  const name = addressNames[type];
  return {
    name,
    values: [],
    open: false,
    sample: samples[type] ?? '',
    problem: (value) => {
      if (type === 'jid' && isPlainJid(value)) return undefined;
      const jid = parseJid(value);
      const first = jid.problems[0];
      if (first !== undefined) return `must be ${name}\n${first.message}`;
      if (value.includes('{{')) return undefined;
      if (type === 'bareJid' && jid.resource !== undefined) return `must be ${name}: remove “/${jid.resource}”`;
      if (type === 'fullJid' && jid.resource === undefined) return `must be ${name}, such as ${value}/phone`;
      if (type === 'domainJid' && (jid.local !== undefined || jid.resource !== undefined))
        return `must be ${name}, such as ${jid.domain}`;
      return undefined;
    },
  };
}

function isInteger(least?: bigint, greatest?: bigint): Test {
  return (value) => {
    if (!/^[+-]?\d{1,400}$/.test(value)) return false;
    const number = BigInt(value.startsWith('+') ? value.slice(1) : value);
    return (least === undefined || number >= least) && (greatest === undefined || number <= greatest);
  };
}

/** XEP-0082, 3.2: with seconds and a time zone; days that do not exist are refused. */
function isDateTime(value: string): boolean {
  const match =
    /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/.exec(
      value,
    );
  return match !== null && isDate(match[1] ?? '');
}

function isDate(value: string): boolean {
  const match = /^-?(\d{4,})-(\d\d)-(\d\d)$/.exec(value);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

/** RFC 4648, 4, white space left out; a single `=` stands for no bytes (RFC 6120, 6.4.2). */
function isBase64(value: string): boolean {
  if (value === '=') return true;
  const compact = /\s/.test(value) ? value.replace(/\s+/g, '') : value;
  return compact.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(compact);
}
