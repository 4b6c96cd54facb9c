import { fromHex } from '../../../core/index.ts';
import type { LogFormat } from '../model.ts';
import { netLitePrinting, netLiteType } from './amqpnetlite-values.ts';
import {
  heartbeat,
  madeFrame,
  madeHeader,
  printedReader,
  type MadeUnit,
  type PrintedForm,
  type PrintedLine,
} from './printed/reader.ts';
import { isBalanced } from './printed/split.ts';
import { readFields } from './printed/values.ts';

/** `SEND (ch=0) open(…)`, `RECV AMQP 3 1 0 0`, `RECV sasl-outcome(code:Ok)`. */
const line =
  /\b(SEND|RECV) (?:\(ch=(\d{1,5})\) ?((?:open|begin|attach|flow|transfer|disposition|detach|end|close)\([^]*|empty\s*$|\s*$)|(AMQP \d{1,3}[ .]\d{1,3}[ .]\d{1,3}(?:[ .]\d{1,3})?)\s*$|(sasl-(?:mechanisms|init|challenge|response|outcome)\([^]*))/;

/** The level Buffer prints the bytes. */
const buffer = /\b(SEND|RECV) ((?:[0-9A-F]{2}){8,})\s*$/;

const form: PrintedForm = {
  match(text) {
    const found = line.exec(text);
    if (found === null) return undefined;
    const [, verb, channel, frame, header, sasl] = found;
    return {
      connection: '',
      direction: verb === 'SEND' ? 'sent' : 'received',
      ...(channel === undefined ? {} : { channel: Number(channel) }),
      content: (frame ?? header ?? sasl ?? '').trimEnd(),
      place: '',
    };
  },
  isWhole: isBalanced,
  read: unitOf,
};

/** The log of a listener of AMQP.Net Lite. */
export const amqpNetLite: LogFormat = {
  name: 'amqpnetlite',
  title: 'AMQP.Net Lite with a Trace.TraceListener, and TraceLevel.Frame or TraceLevel.Buffer',
  writer: 'client',
  recognises: (text) => (form.match(text)?.content ?? '') !== '' || bytesOf(text) !== undefined,
  reader: (take) => {
    const reader = printedReader(form, take);
    return {
      line(text, number) {
        const found = bytesOf(text);
        if (found === undefined) reader.line(text, number);
        else take({ what: 'stream', connection: '', ...found, line: number });
      },
      end: () => {
        reader.end();
      },
    };
  },
};

/** The bytes of a header or of a whole frame. */
function bytesOf(text: string): { direction: 'sent' | 'received'; bytes: Uint8Array } | undefined {
  const [, verb, hex = ''] = buffer.exec(text) ?? [];
  const isWhole = hex.startsWith('414D5150') ? hex.length === 16 : parseInt(hex.slice(0, 8), 16) * 2 === hex.length;
  const bytes = isWhole ? fromHex(hex) : undefined;
  return bytes === undefined ? undefined : { direction: verb === 'SEND' ? 'sent' : 'received', bytes };
}

function unitOf({ content, channel }: PrintedLine): MadeUnit | string {
  if (content === '' || content === 'empty') return heartbeat;
  if (content.startsWith('AMQP ')) {
    const [id = 0, major = 1, minor = 0, revision = 0] = content.slice(5).split(/[ .]/).map(Number);
    return madeHeader(id, major, minor, revision);
  }
  const [, name = '', body = '', size] = /^([a-z-]+)\(([^]*)\)(?: payload (\d{1,15}))?$/.exec(content) ?? [];
  const type = netLiteType(name);
  if (type === undefined) return 'This frame has no end';
  const made = madeFrame({
    performative: type.name,
    fields: readFields(`,${body}`, type, netLitePrinting),
    ...(channel === undefined ? {} : { channel }),
    // Of a payload there is the size alone.
    ...(size === undefined || size === '0' ? {} : { payloadCut: true }),
  });
  // Some versions print of SASL what is received only.
  return type.name === 'sasl-outcome' && typeof made !== 'string' ? { ...made, isAfterGap: true } : made;
}
