import { expect, test } from 'vitest';
import { logFormats, type LogFormat } from '../../../../protocols/captures/logs/index.ts';

/** Beginnings of lines that the readers go into. */
const heads: readonly string[] = [
  '',
  'Nov 30 10:00:00 c2s1\tdebug\t',
  '10:00 [debug] (tcp|<0.5.0>) Send XML on stream = <<"',
  '2026-11-30T10:00:00Z - C2S /192.0.2.1:50000  - SENT - (   rawDebug): ',
  'FINEST: Sending packet: from=a, DATA=<iq ',
  'DEBUG SEND: <iq a="',
  'SENT (0): <iq>',
  '<!-- Outgoing ',
  'XMPP OUT [a@b stream:0x1 thread:0x2 2026]',
  'D/conversations( 7135): a@b: SEND <iq ',
  '{"dir":"out","xml":"',
  '[0x55d0]: AMQP:FRAME:0 -> @open(16) [container-id="',
  '[0x55d0]:RAW: "',
  '2026-11-30 10:00:00.000000 -0400 SERVER (trace) [C7]:0 -> @open(16) [properties={:',
  "[42:0] -> Open{ containerId='",
  '[42:0] -> Transfer{handle=0} (12) "',
  'TX (connWriter 0xc0001): Frame{Type: AMQP, Channel: 0, Body: Open{ContainerID : ',
  'RECV (ch=0) open(container-id:',
  '  amqp10:framing Sending frame: ',
  "-> OpenFrame(container_id='",
  '-> [OPEN]* {',
  "10:00:00 [debug] <0.823.0> channel 0 -> {'v1_0.open',[",
  '  rhea:frames [connection-1]:0 -> open#10 {"container_id":"',
  '  rhea:raw [connection-1] SENT: 17 ',
  'TRACE SEND: frame=Frame { channel: 0, body: Open(Open { container_id: ContainerId("',
];

/** What fills them: what patterns repeat, open and look ahead over. */
const fillers: readonly string[] =
  ' |a|0|a |<|<a |<a>|<<"|(|(a|[|{|{a}:|"|\'|\\|\\"|\\x00|->|-|=|, |a=|_|&lt;|<!--|DATA=|SENT: |-> [OPEN]* {|>'
    .split('|')
    .concat(['|', ' | ', '\t', '> ']);

/** Milliseconds of the processor that a line takes: what else runs on the machine does not count. */
function time(format: LogFormat, line: string): number {
  const from = process.cpuUsage();
  format.recognises(line, '');
  format.recognises('<iq/>', line);
  const reader = format.reader(() => undefined);
  reader.line(line, 1);
  reader.end();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

const kilobyte = 1024;
const filled = (head: string, filler: string, size: number): string =>
  head + filler.repeat(Math.ceil(size / filler.length));

// A time that grows with the square of the length is over a minute at 1 MiB where it is 10 ms at 12 KiB.
test.each(logFormats.map((format) => [format.name, format] as const))(
  '%s reads a long line in a time that grows with its length',
  { timeout: 240_000 },
  (_name, format) => {
    /** Whether a long line takes at most so many times the time of a short one. What is compiled or collected meanwhile counts, so that one of several tries is enough. */
    const isLinear = (
      head: string,
      filler: string,
      sizes: readonly [short: number, long: number],
      least: number,
    ): boolean =>
      [1, 2, 3, 4].some(() => {
        const [ofShort = 0, ofLong = 0] = sizes.map((size) => time(format, filled(head, filler, size * kilobyte)));
        return ofLong < 4 * (sizes[1] / sizes[0]) * Math.max(ofShort, least);
      });
    const slow: string[] = [];
    for (const head of heads)
      for (const filler of fillers) if (!isLinear(head, filler, [4, 32], 2)) slow.push(`${head}${filler}… of 32 KiB`);
    // What is well read at 32 KiB is so at 1 MiB, too.
    for (const filler of fillers)
      for (const head of ['', heads.find((each) => format.recognises(filled(each, filler, 100), '')) ?? ''])
        if (!isLinear(head, filler, [100, 1024], 20)) slow.push(`${head}${filler}… of 1 MiB`);
    expect(slow).toEqual([]);
  },
);
