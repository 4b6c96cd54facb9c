import { fromHex } from '../../../core/index.ts';
import type { Direction } from '../model.ts';
import { withoutDelay } from './debug-lines.ts';
import { bufferOf, printedBuffer } from './rhea-values.ts';

/** What a line of `rhea:raw` tells. */
export interface RawLine {
  readonly connection: string;
  readonly direction: Direction;
  /** The bytes, or why they cannot be read. */
  readonly bytes: Uint8Array | string;
}

/** `[connection-1] SENT: 8 414d…`, without the size in some logs. */
const rawLine = /^\[([^\]]*)\]:?\s+(SENT|WRITE|RECV|READ|RECEIVED):?\s+/i;
const sized = /^(\d+)(?:\s+bytes)?:?\s+(?=[0-9a-f]*$)/i;

export function readRawLine(text: string): RawLine | undefined {
  const found = rawLine.exec(text);
  if (found === null) return undefined;
  const [whole, connection = '', verb = ''] = found;
  const direction = /SENT|WRITE/i.test(verb) ? 'sent' : 'received';
  const content = text.slice(whole.length).trimEnd();
  return {
    connection,
    direction,
    bytes: content.startsWith('<') || /^[[{]/.test(content) ? older(content) : hex(content),
  };
}

function hex(content: string): Uint8Array | string {
  const size = sized.exec(content);
  const digits = content.slice(size?.[0].length ?? 0);
  const bytes = fromHex(digits.slice(0, digits.length & ~1));
  if (bytes === undefined || bytes.length === 0) return 'These are no bytes in hexadecimal digits';
  const told = size === null ? bytes.length : Number(size[1]);
  return told === bytes.length && digits.length % 2 === 0 ? bytes : `The line has ${bytes.length} of ${told} bytes`;
}

/** Up to 0.2.15: a Buffer as JSON, or as Node.js prints it, which is not all of it. */
function older(content: string): Uint8Array | string {
  const printed = printedBuffer(content);
  if (printed !== undefined)
    return printed.cut
      ? `The line has the first ${printed.bytes.length} bytes only: Node.js cuts longer ones`
      : printed.bytes;
  return bufferIn(content) ?? 'These are no bytes';
}

function bufferIn(content: string): Uint8Array | undefined {
  try {
    const json: unknown = JSON.parse(withoutDelay(content));
    return bufferOf(Array.isArray(json) ? { type: 'Buffer', data: json } : json);
  } catch {
    return undefined; // no JSON: the caller finds out what it is instead
  }
}

/** What a line of `rhea:frames` tells, up to its content. */
export interface FramesLine {
  readonly connection: string;
  readonly direction: Direction;
  readonly channel: number;
  readonly content: string;
}

/** `[connection-1]:0 -> …`; the channel is `undefined` for SASL in some versions; RECV and PENDING up to 0.2.15. */
const framesLine = /^(?:\[([^\]]*)\]|([\w.-]+))(?::(\d{1,10}|undefined)|:)?\s+(->|<-|RECV:|PENDING:)\s+/;

export function readFramesLine(text: string): FramesLine | undefined {
  const found = framesLine.exec(text);
  if (found === null) return undefined;
  const [whole, bracketed, plain = '', channel, arrow] = found;
  return {
    connection: bracketed ?? plain,
    direction: arrow === '->' || arrow === 'PENDING:' ? 'sent' : 'received',
    channel: channel === undefined || channel === 'undefined' ? 0 : Number(channel),
    content: text.slice(whole.length).trimEnd(),
  };
}

const header =
  /^\{\s*"?protocol_id"?:\s*(\d{1,3}),\s*"?major"?:\s*(\d{1,3}),\s*"?minor"?:\s*(\d{1,3}),\s*"?revision"?:\s*(\d{1,3})\s*\}/;

/** The numbers of a protocol header: `{ protocol_id: 0, major: 1, minor: 0, revision: 0 }`. */
export function readHeader(content: string): readonly number[] | undefined {
  return header.exec(content)?.slice(1).map(Number);
}
