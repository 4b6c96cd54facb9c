import { describe, expect, test } from 'vitest';
import { entriesOf, entriesOfKind } from '../entries.ts';
import { recognised } from '../recognised.ts';
import { framesOf } from './decoded.ts';

/** The format of a log, and its units: direction, channel and name. */
function units(text: string): readonly [name: string | undefined, units: readonly string[]] {
  const format = recognised(text);
  if (format === undefined) return [undefined, []];
  return [
    format.name,
    framesOf(format, text).map(
      ({ direction, kind, name, channel }) =>
        `${direction === 'sent' ? '>' : '<'} ${kind === 'frame' ? `${channel ?? '?'} ${name ?? ''}` : kind}`,
    ),
  ];
}

const fields = (text: string, at = 0) => {
  const format = recognised(text);
  return format === undefined ? undefined : framesOf(format, text)[at]?.fields;
};

describe('Qpid JMS', () => {
  test('prints headers without a connection', () => {
    const text = `10:00:00 [AmqpProvider] TRACE FRAMES - SENT: SASL
10:00:00 [AmqpProvider] TRACE FRAMES - RECV: SASL
10:00:00 [AmqpProvider] TRACE FRAMES - RECV: SaslOutcome{code=OK, additionalData=null}
10:00:00 [AmqpProvider] TRACE FRAMES - SENT: AMQP
10:00:00 [AmqpProvider] TRACE FRAMES - SENT: Open{ containerId='c', hostname='h'}`;
    expect(units(text)).toEqual(['protonj', ['> header', '< header', '< 0 sasl-outcome', '> header', '> 0 open']]);
    // What belongs to no session is as certain as with a channel.
    expect(entriesOf(recognised(text)!, text).filter(({ what }) => what === 'gap')).toEqual([]);
  });
  test('in ActiveMQ, whose lines have the logger and thread at their end', () => {
    const text = `2026-11-30 10:00:00,000 | TRACE | tcp://127.0.0.1:40000 | RECV: Close{error=null} | org.apache.activemq.transport.amqp.FRAMES | NIO Worker 1`;
    expect(units(text)).toEqual(['protonj', ['< 0 close']]);
  });
});

test('Qpid Broker-J leaves out what is null, and spaces', () => {
  const text = `DEBUG [IO] (o.a.q.s.p.frame) - RECV[/127.0.0.1:40000|0] : Open{containerId=c,hostname=h,maxFrameSize=512}
DEBUG [IO] (o.a.q.s.p.frame) - SEND[/127.0.0.1:40000|3] : Begin{remoteChannel=3,nextOutgoingId=1,incomingWindow=2,outgoingWindow=3}`;
  expect(units(text)).toEqual(['protonj', ['< 0 open', '> 3 begin']]);
  expect(fields(text)).toEqual({ 'container-id': 'c', hostname: 'h', 'max-frame-size': 512 });
  expect(entriesOf(recognised(text)!, text)[0]).toMatchObject({ what: 'role', side: 'server' });
});

describe('go-amqp', () => {
  const begin =
    'Begin{RemoteChannel: <nil>, NextOutgoingID: 0, IncomingWindow: 5000, OutgoingWindow: 1000, HandleMax: 255, OfferedCapabilities: [], DesiredCapabilities: [], Properties: map[]}';
  test.each([
    [`TX (Session 0xc1): ${begin}`, '> 0 begin'],
    [`TX (Session 0xc1) mux frame to Conn (0xc2): ${begin}`, '> 0 begin'],
    [`TX (Receiver 0xc1): mux frame to Session (0xc2): 2, ${begin}`, '> 2 begin'],
    [`RX (Session 0xc1): ${begin}`, '< 0 begin'],
    [`TX (Session 0xc1): 4, ${begin}`, '> 4 begin'],
    [`TX (Session): ${begin}`, '> 0 begin'],
  ])('%s', (line, unit) => {
    expect(units(`10:00:00.000000 ${line}`)).toEqual(['go-amqp', [unit]]);
  });
  test('prints frames on their way, which count once', () => {
    const frame = `Frame{Type: AMQP, Channel: 0, Body: ${begin}}`;
    const text = `TX (Session 0xc1): 0, ${begin}\nTX (connWriter 0xc2): ${frame}\nRX (connReader 0xc2): ${frame}\nRX (Session 0xc1): ${begin}`;
    expect(units(text)).toEqual(['go-amqp', ['> 0 begin', '< 0 begin']]);
  });
});

test('a header that rhea prints as bytes, too, counts once', () => {
  const text = `  rhea:raw [connection-1] RECV: 8 414d515003010000 +1ms
  rhea:frames [connection-1] <- { protocol_id: 3, major: 1, minor: 0, revision: 0 } +0ms
  rhea:frames [connection-1] -> { protocol_id: 0, major: 1, minor: 0, revision: 0 } +0ms
  rhea:raw [connection-1] SENT: 8 414d515000010000 +1ms
  rhea:frames [connection-1] -> { protocol_id: 3, major: 1, minor: 0, revision: 0 } +0ms
  rhea:raw [connection-1] SENT: 17 0000001102000000005310c00401a10163 +1ms`;
  const streams = entriesOfKind(recognised(text)!, text, 'stream');
  expect(streams.map(({ direction, bytes }) => [direction, bytes.length, bytes[4]])).toEqual([
    ['received', 8, 3],
    ['sent', 8, 0],
    ['sent', 8, 3],
    ['sent', 17, 2],
  ]);
});

describe('Proton', () => {
  test('before 0.8 does not escape quotes', () => {
    const line = '[0x1]:0 -> @open(16) [container-id="say "x", y", hostname="a "b" c", max-frame-size=512]';
    expect(fields(line)).toEqual({ 'container-id': 'say "x", y', hostname: 'a "b" c', 'max-frame-size': 512 });
  });
  test('a map that is cut has the entries that are whole', () => {
    const text = '[0x1]: AMQP:FRAME:0 -> @open(16) [container-id="c", properties={:a=0x1, :b="lo ... (truncated)';
    expect(fields(text)).toEqual({ 'container-id': 'c', properties: { $map: [['a', 1]] } });
  });
  test('a char, of which nothing is printed, is no null', () => {
    expect(fields('[0x1]: AMQP:FRAME:0 -> @open(16) [container-id="c", properties={:a=, :b=0x1}]')).toEqual({
      'container-id': 'c',
      properties: { $map: [['b', 1]] },
    });
  });
});

test('uamqp in quotes', () => {
  expect(units("2026-11-30 10:00:00 uamqp.c_uamqp INFO '-> [BEGIN]* {NULL,0,65535,65535}'")).toEqual([
    'uamqp',
    ['> 0 begin'],
  ]);
});
