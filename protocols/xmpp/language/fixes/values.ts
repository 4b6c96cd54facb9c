import { closest } from '../../../core/index.ts';
import { escapeLocal, parseJid } from '../../jid/index.ts';
import type { CompiledType } from '../../model/datatypes.ts';
import { sampleValue } from './sample.ts';

/**
 * Values that a type accepts in the place of one that it does not, the likeliest first: the value written otherwise, the nearest
 * of an enumeration, the nearest number. Only where nothing is written, a sample: nothing is made up in the place of a value.
 * `name` is what the value is for.
 */
export function valuesFor(type: CompiledType, value: string, name: string): string[] {
  const plain = value.trim();
  const fits = (each: string): boolean => each !== value && type.problem(each) === undefined;
  if (plain === '')
    return [...new Set([...fromEnumeration(type, plain).filter(fits), sampleValue(type, name)])].filter(
      (each) => each !== value,
    );
  const isAddress = /^an? (?:\w+ )?JID|^a domain/.test(type.name);
  const alike = isAddress
    ? ([escaped(plain), ...addresses(plain)].find((each) => each.some(fits)) ?? [])
    : [...fromEnumeration(type, plain), ...respelled(plain), ...ofKind(type, plain)];
  return [...new Set([plain, ...alike])].filter(fits).slice(0, 4);
}

/** Values that only make sense for the kind of type that it is. */
function ofKind({ name }: CompiledType, value: string): string[] {
  if (/^an? (?:integer|number|decimal)/.test(name)) return fromNumber(name, value);
  if (name === 'base64') return base64(value);
  if (name.startsWith('hexadecimal')) return hexadecimal(value);
  return /^an? (?:date|time)/.test(name) ? moments(value) : [];
}

const yes = /^(?:y|yes|on|ja|oui|t)$/i;
const no = /^(?:n|no|off|none|f)$/i;

function fromEnumeration({ values }: CompiledType, value: string): string[] {
  const word =
    values.includes('true') && yes.test(value)
      ? 'true'
      : values.includes('false') && no.test(value)
        ? 'false'
        : undefined;
  const near = closest(value.slice(0, 60), values);
  const same = values.find((each) => each.toLowerCase() === value.toLowerCase());
  return [word, same, near, ...values.slice(0, 3)].filter((each) => each !== undefined);
}

/** An address without the scheme of a URI, and with XEP-0106's escapes for characters that a localpart must not contain. */
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
    value.replace(/^(?:xmpp:){0,100}\/*/i, 'xmpp:'),
    value.replace(/,/g, '.'),
    value.replace(/^sha(?=\d)/i, 'sha-'),
  ];
}

/** The integer in a value, and the nearest one that the type takes. */
function fromNumber(name: string, value: string): string[] {
  const number = /^[+-]?\d+(?:\.\d+)?$/.exec(value.replace(/[\s_]+/g, ''))?.[0];
  if (number === undefined) return [];
  const whole = number.replace(/\..*$/, '');
  const bounds = [...name.matchAll(/(?<= from | to )-?\d+/g)].map(([bound]) => bound);
  const [least = '0', greatest = least] = bounds;
  const nearest = Number(number) < Number(least) ? least : greatest;
  return [number, whole, nearest, least, greatest, ...powers(whole)];
}

/** The ends of the ranges of integers that have 8 to 64 bits. */
function powers(whole: string): string[] {
  const negative = whole.startsWith('-');
  const ends = [63, 62, 31, 30, 15, 7].map((bits) =>
    negative ? String(-(2n ** BigInt(bits))) : String(2n ** BigInt(bits === 62 ? 63 : bits === 30 ? 31 : bits) - 1n),
  );
  return negative ? [...ends, '0'] : [String(2n ** 64n - 1n), String(2n ** 32n - 1n), '65535', '255', ...ends];
}

/** The addresses that a value may mean: those that keep all of it, then those without its resource, its localpart, and with more. */
export function addresses(value: string): string[][] {
  const slash = value.indexOf('/');
  const bare = (slash < 0 ? value : value.slice(0, slash)).replace(/\s+/g, '');
  const spaced = (slash < 0 ? value : value.slice(0, slash)).trim();
  const resource = slash < 0 ? '' : value.slice(slash + 1).trim();
  const at = bare.indexOf('@');
  const local = at < 0 ? '' : bare.slice(0, at);
  const domain = mendedDomain(bare.slice(at + 1));
  const spelled = (name: string): string => (name === '' ? domain : `${name}@${domain}`);
  const written = at < 0 ? '' : spaced.slice(0, spaced.indexOf('@')).trim();
  const heads = [
    spelled(local),
    spelled(escapeLocal(local)),
    spelled(escapeLocal(written)),
    spelled(local.toLowerCase().replace(/[^\p{L}\p{N}._-]/gu, '')),
  ].filter((each) => each !== '');
  const whole = resource === '' ? heads : heads.map((head) => `${head}/${resource}`);
  const tiers = [
    whole,
    heads,
    domain === '' ? (local === '' ? [] : [local]) : [domain],
    heads.map((head) => `${head}/phone`),
  ];
  return tiers.map((tier) => tier.filter((each) => parseJid(each).problems.length === 0));
}

function mendedDomain(domain: string): string {
  return domain
    .replace(/[^\p{L}\p{N}\p{M}.:[\]{}$-]+/gu, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/(?:^|(?<=\.))-+|-+(?=\.|$)/g, '')
    .replace(/^\.+/, '');
}

/** A time with what XEP-0082 wants of it. */
function moments(value: string): string[] {
  const [, date = '', time = ''] = /^(\d{4}-\d\d-\d\d)(?:[Tt ]?(.*))?$/.exec(value) ?? [];
  const zoned = time === '' ? '' : `${date}T${mendedTime(time)}`;
  const [, year = '', month = '', day = '', clock = ''] =
    /^(\d{4})-?(\d\d)-?(\d\d)[Tt ]?(\d\d:\d\d.*)?$/.exec(value) ?? [];
  const compact = year === '' || clock === '' ? '' : `${year}-${month}-${day}T${mendedTime(clock)}`;
  const legacy = value.replace(/[-Zz]|\.\d+/g, '');
  return [zoned, compact, date === '' ? '' : `${date}T00:00:00Z`, date, mendedTime(value), legacy].filter(
    (each) => each !== '',
  );
}

function mendedTime(time: string): string {
  const [, clock = '', zone = ''] = /^(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(.*)$/.exec(time) ?? [];
  const full = /^\d\d:\d\d$/.test(clock) ? `${clock}:00` : clock;
  const offset = /^([+-]\d\d):?(\d\d)$/.exec(zone);
  return full === '' ? '' : `${full}${offset === null ? 'Z' : `${offset[1] ?? ''}:${offset[2] ?? ''}`}`;
}

/** Base64 with its padding, and without what is between its digits. */
function base64(value: string): string[] {
  const digits = value
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/[\s=:,;]+/g, '');
  return [digits + '='.repeat((4 - (digits.length % 4)) % 4)];
}

/** Hexadecimal digits in pairs. */
function hexadecimal(value: string): string[] {
  const digits = value.replace(/^0x|[\s:,;-]+/gi, '');
  return [digits, `0${digits}`];
}
