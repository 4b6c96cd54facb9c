/**
 * A time as a log spells it. What the log leaves out of it is taken as UTC, as the day 1970-01-01, or as the year 1972, which has all
 * days that a year can have.
 */
export interface LoggedTime {
  /** Milliseconds since 1970, to the microsecond. */
  readonly at: number;
  /** What the log does not tell of it. */
  readonly unknown?: 'day' | 'year';
}

/** UTF-16 units of a line in which its time is. */
const longestHead = 200;
/** Where the message begins at the latest: XML, a frame, a value. */
const message = /(?!^)(?:<[A-Za-z/?!]|->|<-|=>|<=|["{])|\b(?:SEND|RECV|TX|RX) \(/;
/** Most lines without a time have none of these. */
const likely = /\d:\d\d:\d\d|\d{10}/;

const clock = String.raw`(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d):(?<second>[0-5]\d|60)(?:[.,](?<fraction>\d{1,9}))?`;
const half = String.raw`(?:[ \u00a0\u202f]?(?<half>[AP]\.?M\b\.?))?`;
const zone = String.raw`(?: ?(?<zone>Z\b|[+-]\d\d:?\d\d(?![\w:.]))| (?<utc>UTC|GMT)\b)?`;
const names = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const name = `(?<name>${names})[a-z]{0,6}\\.?`;
const day = String.raw`(?<day>[12]\d|3[01]|0?[1-9])`;
const month = String.raw`(?<month>1[0-2]|0?[1-9])`;
const year = String.raw`(?<year>(?:19|20)\d\d)`;
const begins = String.raw`(?<![\w./+-])`;
const ends = String.raw`(?![\w/]|[.,-]\d|:[\da-f]{1,4}(?!\w))`;

const words =
  'trace|debug|info|notice|warn|warning|error|fatal|critical|verbose|fine|finer|finest|config|severe|send|sent|recv|received|in|out|rx|tx|[a-z]';
/** What stands in front of a time that is not known by its date: marks of a quotation, a container’s name, a level, a direction, a thread, a bracket. */
const lead = String.raw`^(?:[\w.-]{1,60} {1,40}\| ?)?(?:[>|#*]|//|--|\s){0,16}(?:(?:\[[^\][]{0,40}\]|\(\w{1,10}\)|(?:${words}):?|[VDIWEF]/[\w.-]{1,40}:)\s{1,8}){0,3}[[(<]?`;

const pattern = (...parts: readonly string[]): RegExp => new RegExp(parts.join(''), 'i');

/** Dates and times, which are taken wherever they are in front of the message. */
const dated: readonly RegExp[] = [
  pattern(begins, year, String.raw`(?<mark>[-/.])${month}\k<mark>${day}(?:T|,? {1,2}|:)`, clock, half, zone, ends),
  pattern(begins, `${day}[ /-]${name}[ /-]${year}(?:,? {1,2}|:)`, clock, half, zone, ends),
  pattern(begins, `${name} {1,2}${day},? {1,2}${year}(?:,| at)? {1,2}`, clock, half, zone, ends),
  pattern(begins, `${name} {1,2}${day} {1,2}`, clock, `(?: (?:UTC|GMT))? ${year}`, ends),
  pattern(
    begins,
    String.raw`(?<first>\d\d?)(?<mark>[-/.])(?<next>\d\d?)\k<mark>${year}(?:T|,? {1,2})`,
    clock,
    half,
    zone,
    ends,
  ),
];
/** Dates without a year. */
const yearless: readonly RegExp[] = [
  pattern(lead, `${name} {1,2}${day},? {1,2}`, clock, ends),
  pattern(lead, String.raw`(?<month>0[1-9]|1[0-2])-(?<day>0[1-9]|[12]\d|3[01]) {1,2}`, clock, ends),
  pattern(String.raw`^[IWEF](?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\d|3[01]) {1,2}`, clock, ends),
];
/** A date of two figures each does not tell which is the day. */
const unclear = String.raw`(?:\d\d[-/.]\d\d[-/.]\d\d,? )?`;
const dayless: readonly RegExp[] = [pattern(lead, unclear, clock, half, zone, ends)];
/** Seconds since 1970, or milliseconds, microseconds or nanoseconds: of a time between 2001 and 2038. */
const epoch = pattern(
  lead,
  String.raw`(?<epoch>(?:1\d|20|21)\d{8})(?:(?<more>\d{3}|\d{6}|\d{9})|[.,](?<fraction>\d{1,9}))?(?=[\s\]):|]|$)(?!:\d)`,
);

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * The time in front of the message of a log’s line, in the spellings that loggers have: ISO 8601 and its like, `Nov 30, 2026 10:00:00 AM`,
 * the dates of syslog and of Android, a time of day, seconds or milliseconds since 1970. Without a zone it is taken as UTC. Undefined
 * where there is none. Never throws; looks at the line’s beginning alone.
 */
export function loggedTime(line: string): LoggedTime | undefined {
  const start = line.slice(0, longestHead);
  if (!likely.test(start)) return undefined;
  const head = start.slice(0, message.exec(start)?.index);
  return (
    first(dated, head, (found) => complete(found, yearOf(found))) ??
    first(yearless, head, (found) => partial(complete(found, 1972), 'year')) ??
    first(dayless, head, (found) => partial(clockOf(found), 'day')) ??
    first([epoch], head, epochOf)
  );
}

function first(
  patterns: readonly RegExp[],
  head: string,
  read: (found: Groups) => LoggedTime | undefined,
): LoggedTime | undefined {
  for (const each of patterns) {
    const found = each.exec(head)?.groups;
    const time = found === undefined ? undefined : read(found);
    if (time !== undefined) return time;
  }
  return undefined;
}

function partial(at: LoggedTime | number | undefined, unknown: 'day' | 'year'): LoggedTime | undefined {
  if (at === undefined) return undefined;
  return { at: typeof at === 'number' ? at : at.at, unknown };
}

function yearOf({ year: text }: Groups): number {
  return Number(text);
}

function complete(found: Groups, ofYear: number): LoggedTime | undefined {
  const [ofMonth, ofDay] = dateOf(found);
  const date = Date.UTC(ofYear, ofMonth - 1, ofDay);
  const time = clockOf(found);
  // A day that the month does not have is in the next one.
  if (time === undefined || ofMonth > 12 || new Date(date).getUTCDate() !== ofDay) return undefined;
  return { at: toMicroseconds(date + time) };
}

/** Month and day. `11/30/2026` has the month in front where the clock has twelve hours, or where it can be nothing else. */
function dateOf(found: Groups): readonly [month: number, day: number] {
  const { name: word, first: one, next: other } = found;
  if (one !== undefined && other !== undefined)
    return found.half !== undefined || Number(other) > 12 ? [Number(one), Number(other)] : [Number(other), Number(one)];
  const ofMonth =
    word === undefined ? Number(found.month) : names.split('|').indexOf(word.slice(0, 3).toLowerCase()) + 1;
  return [ofMonth, Number(found.day)];
}

/** Milliseconds since midnight UTC; less than 0, or a day and more, where the zone makes it so. */
function clockOf({
  hour = '',
  minute = '',
  second = '',
  fraction = '0',
  half: part,
  zone: offset,
}: Groups): number | undefined {
  const told = Number(hour);
  if (part !== undefined && (told < 1 || told > 12)) return undefined;
  const hours = part === undefined ? told : (told % 12) + (/^p/i.test(part) ? 12 : 0);
  const milliseconds = Number(`0.${fraction}`) * 1000;
  return (hours * 3600 + Number(minute) * 60 + Number(second)) * 1000 + toMicroseconds(milliseconds) - zoneOf(offset);
}

function zoneOf(text: string | undefined): number {
  if (text === undefined || /^z$/i.test(text)) return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}

function epochOf({ epoch: seconds, more = '', fraction = more }: Groups): LoggedTime | undefined {
  return { at: toMicroseconds(Number(seconds) * 1000 + Number(`0.${fraction || '0'}`) * 1000) };
}

function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
