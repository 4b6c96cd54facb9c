import { encodeScript, parseSource } from '../notation/index.ts';
import { encodeHeader } from '../encode/index.ts';
import { hexNotation, TraceValueReader, unescapeBytes } from './values.ts';

/** One unit that a trace tells of, made into bytes again. */
export interface TracedUnit {
  readonly connection: string;
  /** Seen from the program that printed the trace. */
  readonly direction: 'sent' | 'received';
  readonly bytes: Uint8Array;
  /** Line of the log, from 1. */
  readonly line: number;
}

/** A line of the trace that makes no unit. */
export interface TraceProblem {
  readonly line: number;
  readonly message: string;
}

export interface ProtonTrace {
  readonly units: readonly TracedUnit[];
  readonly problems: readonly TraceProblem[];
}

/** `[0x55d0]: AMQP:FRAME:0 -> @open(16) […]`, and without `AMQP:FRAME` in older versions. */
const traceLine = /\[(0x[0-9a-f]+)\]:?\s*(?:(AMQP|SASL)?:?(?:FRAME)?:)?\s*(\d*)\s*(->|<-) (.+?)\s*$/;

/** Whether a text looks like the log of `PN_TRACE_FRM=1`. */
export function isProtonTrace(text: string): boolean {
  return text
    .split(/\r?\n/, 200)
    .some((line) => traceLine.test(line) && /(->|<-) (@[a-z-]+\(\d+\)|AMQP|SASL)/.test(line));
}

/**
 * Reads the log of Qpid Proton's `PN_TRACE_FRM=1`. The trace has values, not bytes: they are encoded again in the shortest form, so
 * that encodings and sizes may differ from what crossed the wire. Lines of other kinds are passed over.
 */
export function readProtonTrace(text: string): ProtonTrace {
  const units: TracedUnit[] = [];
  const problems: TraceProblem[] = [];
  text.split(/\r?\n/).forEach((source, index) => {
    const found = traceLine.exec(source);
    if (found === null) return;
    const [, connection = '', , channel = '', arrow = '', content = ''] = found;
    const line = index + 1;
    const made = unitOf(content, channel);
    if (made instanceof Uint8Array)
      units.push({ connection, direction: arrow === '->' ? 'sent' : 'received', bytes: made, line });
    else if (made !== undefined) problems.push({ line, message: made });
  });
  return { units, problems };
}

/** The bytes, or what is wrong; undefined for what is no unit (`EOS`). */
function unitOf(content: string, channel: string): Uint8Array | string | undefined {
  if (content === 'AMQP') return encodeHeader('amqp');
  if (content === 'SASL') return encodeHeader('sasl');
  if (/^\(?(EMPTY|empty)/.test(content)) return Uint8Array.of(0, 0, 0, 8, 2, 0, 0, 0);
  const head = /^@([a-z-]+)\(\d+\) /.exec(content);
  if (head === null) return undefined;
  const reader = new TraceValueReader(content, head[0].length);
  const fields = reader.fields();
  if (fields === undefined)
    return `The fields of this ${head[1] ?? 'frame'} cannot be read from character ${reader.at + 1} on`;
  const payload = payloadOf(content.slice(reader.at));
  if (typeof payload === 'string') return payload;
  const step = `- ${head[1] ?? ''}: ${fields}\n${channel === '' || channel === '0' ? '' : `  channel: ${channel}\n`}${payload === undefined ? '' : `  payload: ${hexNotation(payload)}\n`}`;
  const { steps, problems } = encodeScript({ source: parseSource(step) }, () => undefined);
  const [first] = steps;
  return first?.kind === 'bytes' ? first.bytes : `This frame cannot be made: ${problems[0]?.message ?? 'it is empty'}`;
}

/** `(157) \x00Sp…`, in quotes in older versions; a payload that the trace cut short is reported. */
function payloadOf(rest: string): Uint8Array | string | undefined {
  const found = /^ \((\d+)\) "?(.*?)"?$/.exec(rest);
  if (found === null) return undefined;
  const bytes = unescapeBytes((found[2] ?? '').replace(/"?\.\.\. \(truncated\)$/, ''));
  const size = Number(found[1]);
  return bytes.length === size
    ? bytes
    : `The trace has ${bytes.length} of the payload's ${size} bytes; Proton cuts long ones short`;
}
