import type { LogEntry, LogFormat, TakeEntry, XmlEntry } from '../model.ts';

const header = /^\s*(?:<\?xml[^>]*\?>\s*)?<(?:stream:stream|open)[\s>]/;
const end = /^\s*<(?:\/stream:stream\s*>|close[\s/>])|^\s*<stream:error[\s>]/;
/** What a new header of the same connection follows (RFC 6120, 5.4.3.3 and 6.4.6). */
const restarting = /^\s*<(?:proceed|success)[\s/>]/;

/**
 * Tells where a log that names no connections begins another one: a stream begins after the one before it has ended. Streams at the same time cannot
 * be told apart, and stay one connection.
 */
export class StreamRestarts {
  /** Streams that began and have not ended. */
  #open = 0;
  /** Headers that are expected of streams that are open. */
  #expected = 0;
  /** The latest unit ended a stream: another end belongs to the same. */
  #ended = false;
  #isEmpty = true;
  /** The direction of the headers that begin a stream. */
  #opener: XmlEntry['direction'] | undefined;

  /** Whether this entry begins another connection than the entries before it. */
  begins({ text, direction }: XmlEntry): boolean {
    const start = text.slice(0, 400);
    const isFirst = this.#isEmpty;
    this.#isEmpty = false;
    if (header.test(start)) return this.#header(direction, isFirst);
    if (end.test(start)) this.#end();
    else {
      this.#ended = false;
      // A log may begin in the middle of a stream.
      if (isFirst) this.#open = 1;
      if (restarting.test(start)) this.#expected++;
    }
    return false;
  }

  #header(direction: XmlEntry['direction'], isFirst: boolean): boolean {
    this.#opener ??= direction;
    if (direction !== this.#opener) return false;
    this.#ended = false;
    if (this.#open > 0 && this.#expected > 0) {
      this.#expected--;
      return false;
    }
    this.#open++;
    if (this.#open > 1 || isFirst) return false;
    this.#expected = 0;
    return true;
  }

  #end(): void {
    if (!this.#ended) this.#open = Math.max(0, this.#open - 1);
    this.#ended = true;
  }
}

/** The same format, where its reader tells that a connection ended before the next one begins. */
export function withRestarts(format: LogFormat): LogFormat {
  const reader = (take: TakeEntry) => {
    const restarts = new StreamRestarts();
    return format.reader((entry: LogEntry) => {
      if (entry.what === 'xml' && entry.connection === '' && restarts.begins(entry))
        take({ what: 'end', connection: '' });
      take(entry);
    });
  };
  return { ...format, hasXml: true, reader, recognises: (line, before) => format.recognises(line, before) };
}
