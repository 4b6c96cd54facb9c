import { describe, expect, test } from 'vitest';
import { decodeFrame, fieldsJson } from '../../../../../protocols/amqp/index.ts';
import type { LogValue } from '../../../../../protocols/captures/logs/amqp/frame-of.ts';
import { protonj } from '../../../../../protocols/captures/logs/amqp/protonj.ts';
import { entriesOf, entriesOfKind } from '../entries.ts';
import { expectKept, expectNoThrow, type PrintedFrame } from './printed-frames.ts';

const units = (text: string) => entriesOfKind(protonj, text, 'unit');
const frames = (text: string) =>
  units(text).map(({ bytes, direction, connection, kind }) => {
    const frame = decodeFrame(bytes);
    return `${connection} ${direction} ${frame.channel ?? '-'} ${frame.performativeName ?? kind}`;
  });
const fields = (content: string) => fieldsJson(decodeFrame(units(`[7:0] -> ${content}`)[0]!.bytes));

const open =
  "Open{ containerId='c', hostname='null', maxFrameSize=1048576, channelMax=32767, idleTimeOut=30000, outgoingLocales=null, incomingLocales=null, offeredCapabilities=null, desiredCapabilities=[SHARED-SUBS, ANONYMOUS-RELAY], properties={product=QpidJMS, version=2.5.0, platform=JVM: 17.0.15, 17.0.15+6, Debian, OS: Linux, amd64}}";
const transfer =
  'Transfer{handle=0, deliveryId=0, deliveryTag=\\x00}, messageFormat=0, settled=false, more=false, rcvSettleMode=null, state=null, resume=false, aborted=false, batchable=false}';

describe('the logs of proton-j', () => {
  test('of a client have units of each direction, once where console and log both have them', () => {
    const log = `[42:0] -> SASL
14:51:40.391 [AmqpProvider :(1)] TRACE o.a.qpid.jms.provider.amqp.FRAMES - [42:0] SENT: SASL
[42:0] <- SaslOutcome{_code=OK, _additionalData=null}
14:51:40.392 [AmqpProvider :(1)] TRACE o.a.qpid.jms.provider.amqp.FRAMES - [42:0] RECV: SaslOutcome{_code=OK, _additionalData=null}
[42:0] -> AMQP
[42:0] -> ${open}
14:51:40.393 [AmqpProvider :(1)] INFO  o.a.q.j.JmsConnection - connected
[42:1] -> Begin{remoteChannel=null, nextOutgoingId=1, incomingWindow=2047, outgoingWindow=1, handleMax=65535, offeredCapabilities=null, desiredCapabilities=null, properties=null}
[42:0] <- Empty Frame
[42:0] <- Empty Frame`;
    expect(frames(log)).toEqual([
      '42 sent - header',
      '42 received 0 sasl-outcome',
      '42 sent - header',
      '42 sent 0 open',
      '42 sent 1 begin',
      '42 received 0 heartbeat',
      '42 received 0 heartbeat',
    ]);
  });
  test.each([
    ['proton-j', `[7:3] -> ${open}`, '7 sent 3 open'],
    ['qpid-jms', `2024-01-01 TRACE [FRAMES] [7:3] RECV: ${open}`, '7 received 3 open'],
    ['protonj2', `-> AMQP:[7:3] ${open}`, '7 sent 3 open'],
    ['protonj2, first versions', `<- AMQP: [3] ${open}`, ' received 3 open'],
    ['a frame parser', `FINE: IN: CH[3] : ${open}`, ' received 3 open'],
    ['a tracer', `FINER: Transport writing frame: TransportFrame{ _channel=3, _body=${open}}`, ' sent 3 open'],
    ['older qpid-jms', `12:00 TRACE [FRAMES] SENT: ${open}`, ' sent 0 open'],
    ['ActiveMQ', `TRACE | tcp://127.0.0.1:40000 | RECV: ${open}`, 'tcp://127.0.0.1:40000 received 0 open'],
    ['protonj2, a header', '<- SASL:[7:0] AMQP,3,1,0,0', '7 received - header'],
  ])('are read in the form of %s', (_name, line, expected) => {
    expect(protonj.recognises(line, '')).toBe(true);
    expect(frames(line)).toEqual([expected]);
  });
  test('of a broker are written by the server', () => {
    const [first] = entriesOf(protonj, `tcp://127.0.0.1:40000 | RECV: ${open}`);
    expect(first).toMatchObject({ what: 'role', side: 'server' });
  });
  test('begin another connection with an open after an open of the same direction', () => {
    const entries = entriesOf(protonj, `SENT: ${open}\nRECV: ${open}\nSENT: ${open}\nRECV: ${open}`);
    expect(entries.flatMap(({ what }) => (what === 'unit' || what === 'end' ? [what] : []))).toEqual([
      'unit',
      'unit',
      'end',
      'unit',
      'unit',
    ]);
  });
  test('have texts with commas, brackets and line breaks', () => {
    expect(fields(open)).toMatchObject({
      'container-id': 'c',
      'desired-capabilities': ['SHARED-SUBS', 'ANONYMOUS-RELAY'],
      properties: {
        $map: [
          ['product', 'QpidJMS'],
          ['version', '2.5.0'],
          ['platform', 'JVM: 17.0.15, 17.0.15+6, Debian, OS: Linux, amd64'],
        ],
      },
    });
    const close = "Close{error=Error{condition=amqp:not-found, description='no {queue\nsecond line, x', info=null}}";
    expect(fields(close)).toMatchObject({ error: { description: 'no {queue\nsecond line, x' } });
  });
  test('have what is not certain as unknown', () => {
    const twice = "Open{ containerId='a', hostname='b', hostname='c', maxFrameSize=512}";
    expect(fields(twice)).toEqual({ 'max-frame-size': 512 });
    const date =
      'Begin{remoteChannel=-1, nextOutgoingId=1, incomingWindow=1, outgoingWindow=1, handleMax=1, offeredCapabilities=null, desiredCapabilities=null, properties={at=Thu Jan 01 00:00:00 UTC 1970, a=[B@1b2c3d, n=12, l=[1, {x=y}]}}';
    const { 'remote-channel': channel, properties } = fields(date) as Record<string, unknown>;
    expect(channel).toBeUndefined();
    expect(properties).toEqual({
      $map: [
        ['n', 12],
        ['l', [1, { $map: [['x', 'y']] }]],
      ],
    });
  });
  test('have the payload that they print, and tell where it is cut', () => {
    const tail = (line: string) => {
      const { bytes, lossy } = units(line)[0]!;
      return [new TextDecoder('latin1').decode(bytes.slice(-6)), lossy];
    };
    expect(tail(`[7:0] -> ${transfer} (8) "a} (b" \\x5c"`)).toEqual([' (b" \\', 'values']);
    expect(tail(`[7:0] -> ${transfer} (999) "abcdef"...(truncated)`)).toEqual(['abcdef', 'cut']);
    expect(tail(`-> AMQP:[7:0] ${transfer} - "abcdef"`)).toEqual(['abcdef', 'values']);
    expect(tail(`-> AMQP:[7:0] ${transfer} - "${'abcdef'.repeat(10)}abcd"`)).toEqual(['efabcd', 'cut']);
    expect(tail(`IN: CH[0] : ${transfer}[abcdef]`)).toEqual(['abcdef', 'values']);
    expect(units(`RECV: ${transfer}`)[0]!.lossy).toBe('cut');
  });
  test.each([
    ['\\x00b', '0062'],
    ['{258}', '0102'],
    ['DeliveryTag: {[0, -1]}', '00ff'],
    ['"\\x07"', '07'],
  ])('have the delivery-tag %s', (printed, hex) => {
    expect(fields(transfer.replace('\\x00}', printed))).toMatchObject({ 'delivery-tag': { $binary: hex } });
  });
  test('have a gap where a frame ends before its name', () => {
    expect(entriesOfKind(protonj, '[7:0] -> Ope', 'gap')).toEqual([
      { what: 'gap', connection: '7', direction: 'sent', line: 1, why: 'This is no frame that AMQP 1.0 has' },
    ]);
  });
  test('keep every value that they print', () => {
    expectKept(protonj, (frame) => `[12345:${frame.channel}] <- ${printed(frame)}`, { payloads: true });
  });
  test('are any text', () => {
    expectNoThrow(protonj, [
      '[7:0] -> ',
      'Transfer{',
      'Open{ containerId=',
      ' (3) "',
      'RECV: Attach{source=Source{',
      'properties={',
    ]);
  });
});

const quotedFields = new Set(['container-id', 'hostname', 'name', 'address', 'description']);
const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string) => camel(`-${name}`);

function printed({ performative, fields: given, payload }: PrintedFrame): string {
  const text = compositeText(performative, given);
  return payload === undefined ? text : `${text} (${payload.length}) "${escaped(payload)}"`;
}

function compositeText(type: string, given: ReadonlyMap<string, LogValue>): string {
  const all = [...given].map(([name, value]) => `${camel(name)}=${valueText(value, name)}`);
  return `${pascal(type)}{${type === 'open' ? ' ' : ''}${all.join(', ')}}`;
}

function valueText(value: LogValue, field = ''): string {
  if (quotedFields.has(field)) return `'${plainText(value)}'`;
  if (value === null || typeof value !== 'object') {
    const isChoice = /^(?:role|.*-mode|durable|expiry-policy)$/.test(field);
    return isChoice ? String(value).replaceAll('-', '_').toUpperCase().replace('NULL', 'null') : String(value);
  }
  if (!('what' in value)) return `[${value.map((each) => valueText(each)).join(', ')}]`;
  switch (value.what) {
    case 'map':
      return `{${value.entries.map(([key, each]) => `${valueText(key)}=${valueText(each)}`).join(', ')}}`;
    case 'composite':
      return compositeText(value.type, value.fields as ReadonlyMap<string, LogValue>);
    case 'binary':
      return escaped(value.bytes);
    default:
      return 'text' in value ? value.text : '';
  }
}

function escaped(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte > 31 && byte < 127 && byte !== 0x5c ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('');
}

function plainText(value: LogValue): string {
  return typeof value === 'object' ? 'null' : String(value);
}

test('A million brackets are read in linear time', () => {
  const line = `[42:0] -> Open{ containerId='c', properties={a=${'['.repeat(1_000_000)}}}`;
  expect(entriesOf(protonj, line).length).toBeLessThanOrEqual(1);
});
