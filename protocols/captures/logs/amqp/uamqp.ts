import type { Direction, LogFormat, LogReader, TakeEntry } from '../model.ts';
import { Cursor } from './cursor.ts';
import { isPerformative, type LogFrame } from './frame-of.ts';
import { takeFrame, takeGap, takeHeader, takeHeartbeat, type UnitPlace } from './log-units.ts';
import { comparedName } from './log-value.ts';
import { pythonBytes } from './python-values.ts';
import { Restarts } from './restarts.ts';
import { readFields } from './uamqp-values.ts';

const frameStart = /(->|<-) \[([A-Za-z_ ]+)\](?=\* )/g;
const other = /(->|<-) (?:Header \(AMQP (\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\)|(Empty frame))/;
/** Lines and characters of one frame: a string in it may have line ends, and terminals break long lines. */
const mostLines = 64;
const mostText = 1 << 20;
const connection = '';

interface Held {
  readonly place: UnitPlace;
  readonly performative: string;
  text: string;
  lines: number;
}

/** Reads `-> [OPEN]* {c,NULL,65536}` and its like. */
class UamqpReader implements LogReader {
  readonly #take: TakeEntry;
  readonly #restarts = new Restarts();
  #held: Held | undefined;
  /** The program has sent a close. */
  #closed = false;

  constructor(take: TakeEntry) {
    this.#take = take;
  }

  get isOpen(): boolean {
    return this.#held !== undefined;
  }

  line(text: string, line: number): void {
    const content = unwrapped(text);
    const found = lastStart(content);
    if (found !== undefined) {
      this.#flush();
      const { direction, performative, from, quote } = found;
      const end = quote !== '' && content.trimEnd().endsWith(quote) ? content.lastIndexOf(quote) : content.length;
      if (performative === 'open') this.#restarts.open(direction);
      if (performative === 'close' && direction === 'sent') this.#close();
      this.#hold({
        place: { connection, direction, line },
        performative,
        text: content.slice(from, end),
        lines: 1,
      });
      return;
    }
    const plain = other.exec(content);
    if (plain !== null) return this.#other(plain, line);
    if (this.#held !== undefined)
      this.#hold({ ...this.#held, text: this.#held.text + content, lines: this.#held.lines + 1 });
  }

  end(): void {
    this.#flush();
  }

  /** A log-in that is refused shows as a close alone: SASL is not logged. */
  #close(): void {
    if (this.#closed) this.#take({ what: 'end', connection });
    this.#closed = true;
  }

  #other(found: RegExpExecArray, line: number): void {
    this.#flush();
    const [, arrow, ...numbers] = found;
    const direction = directionOf(arrow);
    const place = { connection, direction, line };
    if (found[6] !== undefined) return takeHeartbeat(this.#take, place);
    if (direction === 'sent') this.#closed = false;
    if (this.#restarts.header(direction)) this.#take({ what: 'end', connection });
    takeHeader(this.#take, place, numbers.slice(0, 4).map(Number));
  }

  #hold(held: Held): void {
    this.#held = held;
    if (isWhole(held.text) || held.lines >= mostLines || held.text.length > mostText) this.#flush();
  }

  #flush(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined) return;
    const { place, performative, text } = held;
    if (isPerformative(performative)) takeFrame(this.#take, place, () => frame(performative, text));
    else takeGap(this.#take, place, 'The log does not say which frame this is');
  }
}

/** `"%r"` of Python’s logging: bytes in quotes. */
function unwrapped(text: string): string {
  const start = /(?:^|[\s:(])b(['"])/.exec(text);
  if (start === null) return text;
  const from = start.index + start[0].length;
  const end = text.lastIndexOf(start[1] ?? "'");
  return end < from ? text : new TextDecoder().decode(pythonBytes(text.slice(from, end)));
}

/** The last frame that begins in a line: before it are the sections of a message. */
function lastStart(
  text: string,
): { direction: Direction; performative: string; from: number; quote: string } | undefined {
  let last: RegExpExecArray | undefined;
  for (const found of text.matchAll(frameStart)) last = found;
  if (last === undefined) return undefined;
  return {
    direction: directionOf(last[1]),
    performative: comparedName(last[2] ?? ''),
    from: last.index + last[0].length,
    quote: /["']$/.exec(text.slice(0, last.index))?.[0] ?? '',
  };
}

function directionOf(arrow: string | undefined): Direction {
  return arrow === '->' ? 'sent' : 'received';
}

function isWhole(text: string): boolean {
  let depth = 0;
  for (const char of text) depth += char === '{' ? 1 : char === '}' ? -1 : 0;
  return depth <= 0 && text.includes('{');
}

function frame(performative: string, text: string): LogFrame {
  const cursor = new Cursor(text);
  const fields = readFields(cursor, performative);
  if (cursor.blank().at < text.length) throw cursor.unreadable();
  // A message is not printed with its transfer.
  return { performative, fields, ...(performative === 'transfer' ? { payloadCut: true } : {}) };
}

/** The trace of azure-uamqp-c and of the Python library uamqp. */
export const uamqp: LogFormat = {
  name: 'uamqp',
  title: 'azure-uamqp-c and the Python library uamqp, with their trace on',
  writer: 'client',
  recognises(text) {
    const name = /(?:->|<-) \[([A-Za-z_ ]+)\]\* \{/.exec(text)?.[1];
    return (name !== undefined && isPerformative(name)) || /(?:->|<-) Header \(AMQP \d+\.\d+\.\d+\.\d+\)/.test(text);
  },
  reader: (take) => new UamqpReader(take),
};
