import type { NumberValue, TimeValue } from './model.ts';

type Units = Readonly<Record<string, number>>;

const bytes: Units = {
  b: 1,
  k: 1e3,
  kb: 1e3,
  m: 1e6,
  mb: 1e6,
  g: 1e9,
  gb: 1e9,
  ki: 1024,
  kib: 1024,
  mi: 1024 ** 2,
  mib: 1024 ** 2,
  gi: 1024 ** 3,
  gib: 1024 ** 3,
};
const milliseconds: Units = { us: 1e-3, µs: 1e-3, ms: 1, s: 1e3, sec: 1e3, min: 6e4, h: 36e5 };

/** The units of a size, of a duration, of the value of any field. Upper and lower case are alike. */
export const units = {
  size: bytes,
  duration: milliseconds,
  field: { ...bytes, ...milliseconds },
  none: {},
} as const satisfies Record<string, Units>;

/** Reads `1.5k`: a number with a unit. The result is in bytes, milliseconds, or plain; undefined where it is none. */
export function readAmount(text: string, known: Units): number | undefined {
  const match = /^([+-]?\d{1,40}(?:\.\d{1,40})?(?:e[+-]?\d{1,3})?)([a-zµ]*)$/iu.exec(text);
  if (match === null) return undefined;
  const unit = (match[2] ?? '').toLowerCase();
  const factor = unit === '' ? 1 : Object.hasOwn(known, unit) ? known[unit] : undefined;
  return factor === undefined ? undefined : Number(match[1]) * factor;
}

const day = 86_400_000;

/**
 * Reads a time: `12:00`, `12:00:05.250`, `2026-11-29`, `2026-11-29T12:00`, with `Z` or `+01:00` at its end, or seconds since 1970.
 * Undefined where it is none.
 */
export function readTime(text: string): Pick<TimeValue, 'at' | 'base' | 'precision'> | undefined {
  if (/^\d{9,12}(?:\.\d{1,9})?$/.test(text))
    return { at: Number(text) * 1000, base: 'utc', precision: precisionOf(text) };
  const match =
    /^(?:(\d{4})-(\d\d)-(\d\d))?(?:[T ]?(\d{1,2}):(\d\d)(?::(\d\d(?:\.\d{1,9})?))?)?(Z|[+-]\d\d:?\d\d)?$/iu.exec(text);
  if (match === null) return undefined;
  const [, year, month, date, hours, minutes, seconds, zone] = match;
  if (year === undefined && (hours === undefined || zone !== undefined)) return undefined;
  const clock = Number(hours ?? 0) * 3_600_000 + Number(minutes ?? 0) * 60_000 + Number(seconds ?? 0) * 1000;
  if (Number(hours ?? 0) > 24 || Number(minutes ?? 0) > 59 || Number(seconds ?? 0) >= 61) return undefined;
  const precision = seconds !== undefined ? precisionOf(seconds) : hours === undefined ? day : 60_000;
  if (year === undefined) return { at: clock, base: 'day', precision };
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(date));
  const isDate = new Date(midnight).toISOString().startsWith(`${year}-${month ?? ''}-${date ?? ''}`);
  if (!isDate) return undefined;
  return { at: midnight + clock - zoneOffset(zone), base: zone === undefined ? 'local' : 'utc', precision };
}

/** What the last digit of a number of seconds stands for, in milliseconds. */
function precisionOf(seconds: string): number {
  const point = seconds.indexOf('.');
  return point < 0 ? 1000 : 1000 / 10 ** (seconds.length - point - 1);
}

/** Milliseconds that a zone is ahead of UTC. */
function zoneOffset(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const digits = zone.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/** Whether two numbers compare as an operator says. @param precision `=` holds up to this much above the wanted one */
export function compares(
  operator: ':' | '=' | '<' | '<=' | '>' | '>=',
  value: number,
  wanted: Pick<NumberValue, 'number'>,
  precision = 0,
): boolean {
  const { number } = wanted;
  switch (operator) {
    case '<':
      return value < number;
    case '<=':
      return value <= number;
    case '>':
      return value > number;
    case '>=':
      return value >= number;
    default:
      return precision === 0 ? value === number : value >= number && value < number + precision;
  }
}
