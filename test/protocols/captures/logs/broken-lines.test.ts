import { describe, expect, test } from 'vitest';
import { framesOf } from './amqp/decoded.ts';
import { recognised } from './recognised.ts';

/** A text whose lines a program of mail breaks: at the last space within the columns, where there is one. */
function broken(text: string, columns: number): string {
  const lines: string[] = [];
  for (let rest = text; ;) {
    const space = rest.length > columns ? rest.lastIndexOf(' ', columns) : -1;
    const at = space > 0 ? space : rest.length > columns ? rest.indexOf(' ', columns) : -1;
    if (at < 0) return [...lines, rest].join('\n');
    lines.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
}

const logs: readonly (readonly [name: string, lines: readonly string[]])[] = [
  [
    'proton',
    [
      '[0x7b4c00000010]: AMQP:FRAME:0 -> @open(16) [container-id="c1", hostname="broker.example", channel-max=0x7fff]',
      '[0x7b4c00000010]: AMQP:FRAME:0 <- @attach(18) [name="s-1", handle=0x0, role=true, snd-settle-mode=0x2, rcv-settle-mode=0x0, source=@source(40) [durable=0x0], target=@target(41) [address="examples"], initial-delivery-count=0x0]',
    ],
  ],
  [
    'dispatch',
    [
      '2018-07-20 10:58:40.178799 -0400 SERVER (trace) [2]:0 -> @open(16) [container-id="B", max-frame-size=16384] (/src/server.c:106)',
      '2018-07-20 10:58:40.179187 -0400 SERVER (trace) [2]:0 -> @begin(17) [next-outgoing-id=0, incoming-window=2147483647, outgoing-window=2147483647] (/src/server.c:106)',
    ],
  ],
  [
    'protonj',
    [
      '[310913103:0] -> Begin{remoteChannel=null, nextOutgoingId=1, incomingWindow=2047, outgoingWindow=2147483647, handleMax=65535, offeredCapabilities=null, desiredCapabilities=null, properties=null}',
      '[310913103:0] <- Begin{remoteChannel=0, nextOutgoingId=0, incomingWindow=2147483647, outgoingWindow=2147483647, handleMax=4294967295, offeredCapabilities=null, desiredCapabilities=null, properties=null}',
    ],
  ],
  [
    'go-amqp',
    [
      '14:26:21.985146 TX (openAMQP): Frame{Type: AMQP, Channel: 0, Body: Open{ContainerID : Zojl9, Hostname: localhost, MaxFrameSize: 65536, ChannelMax: 1, IdleTimeout: 30s, OutgoingLocales: [], IncomingLocales: [], OfferedCapabilities: [], DesiredCapabilities: [], Properties: map[]}}',
    ],
  ],
  [
    'amqpnetlite',
    [
      '[09:49:15.208] SEND (ch=0) open(container-id:52323f34,host-name:XXX,max-frame-size:262144,channel-max:256)',
      '[09:49:15.211] SEND (ch=0) begin(next-outgoing-id:4294967293,incoming-window:2048,outgoing-window:2048,handle-max:4294967295)',
    ],
  ],
  [
    'pyamqp',
    [
      "2026-11-30 14:51:42,410 azure.eventhub._pyamqp DEBUG -> OpenFrame(container_id='c', hostname='host', max_frame_size=65536, channel_max=65535, idle_timeout=None)",
      '2026-11-30 14:51:42,410 azure.eventhub._pyamqp DEBUG -> BeginFrame(remote_channel=None, next_outgoing_id=0, incoming_window=65536, outgoing_window=65536)',
    ],
  ],
];

describe.each([72, 76, 78])('lines that are broken at %d columns', (columns) => {
  test.each(logs)('%s', (name, lines) => {
    const text = [...lines, 'something else'].map((line) => broken(line, columns)).join('\n');
    const format = recognised(text);
    expect(format?.name).toBe(name);
    const read = (whole: string) =>
      format === undefined ? [] : framesOf(format, whole).map(({ name: of, fields, lossy }) => ({ of, fields, lossy }));
    expect(read(text)).toEqual(read(lines.join('\n')));
    expect(read(text)).toHaveLength(lines.length);
  });
});

test('a line that only does not end is not joined with what another thread prints', () => {
  const text = `[0x1]: AMQP:FRAME:0 -> @open(16) [container-id="c", hostname="h
listening
[0x1]: AMQP:FRAME:0 -> @close(24) []`;
  const format = recognised(text);
  expect(format === undefined ? [] : framesOf(format, text).map(({ name, lossy }) => [name, lossy])).toEqual([
    ['open', 'cut'],
    ['close', 'values'],
  ]);
});
