/** Lengths of time in milliseconds, by the words for them. */
const times: Readonly<Record<string, number>> = {
  ms: 1,
  msec: 1,
  millis: 1,
  millisecond: 1,
  milliseconds: 1,
  s: 1000,
  sec: 1000,
  secs: 1000,
  second: 1000,
  seconds: 1000,
  m: 60_000,
  min: 60_000,
  mins: 60_000,
  minute: 60_000,
  minutes: 60_000,
  h: 3_600_000,
  hr: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  days: 86_400_000,
};

/** Sizes in bytes: people count frames in powers of two, whichever way they write the unit. */
const sizes: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** Fields that count bytes (AMQP 1.0, 2.7.1 and 2.7.3). */
const sizeFields = new Set(['max-frame-size', 'max-message-size']);

/**
 * The whole number that a text with a unit means in a field: `30s` is 30000 where the type is `milliseconds`, `4k` is 4096 where the
 * field counts bytes. Undefined where the text has no unit, the unit does not fit the field, or the number is not whole.
 */
export function inUnits(type: string, field: string | undefined, text: string): string | undefined {
  const [, number = '', unit = ''] =
    /^\+?(\d{1,15}(?:\.\d{1,9})?)[ _]?([A-Za-z]{1,12})$/.exec(text.trim().slice(0, 60)) ?? [];
  const factor = factorOf(type, field, unit.toLowerCase());
  if (number === '' || factor === undefined) return undefined;
  const value = Number(number) * factor;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

function factorOf(type: string, field: string | undefined, unit: string): number | undefined {
  if (type === 'milliseconds' || type === 'seconds') {
    const factor = Object.hasOwn(times, unit) ? times[unit] : undefined;
    return type === 'seconds' && factor !== undefined ? factor / 1000 : factor;
  }
  if (field === undefined || !sizeFields.has(field)) return undefined;
  const prefix = /^(?:(?:bytes?|octets?)|([kmgt]?)(?:i?b)?)$/.exec(unit);
  return prefix === null ? undefined : sizes[prefix[1] ?? ''];
}
