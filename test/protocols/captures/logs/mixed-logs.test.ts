import { describe, expect, test } from 'vitest';
import { read } from '../input/read.ts';

const proton = '[0x1]:0 -> @open(16) [container-id="a"]\n[0x1]:0 <- @open(16) [container-id="b"]\n';
const slixmpp = `DEBUG    SEND: <iq type="get" id="1">
  <ping xmlns="urn:xmpp:ping"/>
</iq>
DEBUG    RECV: <iq type="result" id="1"/>
`;
const gajim = '<!-- Outgoing 10:00:00 (home) -->\n<presence>\n  <show>away</show>\n</presence>\n';
const xmppjs = 'OUT\n<presence>\n  <show>away</show>\n</presence>\n';
const rhea = '  rhea:frames [connection-1]:0 -> open#10 {"container_id":"c"}  +1ms\n';
const protonj = '[42:0] -> Close{error=null}\n[42:0] <- Close{error=null}\n';
const prosody = "Nov 30 10:00:00 c2s55ed533db830\tdebug\tReceived[c2s]: <iq id='1' type='get'>\n";
const rabbitmq = `2026-11-30 10:00:00.123456+00:00 [debug] <0.823.0> channel 0 ->
2026-11-30 10:00:00.123456+00:00 [debug] <0.823.0>  {'v1_0.open',
 [{container_id,{utf8,<<"c">>}}]}
`;
const general = 'C: <presence/>\nS: <presence from="a@b"/>\n';

/** Each unit: its connection, the side, the text of its bytes, and what is said. */
async function given(...parts: readonly string[]) {
  const { units, told, problems } = await read([parts.join('')]);
  return {
    units: units.map(({ connection, side, unit }) => `${connection} ${side} ${new TextDecoder().decode(unit.bytes)}`),
    said: [...told.filter((text) => text.startsWith('Line ')), ...problems],
  };
}

/** The units without their connections, each log's by themselves. */
function byLog(units: readonly string[]): readonly string[] {
  const numbers = [...new Set(units.map((unit) => unit.charAt(0)))];
  return numbers
    .map((number) =>
      units
        .filter((unit) => unit.startsWith(number))
        .map((unit) => unit.slice(2))
        .join('\n'),
    )
    .toSorted();
}

describe('two logs in one input are both read', () => {
  test.each([
    ['Proton, slixmpp', proton, slixmpp, 'slixmpp'],
    ['slixmpp, Proton', slixmpp, proton, 'proton'],
    ['slixmpp, Gajim', slixmpp, gajim, 'gajim'],
    ['Gajim, slixmpp', gajim, slixmpp, 'slixmpp'],
    ['slixmpp, xmpp.js', slixmpp, xmppjs, 'xmppjs'],
    ['rhea, Proton', rhea, proton, 'proton'],
    ['rhea, proton-j', rhea, protonj, 'protonj'],
    ['Prosody, slixmpp', prosody, slixmpp, 'slixmpp'],
    ['slixmpp, Prosody', slixmpp, prosody, 'prosody'],
    ['Proton, RabbitMQ', proton, rabbitmq, 'rabbitmq'],
    ['Proton, any log of XMPP', proton, general, 'xmpp-log'],
    ['slixmpp, any log of XMPP', slixmpp, general, 'xmpp-log'],
  ])('%s', async (_names, first, second, name) => {
    const { units, said } = await given(first, 'and then\n', second);
    const [one, other] = [await given(first), await given(second)];
    expect(byLog(units)).toEqual([...byLog(one.units), ...byLog(other.units)].toSorted());
    expect(said).toEqual([
      expect.stringMatching(new RegExp(`^Line \\d+: A log of another format begins here: ${name}`)),
    ]);
  });

  test('in lines that are mixed', async () => {
    const [a, b] = proton.trim().split('\n');
    const [c, d] = ['DEBUG    SEND: <presence/>', 'DEBUG    RECV: <presence from="a@b"/>'];
    const { units } = await given([a, c, b, d].join('\n'));
    expect(units.map((unit) => unit.slice(0, 9))).toEqual(['0 client ', '1 client ', '0 server ', '1 server ']);
  });

  test('three of them', async () => {
    const { units } = await given(proton, slixmpp, rhea, proton, slixmpp);
    expect(new Set(units.map((unit) => unit.slice(0, 1)))).toEqual(new Set(['0', '1', '2']));
    expect(units).toHaveLength(9);
  });
});

describe('one log stays one', () => {
  test.each([
    [
      'such a line that begins like those of the log',
      'DEBUG RECV: <message from="a@b"><body>hi\nDEBUG SEND: &lt;iq type="set" id="x"/&gt;\nDEBUG [0x1]:0 -&gt; @open(16) [container-id="a"]\nSEND: fake</body></message>\nDEBUG SEND: <presence/>\n',
      2,
    ],
    [
      'a line of another log in the body of a message',
      'DEBUG RECV: <message from="a@b"><body>hi\n[0x1]:0 -> @open(16) [container-id="a"]\nOUT\nSEND: &lt;presence/&gt;\n</body></message>\n',
      1,
    ],
    [
      'frames and bytes of rhea',
      `${rhea}  rhea:raw [connection-1] SENT: 17 0000001102000000005310c00401a10163 +0ms\n`,
      1,
    ],
    [
      'what Smack parsed',
      'SENT (0): <presence/>\nRCV PKT (0): <presence from="a@b"/>\nRECV (0): <presence from="a@b"/>\n',
      2,
    ],
    ['what was not sent', 'DEBUG NOT SENT: <presence/>\nDEBUG SEND: <presence/>\nDEBUG NOT SENT: <presence/>\n', 1],
    ['other lines with XML', 'DEBUG SEND: <presence/>\nDEBUG Handling incoming stanza: <presence from="a@b"/>\n', 1],
  ])('%s', async (_what, text, count) => {
    const { units, said } = await given(text);
    expect(new Set(units.map((unit) => unit.slice(0, 1)))).toEqual(new Set(['0']));
    expect(units).toHaveLength(count);
    expect(said).toEqual([]);
  });
});
