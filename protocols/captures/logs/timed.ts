import { loggedTime, type LoggedTime } from './logged-time.ts';
import type { LogEntry, LogFormat, LogReader, TakeEntry } from './model.ts';

const hour = 3_600_000;
const ofDay = 24 * hour;
/** A clock that goes back by more than this has passed midnight; by less, lines are out of order, or summer time ended. */
const disorder = 2 * hour;

/** Lines whose times are kept: readers give what they hold late. */
const keptLines = 4096;
/** How far above XML the line that announces it is. */
const above = 4;

/** The first of two lines of java.util.logging: the time, the class and the method; the second begins with the level. */
const javaHeader = /^[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4},? \d{1,2}:\d\d:\d\d\s[AP]M(?: [\w.$<>]{1,200}){1,2}\s*$/;
const javaLevel = /^[A-Z]{4,8}: /;

/** A format each of whose entries has the time that is in front of its line. */
export function timed(format: LogFormat): LogFormat {
  return { ...format, reader: (take) => new TimedReader(format, take) };
}

/** The times that records of JSON have in front. */
const stamped = /^(?:\d{10}|\d{4}-\d\d-\d\d[T ])/;

class TimedReader implements LogReader {
  readonly #reader: LogReader;
  readonly #order = new TimeOrder();
  readonly #times = new Map<number, number>();
  #header: number | undefined;

  constructor(format: LogFormat, take: TakeEntry) {
    this.#reader = format.reader((entry) => take(this.#timed(entry)));
  }

  get took(): boolean | undefined {
    return this.#reader.took;
  }

  get isOpen(): boolean | undefined {
    return this.#reader.isOpen;
  }

  line(text: string, number: number): void {
    const found = loggedTime(text);
    const time = found === undefined ? undefined : this.#order.next(found);
    const ofLine = time ?? (javaLevel.test(text) ? this.#header : undefined);
    this.#header = time !== undefined && javaHeader.test(text.slice(0, 400)) ? time : undefined;
    // A text that a logger put between quotes may have several lines with one number: the first has the time, or each record on one line.
    if (ofLine !== undefined && (!this.#times.has(number) || stamped.test(text))) this.#keep(number, ofLine);
    this.#reader.line(text, number);
  }

  end(): void {
    this.#reader.end();
  }

  #keep(number: number, time: number): void {
    this.#times.set(number, time);
    if (this.#times.size <= keptLines) return;
    const [oldest] = this.#times.keys();
    if (oldest !== undefined) this.#times.delete(oldest);
  }

  #timed(entry: LogEntry): LogEntry {
    if (entry.what === 'role' || entry.what === 'end' || entry.time !== undefined) return entry;
    const time = this.#timeOf(entry.line, entry.what === 'xml' ? above : 0);
    return time === undefined ? entry : { ...entry, time };
  }

  /** The time of a line, or of one above it. */
  #timeOf(line: number, most: number): number | undefined {
    for (let each = line; each >= line - most; each--) {
      const time = this.#times.get(each);
      if (time !== undefined) return time;
    }
    return undefined;
  }
}

/** Puts times without a day or without a year in their order: midnight and the end of a year are passed forwards. */
class TimeOrder {
  /** Days since 1970-01-01, and years since 1972, that have passed. */
  #days = 0;
  #years = 0;
  #latest = { day: 0, year: 0 };

  next({ at, unknown }: LoggedTime): number {
    if (unknown === undefined) return at;
    return unknown === 'day' ? this.#ofDay(at) : this.#ofYear(at);
  }

  #ofDay(clock: number): number {
    const time = clock + this.#days * ofDay;
    const late = time - this.#latest.day;
    if (late < -disorder) return (this.#latest.day = clock + ++this.#days * ofDay);
    // A line of the evening behind one of the next day.
    if (late > ofDay - disorder && this.#days > 0) return time - ofDay;
    this.#latest.day = Math.max(this.#latest.day, time);
    return time;
  }

  #ofYear(at: number): number {
    const time = yearsLater(at, this.#years);
    const late = time - this.#latest.year;
    if (late < -180 * ofDay) return (this.#latest.year = yearsLater(at, ++this.#years));
    if (late > 180 * ofDay && this.#years > 0) return yearsLater(at, this.#years - 1);
    this.#latest.year = Math.max(this.#latest.year, time);
    return time;
  }
}

function yearsLater(at: number, years: number): number {
  const date = new Date(at);
  return date.setUTCFullYear(date.getUTCFullYear() + years) + (at - Math.trunc(at));
}
