import { unescapeBytes } from '../../escapes.ts';
import type { LogFormat } from '../model.ts';
import { compositeNamed } from './printed/definitions.ts';
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
import { readFields, unknown } from './printed/values.ts';
import { fieldsOf, javaPrinting } from './protonj-values.ts';

/** `[1234:0] -> Open{…}` of proton-j, `[1234:0] SENT: Open{…}` of qpid-jms. */
const numbered = /\[(-?\d{1,11}):(\d{1,5})\] ?(->|<-|SENT:|RECV:) (?=[A-Z]|$)/;

/** `-> AMQP:[1234:0] Open{…}` of protonj2; first versions have no number of the connection. */
const labelled = /(->|<-) (?:AMQP|SASL): ?\[(?:(-?\d{1,11}):)?(\d{1,5})\] (?=[A-Z]|$)/;

/** A frame on the loggers `proton.trace` and `LoggingProtocolTracer`. */
const ofParser = /\b(IN|OUT): CH\[(\d{1,5})\] : (?=[A-Z])/;
const ofTracer = /\b(received|writing) frame: TransportFrame\{ _channel=(\d{1,5}), _body=(?=[A-Z])/;

/** `RECV: Open{…}` of older qpid-jms; `tcp://127.0.0.1:40000 | RECV: Open{…}` of ActiveMQ. */
const bare =
  /\b(RECV|SENT|SEND)(?::| \|) (?=(?:SASL|AMQP)\s*$|(?:Open|Begin|Attach|Flow|Transfer|Disposition|Detach|End|Close|Sasl[A-Z][a-z]{1,10})\{|Empty Frame)/;

/** `RECV[/127.0.0.1:40000|0] : Open{…}` of Qpid Broker-J. */
const ofBroker = /\b(RECV|SEND)\[([^|[\]]{1,200})\|(\d{1,5})\] : (?=[A-Z])/;

/** What ActiveMQ’s pattern of log lines puts behind a message: the logger, and the thread. */
const behind = / \| [\w.$]{1,120} \| [^|{}]{0,120}$/;

/** What stands between a transfer and its payload. */
const beforePayload = /\}(?: (?:\(\d{1,10}\) |- )?"|\[)/;

const form: PrintedForm = {
  match(text) {
    for (const read of [readNumbered, readLabelled, readOfParser, readOfBroker, readBare]) {
      const line = read(text);
      if (line !== undefined) return { ...line, echo: bodyOf(line.content) };
    }
    return undefined;
  },
  isWhole: (content) => isBalanced(bodyOf(content)),
  read: (line) => unitOf(line, false),
  readCut: (line) => unitOf(line, true),
};

/** The logs of proton-j and of the clients made with it, which all print what its toString methods give. */
export const protonj: LogFormat = {
  name: 'protonj',
  title: 'proton-j, protonj2 and Qpid JMS with PN_TRACE_FRM=true or amqp.traceFrames; Qpid Broker-J',
  writer: 'client',
  recognises: (text) => {
    const content = form.match(text)?.content;
    return content !== undefined && isUnit(content);
  },
  reader: (take) => printedReader(form, take),
};

function readNumbered(text: string): PrintedLine | undefined {
  const found = numbered.exec(text);
  if (found === null) return undefined;
  const [whole, connection = '', channel = '', arrow = ''] = found;
  const isSent = arrow === '->' || arrow === 'SENT:';
  return lineOf(text, found.index, whole, connection, channel, isSent, arrow.length === 2 ? 'trace' : 'tracer');
}

function readLabelled(text: string): PrintedLine | undefined {
  const found = labelled.exec(text);
  if (found === null) return undefined;
  const [whole, arrow, connection = '', channel = ''] = found;
  return lineOf(text, found.index, whole, connection, channel, arrow === '->', 'handler');
}

function readOfParser(text: string): PrintedLine | undefined {
  const found = ofParser.exec(text) ?? ofTracer.exec(text);
  if (found === null) return undefined;
  const [whole, verb = '', channel = ''] = found;
  const line = lineOf(text, found.index, whole, '', channel, verb === 'OUT' || verb === 'writing', verb);
  // The brace behind it ends the TransportFrame.
  return whole.includes('_body=') ? { ...line, content: line.content.replace(/\}\s*$/, '') } : line;
}

function readOfBroker(text: string): PrintedLine | undefined {
  const found = ofBroker.exec(text);
  if (found === null) return undefined;
  const [whole, verb = '', connection = '', channel = ''] = found;
  const line = lineOf(text, found.index, whole, connection, channel, verb === 'SEND', 'broker');
  // Its fields have no space between them.
  const content = line.content.replace(/,(?=[a-z][A-Za-z]{1,30}=)/g, ', ');
  return { ...line, content, isServer: verb === 'RECV' && line.content.startsWith('Open{') };
}

function readBare(text: string): PrintedLine | undefined {
  const found = bare.exec(text);
  if (found === null) return undefined;
  const [whole, verb] = found;
  const address = /(\S+) \| $/.exec(text.slice(Math.max(0, found.index - 200), found.index))?.[1];
  const line = lineOf(text, found.index, whole, address ?? '', '0', verb !== 'RECV', 'bare');
  // What accepts connections gets the first open.
  return { ...line, isServer: address !== undefined && verb === 'RECV' && line.content.startsWith('Open{') };
}

function lineOf(
  text: string,
  at: number,
  head: string,
  connection: string,
  channel: string,
  isSent: boolean,
  part: string,
): PrintedLine {
  return {
    connection,
    direction: isSent ? 'sent' : 'received',
    channel: Number(channel),
    content: withoutEnd(text.slice(at + head.length).trimEnd()),
    // The same part prints on the console, without a prefix, and to a log.
    place: `${part} ${at === 0 ? 'console' : 'log'}`,
  };
}

function withoutEnd(content: string): string {
  const end = content.slice(-300);
  const found = behind.exec(end);
  return found === null ? content : content.slice(0, content.length - end.length + found.index);
}

/** The content without a payload. */
function bodyOf(content: string): string {
  const at = content.startsWith('Transfer{') ? content.search(beforePayload) : -1;
  return at < 0 ? content : content.slice(0, at + 1);
}

const header = /^(?:AMQP|SASL)(?:,(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}))?$/;

function isUnit(content: string): boolean {
  const open = content.indexOf('{');
  if (open < 0) return header.test(content) || content === 'Empty Frame';
  return compositeNamed(content.slice(0, open)) !== undefined;
}

function unitOf({ content, channel, place }: PrintedLine, isCut: boolean): MadeUnit | string {
  const ofHeader = header.exec(content);
  if (ofHeader !== null) {
    const [, ...bytes] = ofHeader;
    if (bytes[0] === undefined) return madeHeader(content.startsWith('S') ? 3 : 0, 1, 0, 0);
    const [id = 0, major = 0, minor = 0, revision = 0] = bytes.map(Number);
    return madeHeader(id, major, minor, revision);
  }
  if (content === 'Empty Frame' || content === 'null') return heartbeat;
  const body = bodyOf(content);
  const open = body.indexOf('{');
  const type = open < 0 ? undefined : compositeNamed(body.slice(0, open));
  if (type === undefined) return 'This is no frame that AMQP 1.0 has';
  if (!isCut && !body.endsWith('}')) return `This ${type.name} has no end`;
  const inner = isCut ? `, ${body.slice(open + 1).trimStart()}` : fieldsOf(body, open);
  const fields = readFields(inner, type, javaPrinting, 0, isCut);
  if (!isCut && body.length > open + 2 && [...fields.values()].every((value) => value === unknown))
    return `The fields of this ${type.name} cannot be read`;
  const frame = { performative: type.name, fields, ...(channel === undefined ? {} : { channel }) };
  const made = madeFrame(
    isCut
      ? { ...frame, payloadCut: true }
      : type.name === 'transfer'
        ? { ...frame, ...payloadOf(content.slice(body.length), place) }
        : frame,
  );
  // Without its channel a frame may belong to any session.
  const hasSession = !/^(?:sasl-|open$|close$)/.test(type.name);
  return typeof made !== 'string' && place.startsWith('bare ') && hasSession ? { ...made, isAfterGap: true } : made;
}

/** ` (12) "…"`, ` - "…"`, ` "…"` or `[…]`, cut after some bytes; the parts that print no payload leave it open whether there is one. */
function payloadOf(rest: string, place: string): { payload?: Uint8Array; payloadCut?: boolean } {
  if (rest === '') return place.startsWith('trace ') || place.startsWith('handler ') ? {} : { payloadCut: true };
  const found = /^(?: (?:\((\d+)\) |- )?"([^]*)"|\[([^]*)\])(\.\.\.\(truncated\))?$/.exec(rest);
  if (found === null) return { payloadCut: true };
  const [, size, quoted, inBrackets = '', isCut] = found;
  // The oldest form has the length of the text in the quotes where it is cut.
  const [, kept = '', cutAt] = /^([^]*?)(?:\((\d+)\))?$/.exec(quoted ?? inBrackets) ?? [];
  const isOldCut = size === undefined && cutAt !== undefined && kept.length === 1024;
  const payload = unescapeBytes(isOldCut ? kept : (quoted ?? inBrackets), 'proton');
  // Versions of protonj2 say nothing where they cut: what is as long as they print may be cut.
  const mayBeCut = place.startsWith('handler ') && (quoted ?? '').length > 60;
  const isShort =
    isCut !== undefined || mayBeCut || isOldCut || (size !== undefined && payload.length !== Number(size));
  return isShort ? { payload, payloadCut: true } : { payload };
}
