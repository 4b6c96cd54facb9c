import { describe, expect, test } from 'vitest';
import { decodeFrame, fieldsJson } from '../../../../../protocols/amqp/index.ts';
import type { LogValue } from '../../../../../protocols/captures/logs/amqp/frame-of.ts';
import { goAmqp } from '../../../../../protocols/captures/logs/amqp/go-amqp.ts';
import { entriesOfKind } from '../entries.ts';
import { expectKept, expectNoThrow, type PrintedFrame } from './printed-frames.ts';

const units = (text: string) => entriesOfKind(goAmqp, text, 'unit');
const frames = (text: string) =>
  units(text).map(({ bytes, direction, connection, kind }) => {
    const frame = decodeFrame(bytes);
    return [connection, direction, frame.channel, frame.performativeName ?? kind].join(' ').trim();
  });
const fields = (body: string) =>
  fieldsJson(
    decodeFrame(units(`RX (connReader 0xc1): Frame{Type: AMQP, Channel: 0, Body: ${body}}`)[0]!.bytes),
  ) as Record<string, unknown>;

const detach = 'Detach{Handle: 1, Closed: true, Error: *Error(nil)}';
const inFrame = (body: string, channel = 3) => `Frame{Type: AMQP, Channel: ${channel}, Body: ${body}}`;

describe('the log of go-amqp', () => {
  test('has each frame once, where the connection prints it', () => {
    const log = `14:42:36.097835 TX (Session 0xc2) mux frame to Conn (0xc1): ${detach}
14:42:36.097935 TX (Conn 0xc1): mux frame to connWriter: ${inFrame(detach)}
14:42:36.098035 TX (connWriter 0xc1) timeout 19.99s: ${inFrame(detach)}
14:42:36.098135 TX (connWriter 0xc1) getWriteTimeout: context deadline exceeded: ${inFrame(detach)}
14:42:36.098235 RX (connReader 0xc1): ${inFrame(detach)}
14:42:36.098335 RX (connReader 0xc1): mux frame to Session (0xc2): ${inFrame(detach)}
14:42:36.098435 RX (Session 0xc2): ${detach}
14:42:36.098535 RX (connReader 0xc1): received keep-alive frame
14:42:36.098635 RX (connReader 0xc1): terminal error: EOF`;
    expect(frames(log)).toEqual(['0xc1 sent 3 detach', '0xc1 received 3 detach', '0xc1 received 0 heartbeat']);
  });
  test('of older versions has what two parts print once, and what one part prints twice two times', () => {
    const log = `RX(Session): ${detach}
RX: ${detach}
TX(Session) - default: ${detach}
TX(Session) - default: ${detach}
RX(Session): &{*Error{Condition: x:y, Description: bad, Info: map[]}}
TX: *performClose{Error: *Error(nil)}`;
    expect(frames(log)).toEqual([
      'received 0 detach',
      'sent 0 detach',
      'sent 0 detach',
      'received 0 end',
      'sent 0 close',
    ]);
  });
  test('has the frames of SASL, with secrets left out', () => {
    const log = `RX (negotiateSASL 0xc1): ${inFrame('SaslMechanisms{Mechanisms : [PLAIN ANONYMOUS]}', 0)}
TX (ConnSASLPlain 0xc1): Frame{Type: SASL, Channel: 0, Body: SaslInit{Mechanism : PLAIN, InitialResponse: ********, Hostname: h}}
RX (saslOutcome 0xc1): ${inFrame('SaslOutcome{Code : 0, AdditionalData: []}', 0)}`;
    expect(frames(log)).toEqual([
      '0xc1 received 0 sasl-mechanisms',
      '0xc1 sent 0 sasl-init',
      '0xc1 received 0 sasl-outcome',
    ]);
    expect(fieldsJson(decodeFrame(units(log)[1]!.bytes))).toEqual({ mechanism: 'PLAIN', hostname: 'h' });
  });
  test('has durations, states, filters, and texts with spaces and colons', () => {
    const open =
      'Open{ContainerID : go c, Hostname: , MaxFrameSize: 65536, ChannelMax: 1, IdleTimeout: 1m30.5s, OutgoingLocales: [], IncomingLocales: [], OfferedCapabilities: [a b], DesiredCapabilities: [], Properties: map[a b:c d l:[x 1] platform:JVM: 17 url:http://x:80/ n:<nil> m:map[k:1]]}';
    expect(fields(open)).toEqual({
      'container-id': 'go c',
      'max-frame-size': 65536,
      'channel-max': 1,
      'idle-time-out': 90_500,
      'offered-capabilities': ['a', 'b'],
      properties: {
        $map: [
          ['a b', 'c d'],
          ['l', ['x', 1]],
          ['platform', 'JVM: 17'],
          ['url', 'http://x:80/'],
          ['n', null],
          ['m', { $map: [['k', 1]] }],
        ],
      },
    });
    const disposition =
      'Disposition{Role: Receiver, First: 1, Last: <nil>, Settled: true, State: StateRejected{Error: *Error{Condition: x:y, Description: bad: thing, yes, Info: map[k:v]}}, Batchable: false}';
    expect(fields(disposition)).toMatchObject({
      role: true,
      state: { error: { condition: 'x:y', description: 'bad: thing, yes', info: { $map: [['k', 'v']] } } },
    });
    const attach =
      "Attach{Name: n, Handle: 1, Role: Receiver, SenderSettleMode: <nil>, ReceiverSettleMode: <nil>, Source: source{Address: q1, Durable: 0, ExpiryPolicy: , Timeout: 0, Dynamic: false, DynamicNodeProperties: map[], DistributionMode: , Filter: map[apache.org:selector-filter:string:DescribedType{descriptor: 77567109365764, value: a = 'b, c'}], DefaultOutcome: <nil>Outcomes: [], Capabilities: []}, Target: <nil>, Unsettled: map[], IncompleteUnsettled: false, InitialDeliveryCount: 0, MaxMessageSize: 0, OfferedCapabilities: [], DesiredCapabilities: [], Properties: map[]}";
    expect(JSON.stringify(fields(attach))).toContain("a = 'b, c'");
    expect(fields(attach)).not.toHaveProperty('initial-delivery-count');
    expect(fields(attach.replace('Role: Receiver', 'Role: Sender'))).toHaveProperty('initial-delivery-count', 0);
  });
  test('has what is not certain as unknown', () => {
    const open =
      'Open{ContainerID : c, Hostname: h, MaxFrameSize: 1, ChannelMax: 1, IdleTimeout: 0s, OutgoingLocales: [], IncomingLocales: [], OfferedCapabilities: [], DesiredCapabilities: [], Properties: map[com.microsoft:timeout:5000]}';
    expect(fields(open)).toEqual({ 'container-id': 'c', hostname: 'h', 'max-frame-size': 1, 'channel-max': 1 });
    const begin = (channel: string) =>
      fieldsJson(
        decodeFrame(
          units(
            `TX: Begin{RemoteChannel: ${channel}, NextOutgoingID: 0, IncomingWindow: 5, OutgoingWindow: 5, HandleMax: 5, OfferedCapabilities: [], DesiredCapabilities: [], Properties: map[]}`,
          )[0]!.bytes,
        ),
      );
    for (const channel of ['0', '824634089472', '<nil>', '%!d(*uint16=<nil>)'])
      expect(begin(channel)).not.toHaveProperty('remote-channel');
  });
  test('has a gap where a frame ends before its name', () => {
    const [gap] = entriesOfKind(goAmqp, 'TX (connWriter 0xc1): Frame{Type: AMQP, Channel: 0, Body: Op', 'gap');
    expect(gap).toMatchObject({
      connection: '0xc1',
      direction: 'sent',
      line: 1,
      why: 'This frame has no end, and its name is not there',
    });
  });
  test('keeps every value that it prints', () => {
    expectKept(goAmqp, (frame) => `14:26:21.985146 TX (connWriter 0xc000): ${printed(frame)}`, { payloads: false });
  });
  test('is any text', () => {
    expectNoThrow(goAmqp, [
      'RX (connReader 0xc1): ',
      'TX: ',
      inFrame('Open{'),
      'Attach{Source: source{',
      'map[a:',
      'Transfer{DeliveryTag: ',
    ]);
  });
});

const names: Readonly<Record<string, string>> = {
  'idle-time-out': 'IdleTimeout',
  'snd-settle-mode': 'SenderSettleMode',
  'rcv-settle-mode': 'ReceiverSettleMode',
};
const firsts = new Set(['container-id']);
const maps = new Set(['properties', 'dynamic-node-properties', 'filter', 'unsettled', 'info', 'message-annotations']);
const lists = new Set([
  'outgoing-locales',
  'incoming-locales',
  'offered-capabilities',
  'desired-capabilities',
  'outcomes',
  'capabilities',
]);
const texts = new Set(['hostname', 'address', 'distribution-mode']);
const pascal = (name: string) =>
  `-${name}`.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()).replace(/Id$|Id(?=[A-Z])/, 'ID');

function printed({ performative, channel, fields: given, payload }: PrintedFrame): string {
  const size = payload === undefined ? '' : `, Payload [size]: ${payload.length}`;
  return `Frame{Type: AMQP, Channel: ${channel}, Body: ${pascal(performative)}{${fieldTexts(given)}${size}}}`;
}

function fieldTexts(given: ReadonlyMap<string, LogValue>): string {
  return [...given]
    .map(([name, value]) => `${names[name] ?? pascal(name)}${firsts.has(name) ? ' ' : ''}: ${fieldText(name, value)}`)
    .join(', ');
}

function fieldText(name: string, value: LogValue): string {
  if (name === 'idle-time-out')
    return value === null ? '0s' : `${Math.floor(Number(value) / 1000)}s${Number(value) % 1000}ms`;
  if (value === null)
    return maps.has(name)
      ? 'map[]'
      : lists.has(name)
        ? '[]'
        : texts.has(name)
          ? ''
          : name === 'error'
            ? '*Error(nil)'
            : '<nil>';
  if (name === 'role') return value === 'sender' ? 'Sender' : 'Receiver';
  if (name === 'durable') return value === 'configuration' ? '1' : '2';
  return valueText(value);
}

function valueText(value: LogValue): string {
  if (value === null || typeof value !== 'object') return String(value);
  if (!('what' in value)) return `[${value.map(valueText).join(' ')}]`;
  switch (value.what) {
    case 'map':
      return `map[${value.entries.map(([key, each]) => `${valueText(key)}:${valueText(each)}`).join(' ')}]`;
    case 'composite': {
      const type =
        value.type === 'target' || value.type === 'source'
          ? 'source'
          : value.type === 'error'
            ? '*Error'
            : `State${pascal(value.type)}`;
      return `${type}{${fieldTexts(value.fields as ReadonlyMap<string, LogValue>)}}`;
    }
    case 'binary':
      return Buffer.from(value.bytes).toString('hex').toUpperCase();
    default:
      return 'text' in value ? value.text : '';
  }
}
