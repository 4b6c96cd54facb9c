import type { Direction, LogFormat, LogReader } from '../model.ts';
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
import { rustFields } from './fe2o3-values.ts';
import { RustReader, type RustValue } from './rust-debug.ts';
import { spansOfJson, isInSpan } from './rust-tracing.ts';

/** A field of an event, or the text of a message: `frame=Frame {…}`, `SEND channel = 0, frame = Begin(Begin {…})`. */
const event =
  /\b(proto_header|incoming_header|received|sending|frame)( ?= ?|: )(?=ProtocolHeader \{|Frame \{|(?:Mechanisms|Init|Challenge|Response|Outcome)\(Sasl|(?:Open|Begin|Attach|Flow|Transfer|Disposition|Detach|End|Close)(?:\(| \{))/;

/** A struct of a performative that stands alone: it is read where it comes in, or printed again by a session or link. */
const alone = /^(?:Open|Begin|Attach|Flow|Disposition|Detach|End|Close) \{/;

/** Sides of a header exchange of versions that print no direction. */
interface Exchange {
  last: Direction;
}

function formOf(exchange: Exchange): PrintedForm {
  return {
    match: (text) => matched(text, exchange),
    isWhole: () => true,
    read: unitOf,
  };
}

/** The events of fe2o3-amqp at the level trace, in the forms that tracing-subscriber and env_logger print. */
export const fe2o3: LogFormat = {
  name: 'fe2o3',
  title: 'fe2o3-amqp with its feature tracing or log, at the level trace',
  writer: 'client',
  recognises: (text) => event.test(spansOfJson(text) ?? text),
  reader: (take) => {
    const reader = printedReader(formOf({ last: 'received' }), take);
    return joinedSpans(reader);
  },
};

/** The pretty form has the spans on lines of their own behind the event: they tell the direction. */
function joinedSpans(reader: LogReader): LogReader {
  let held: { text: string; number: number } | undefined;
  const give = (spans: string): void => {
    if (held !== undefined) reader.line(`${spans}${held.text}`, held.number);
    held = undefined;
  };
  return {
    line(text, number) {
      const found = event.exec(text);
      if (found?.[2] === ': ') {
        give('');
        held = { text, number };
        return;
      }
      if (held === undefined) reader.line(spansOfJson(text) ?? text, number);
      else if (found !== null) {
        give('');
        reader.line(text, number);
      } else if (isInSpan(text))
        give(
          `${
            text
              .trim()
              .split(/::| with /)
              .find((word) => /^(?:SEND|RECV|send_open|on_incoming_open|negotiate_sasl)$/.test(word)) ?? ''
          }: `,
        );
      else if (!/^\s+(?:at|in) /.test(text)) give('');
    },
    end() {
      give('');
      reader.end();
    },
  };
}

function matched(text: string, exchange: Exchange): PrintedLine | undefined {
  const found = event.exec(text);
  if (found === null) return undefined;
  const [whole, field = '', separator = ''] = found;
  const before = text.slice(0, found.index);
  const content = text.slice(found.index + whole.length);
  const isAlone = alone.test(content);
  // Sessions and links print what has come to them once more.
  if (isAlone && /\bfe2o3_amqp::(?:session|link)\b/.test(before)) return undefined;
  const isMessage = separator === ' = ' || /\b(?:SEND|RECV) $/.test(before);
  const channel = /\bchannel(?: ?= ?|: )(\d{1,5})(?:,? )$/.exec(before.slice(-24))?.[1];
  const direction = directionOf(before, field, { isAlone, hasChannel: channel !== undefined, separator }, exchange);
  if (field.endsWith('_header')) exchange.last = direction;
  return {
    connection: '',
    direction,
    content,
    ...(channel === undefined ? {} : { channel: Number(channel) }),
    place: `${isMessage ? 'message' : 'field'} ${isAlone ? 'struct' : 'frame'}`,
    echo: structOf(content),
  };
}

/** The direction: what the event or a span of it says, or else what prints such an event. */
function directionOf(
  before: string,
  field: string,
  { isAlone, hasChannel, separator }: { isAlone: boolean; hasChannel: boolean; separator: string },
  exchange: Exchange,
): Direction {
  if (field === 'received' || field === 'incoming_header') return 'received';
  if (field === 'sending') return 'sent';
  const said = [...before.matchAll(/\b(SEND|RECV|send_open|on_incoming)(?=[:{ _]|$)/g)].at(-1)?.[1];
  if (said !== undefined) return said.toLowerCase().startsWith('send') ? 'sent' : 'received';
  if (field === 'proto_header') return exchange.last === 'sent' ? 'received' : 'sent';
  if (isAlone) return 'received';
  return hasChannel || separator === ' = ' ? 'sent' : 'received';
}

/** The innermost struct, which is what is printed again without what is around it. */
function structOf(content: string): string {
  const start =
    /\b(?:Open|Begin|Attach|Flow|Transfer|Disposition|Detach|End|Close|Sasl\w{1,12}|ProtocolHeader) \{/.exec(content);
  const from = start?.index ?? 0;
  const reader = new RustReader(content, from);
  return reader.value() === undefined ? content : content.slice(from, reader.at);
}

function unitOf(line: PrintedLine): MadeUnit | string {
  const value = new RustReader(line.content).value();
  if (value === undefined) return 'This frame has no end, or cannot be read';
  if (value.what === 'struct' && value.name === 'ProtocolHeader') return headerOf(value.fields);
  let { channel } = line;
  let body = value;
  if (value.what === 'struct' && value.name === 'Frame') {
    const printed = value.fields.get('channel');
    channel = printed?.what === 'number' ? Number(printed.text) : channel;
    body = value.fields.get('body') ?? value;
  }
  if (body.what === 'named' && body.name === 'Empty') return heartbeat;
  return frameOf(body, channel);
}

function frameOf(body: RustValue, channel: number | undefined): MadeUnit | string {
  // The variant has the performative’s struct in it; a transfer has the size of its payload beside it.
  let inner = body.what === 'named' ? (body.items[0] ?? body) : body;
  let isPayloadCut = false;
  if (inner.what === 'struct' && inner.fields.has('performative')) {
    const size = inner.fields.get('payload.len');
    isPayloadCut = size?.what !== 'number' || size.text !== '0';
    inner = inner.fields.get('performative') ?? inner;
  }
  const type = inner.what === 'struct' ? compositeNamed(inner.name) : undefined;
  if (inner.what !== 'struct' || type === undefined) return 'This is no frame that AMQP 1.0 has';
  return madeFrame({
    performative: type.name,
    fields: rustFields(type, inner.fields),
    ...(channel === undefined ? {} : { channel }),
    ...(isPayloadCut ? { payloadCut: true } : {}),
  });
}

const headerIds: ReadonlyMap<string, number> = new Map([
  ['Amqp', 0],
  ['Tls', 2],
  ['Sasl', 3],
]);

function headerOf(fields: ReadonlyMap<string, RustValue>): MadeUnit | string {
  const id = fields.get('id');
  const known = id?.what === 'named' ? headerIds.get(id.name) : undefined;
  const [major, minor, revision] = ['major', 'minor', 'revision'].map((part) => {
    const value = fields.get(part);
    return value?.what === 'number' ? Number(value.text) : undefined;
  });
  if (known === undefined || major === undefined || minor === undefined || revision === undefined)
    return 'This protocol header cannot be read';
  return madeHeader(known, major, minor, revision);
}
