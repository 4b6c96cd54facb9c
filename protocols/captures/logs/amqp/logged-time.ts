const date = /(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s*(Z|[+-]\d\d:?\d\d)?/;

/**
 * The time in front of a log’s text, such as `2026-11-30 14:51:42,410`, in milliseconds since 1970. Without a zone it is taken as UTC.
 * Undefined where there is no date.
 */
export function loggedTime(before: string): number | undefined {
  const found = date.exec(before.slice(0, 256));
  if (found === null) return undefined;
  const [, day = '', clock = '', fraction = '0', zone = 'Z'] = found;
  const place = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const time = Date.parse(`${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}${place}`);
  return Number.isNaN(time) ? undefined : time;
}
