import type { LogFormat, LogReader, TakeEntry } from '../model.ts';
import { Cursor, Unreadable } from './cursor.ts';
import { readTerm } from './erlang-terms.ts';
import { isPerformative, type LogFrame } from './frame-of.ts';
import { takeFrame, takeGap, type UnitPlace } from './log-units.ts';
import { loggedTime } from '../logged-time.ts';
import { Processes } from './rabbitmq-processes.ts';
import { recordOf } from './rabbitmq-values.ts';
import { TermEnd } from './term-end.ts';

const prefix = /^(?:\d{4}-\d\d-\d\d[ T][\d:.,]+(?:Z|[+-]\d\d:\d\d)?\s+)?(?:\[\w+\]\s?)?(?:<(\d+\.\d+\.\d+)>\s?)?/;
const channelLine = /^\s*channel (\d{1,5}) (->|<-)\s*/i;
/** A record, with words in front of it at most. */
const termStart = /^([^'"{[#]{0,200})(#?\{?'v1_0\.(\w+)')/;
const sentWords = /<-|\b(?:sent|send|sending|outgoing)\b/i;
const payloadLine = /^\s*followed by \d+ bytes of (?:payload|content)/;
/** Characters of one term. */
const mostText = 16 << 20;

interface Held {
  readonly place: UnitPlace;
  readonly channel: number;
  readonly pieces: string[];
  readonly end: TermEnd;
  size: number;
  whole: boolean;
}

/** Reads what RabbitMQ traces of AMQP 1.0: `channel 0 ->` for what it receives, `<-` for what it sends, and a record on the next lines. */
class RabbitReader implements LogReader {
  readonly #take: TakeEntry;
  readonly #connections = new Processes();
  #announced: { readonly place: UnitPlace; readonly channel: number } | undefined;
  #held: Held | undefined;
  #took: true | undefined;

  constructor(take: TakeEntry) {
    this.#take = take;
  }

  get took(): boolean | undefined {
    return this.#took;
  }

  line(text: string, line: number): void {
    this.#took = undefined;
    const message = jsonMessage(text);
    if (message === undefined) return this.#line(text, line, undefined, undefined);
    const { lines, process, time } = message;
    for (const each of lines) this.#line(each, line, time, process);
  }

  end(): void {
    this.#flush(false);
  }

  #line(text: string, line: number, time: number | undefined, known: string | undefined): void {
    const start = prefix.exec(text);
    const process = known ?? start?.[1] ?? '';
    const content = text.slice(start?.[0].length ?? 0);
    const found = channelLine.exec(content);
    if (found !== null) {
      this.#flush(false);
      const direction = found[2] === '->' ? 'received' : 'sent';
      this.#announced = {
        place: { connection: this.#connections.of(process, direction), direction, line, time },
        channel: Number(found[1]),
      };
      const rest = content.slice(found[0].length);
      if (rest !== '') this.#record(rest, process, line, time);
      return;
    }
    if (this.#held?.whole === true) {
      const cut = payloadLine.test(content);
      this.#flush(cut);
      if (cut) return;
    }
    if (this.#held === undefined) return this.#record(content, process, line, time);
    this.#took = true;
    this.#more(content);
  }

  #record(content: string, process: string, line: number, time: number | undefined): void {
    const [, words = '', , name] = termStart.exec(content) ?? [];
    if (name === undefined || !isPerformative(name)) return;
    const { place, channel } = this.#announced ?? { place: this.#placeOf(words, process, line, time), channel: 0 };
    this.#announced = undefined;
    this.#held = { place: { ...place, line }, channel, pieces: [], end: new TermEnd(), size: 0, whole: false };
    this.#more(content.slice(words.length));
  }

  /** A record without `channel 0 ->` in front of it. */
  #placeOf(words: string, process: string, line: number, time: number | undefined): UnitPlace {
    const direction = sentWords.test(words) ? 'sent' : 'received';
    return { connection: this.#connections.of(process, direction), direction, line, time };
  }

  #more(content: string): void {
    const held = this.#held;
    if (held === undefined) return;
    held.pieces.push(content);
    held.size += content.length + 1;
    held.whole = held.end.push(content);
    if (held.size > mostText) this.#flush(false);
  }

  #flush(payloadCut: boolean): void {
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined) return;
    const { place, channel, pieces, whole } = held;
    if (whole) takeFrame(this.#take, place, () => frame(pieces.join('\n'), channel, payloadCut));
    else takeGap(this.#take, place, 'The record of this frame is cut short');
  }
}

function frame(text: string, channel: number, payloadCut: boolean): LogFrame {
  const found = recordOf(readTerm(new Cursor(text)));
  if (found === undefined) throw new Unreadable('This is no frame');
  return { ...found, channel, ...(payloadCut ? { payloadCut } : {}) };
}

/** A line of RabbitMQ’s log in JSON: its message has several lines. */
function jsonMessage(
  text: string,
): { lines: readonly string[]; process: string | undefined; time: number | undefined } | undefined {
  if (!text.startsWith('{"') || !text.includes('"msg"')) return undefined;
  try {
    const { msg, pid, time } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (typeof msg !== 'string') return undefined;
    return {
      lines: msg.split('\n'),
      process: typeof pid === 'string' ? pid.replace(/[<>]/g, '') : undefined,
      time: typeof time === 'string' ? loggedTime(time)?.at : undefined,
    };
  } catch {
    return undefined; // no JSON
  }
}

/** RabbitMQ’s trace of AMQP 1.0, which it prints where it is built with tracing. */
export const rabbitmq: LogFormat = {
  name: 'rabbitmq',
  title: 'RabbitMQ with its AMQP 1.0 trace (TRACE_AMQP, and the plugin’s debug up to 3.13)',
  writer: 'server',
  isBelow: true,
  recognises(text) {
    const content = text.startsWith('{"')
      ? (jsonMessage(text)?.lines ?? [])
      : [text.slice(prefix.exec(text)?.[0].length ?? 0)];
    return content.some((each) => {
      const name = termStart.exec(each)?.[3];
      return name !== undefined && isPerformative(name);
    });
  },
  reader: (take) => new RabbitReader(take),
};
