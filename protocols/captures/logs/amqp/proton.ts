import { encodeHeader } from '../../../amqp/encode/index.ts';
import { encodeScript, parseSource } from '../../../amqp/notation/index.ts';
import type { LogFormat } from '../model.ts';
import { hexNotation, TraceValueReader, unescapeBytes } from './proton-values.ts';

/** `[0x55d0]: AMQP:FRAME:0 -> @open(16) […]`, and without `AMQP:FRAME` in older versions. */
const traceLine = /\[(0x[0-9a-f]+)\]:?\s*(?:(AMQP|SASL)?:?(?:FRAME)?:)?\s*(\d*)\s*(->|<-) (.+?)\s*$/;

/**
 * The log of Qpid Proton's `PN_TRACE_FRM=1`. It has values, not bytes: they are encoded again in the shortest form, so that encodings
 * and sizes may differ from what crossed the wire.
 */
export const proton: LogFormat = {
  name: 'proton',
  title: 'Qpid Proton (C, C++, Python, Ruby, Go) with PN_TRACE_FRM=1',
  writer: 'client',
  recognises: (text) => traceLine.test(text) && /(->|<-) (@[a-z-]+\(\d+\)|AMQP|SASL)/.test(text),
  reader: (take) => ({
    line(text, line) {
      const found = traceLine.exec(text);
      if (found === null) return;
      const [, connection = '', , channel = '', arrow = '', content = ''] = found;
      const place = { connection, direction: arrow === '->' ? 'sent' : 'received', line } as const;
      const made = unitOf(content, channel);
      if (typeof made === 'string') take({ ...place, what: 'gap', why: made });
      else if (made !== undefined) {
        const kind = made[0] === 0x41 ? 'header' : made.length === 8 ? 'heartbeat' : 'frame';
        const bytes = { what: 'unit', protocol: 'amqp', kind, bytes: made } as const;
        take(kind === 'frame' ? { ...place, ...bytes, lossy: 'values' } : { ...place, ...bytes });
      }
    },
    end: () => undefined,
  }),
};

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
