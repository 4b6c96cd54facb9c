import { closest } from '../../../text/index.ts';
import { escapeLocal, parseJid } from '../../jid/index.ts';
import type { CompiledType } from '../../model/datatypes.ts';
import { sampleValue } from './sample.ts';

/**
 * Values that a type accepts in the place of one that it does not, the likeliest first: the value written otherwise, the nearest
 * of an enumeration, the nearest number, at last a sample. `name` is what the value is for.
 */
export function valuesFor(type: CompiledType, value: string, name: string): string[] {
  const plain = value.trim();
  const found = [...new Set(alike(type, plain))].filter((each) => each !== value && type.problem(each) === undefined).slice(0, 4);
  // A variable is not checked before it is sent.
  return [...new Set([...found, sampleValue(type, name)])].filter((each) => each !== value);
}

function alike(type: CompiledType, value: string): string[] {
  if (value === '') return fromEnumeration(type, value);
  if (/\bJID\b/.test(type.name)) return [value, ...escaped(value), ...addresses(value)];
  return [value, ...fromEnumeration(type, value), ...respelled(value), ...fromNumber(type, value), ...addresses(value), ...moments(value), ...bytes(value)];
}

const yes = /^(?:y|yes|on|ja|oui|t)$/i;
const no = /^(?:n|no|off|none|f)$/i;

function fromEnumeration({ values }: CompiledType, value: string): string[] {
  const word = values.includes('true') && yes.test(value) ? 'true' : values.includes('false') && no.test(value) ? 'false' : undefined;
  const near = closest(value.slice(0, 60), values);
  const same = values.find((each) => each.toLowerCase() === value.toLowerCase());
  return [word, same, near, ...values.slice(0, 3)].filter((each) => each !== undefined);
}

/** An address without the scheme of a URI, and with XEP-0106's escapes for what cannot stand in its localpart. */
function escaped(value: string): string[] {
  const address = value.replace(/^(?:xmpp|mailto):\/*/i, '');
  const at = address.indexOf('@');
  return at > 0 ? [address, escapeLocal(address.slice(0, at).trim()) + address.slice(at)] : [address];
}

/** Letters of the other case, separators of other languages, a missing scheme. */
function respelled(value: string): string[] {
  return [
    value.toLowerCase(),
    value.replace(/_/g, '-'),
    value.replace(/\s+/g, '-'),
    value.replace(/\s+/g, ''),
    value.replace(/\s+/g, '%20'),
    value.replace(/^http:/i, 'https:'),
    value.replace(/^(?:[a-z][a-z\d+.-]*:\/\/)?\/*/i, 'https://'),
    value.replace(/^(?:xmpp:)*\/*/i, 'xmpp:'),
    value.replace(/,/g, '.'),
    value.replace(/^sha(?=\d)/i, 'sha-'),
  ];
}

/** The integer in a value, and the nearest one that the type takes. */
function fromNumber(type: CompiledType, value: string): string[] {
  const number = /[+-]?\d+(?:\.\d+)?/.exec(value)?.[0];
  if (number === undefined) return [];
  const whole = number.replace(/\..*$/, '');
  const bounds = [...type.name.matchAll(/(?<= from | to )-?\d+/g)].map(([bound]) => bound);
  const [least = '0', greatest = least] = bounds;
  const nearest = Number(number) < Number(least) ? least : greatest;
  return [number, whole, nearest, least, greatest, ...powers(whole)];
}

/** The ends of the ranges of integers that have 8 to 64 bits. */
function powers(whole: string): string[] {
  const negative = whole.startsWith('-');
  const ends = [63, 62, 31, 30, 15, 7].map((bits) => (negative ? String(-(2n ** BigInt(bits))) : String(2n ** BigInt(bits === 62 ? 63 : bits === 30 ? 31 : bits) - 1n)));
  return negative ? [...ends, '0'] : [String(2n ** 64n - 1n), String(2n ** 32n - 1n), '65535', '255', ...ends];
}

/** The address that a value most likely means, and its parts. */
export function addresses(value: string): string[] {
  const slash = value.indexOf('/');
  const bare = (slash < 0 ? value : value.slice(0, slash)).replace(/\s+/g, '');
  const resource = slash < 0 ? '' : value.slice(slash + 1).trim();
  const at = bare.indexOf('@');
  const local = at < 0 ? '' : bare.slice(0, at);
  const domain = mendedDomain(bare.slice(at + 1));
  const spelled = (name: string): string => (name === '' ? domain : `${name}@${domain}`);
  const heads = [spelled(local), spelled(escapeLocal(local)), spelled(local.toLowerCase().replace(/[^\p{L}\p{N}._-]/gu, '')), domain].filter((each) => each !== '');
  const whole = heads.flatMap((head) => (resource === '' ? [head] : [`${head}/${resource}`, head]));
  return [...whole, ...heads.map((head) => `${head}/phone`), ...(domain === '' && local !== '' ? [local] : [])].filter((each) => parseJid(each).problems.length === 0);
}

function mendedDomain(domain: string): string {
  return domain.replace(/[^\p{L}\p{N}\p{M}.:[\]{}$-]+/gu, '-').replace(/\.{2,}/g, '.').replace(/(?:^|(?<=\.))-+|-+(?=\.|$)/g, '').replace(/^\.+/, '');
}

/** A time with what XEP-0082 wants of it. */
function moments(value: string): string[] {
  const [, date = '', time = ''] = /^(\d{4}-\d\d-\d\d)(?:[Tt ]?(.*))?$/.exec(value) ?? [];
  const zoned = time === '' ? '' : `${date}T${mendedTime(time)}`;
  const [, year = '', month = '', day = '', clock = ''] = /^(\d{4})-?(\d\d)-?(\d\d)[Tt ]?(\d\d:\d\d.*)?$/.exec(value) ?? [];
  const compact = year === '' || clock === '' ? '' : `${year}-${month}-${day}T${mendedTime(clock)}`;
  const legacy = value.replace(/[-Zz]|\.\d+/g, '');
  return [zoned, compact, date === '' ? '' : `${date}T00:00:00Z`, date, mendedTime(value), legacy].filter((each) => each !== '');
}

function mendedTime(time: string): string {
  const [, clock = '', zone = ''] = /^(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(.*)$/.exec(time) ?? [];
  const full = /^\d\d:\d\d$/.test(clock) ? `${clock}:00` : clock;
  const offset = /^([+-]\d\d):?(\d\d)$/.exec(zone);
  return full === '' ? '' : `${full}${offset === null ? 'Z' : `${offset[1] ?? ''}:${offset[2] ?? ''}`}`;
}

/** Base64 with its padding and without what is none; hexadecimal digits in pairs. */
function bytes(value: string): string[] {
  const digits = value.replace(/-/g, '+').replace(/_/g, '/').replace(/[^A-Za-z0-9+/]/g, '');
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  const padded = whole + '='.repeat((4 - (whole.length % 4)) % 4);
  const hex = value.replace(/[^0-9A-Fa-f]/g, '');
  return [padded, hex, hex.length % 2 === 1 ? `0${hex}` : hex].filter((each) => each !== '');
}
