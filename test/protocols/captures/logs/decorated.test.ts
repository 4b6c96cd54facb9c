import { describe, expect, test } from 'vitest';
import { entriesOf } from './entries.ts';
import { recognised } from './recognised.ts';

const dino = `XMPP OUT [juliet@example.net stream:0x1 thread:0x2 2026-11-30T10:00:00+0100]
<{jabber:client}:presence>
  <{jabber:client}:show>away</{jabber:client}:show>
</{jabber:client}:presence>`;
const rabbitmq = `2026-11-30 10:00:00.123456+00:00 [debug] <0.823.0> channel 0 ->
2026-11-30 10:00:00.123456+00:00 [debug] <0.823.0>  {'v1_0.open',
 [{container_id,{utf8,<<"c">>}}]}`;

const logs: readonly (readonly [name: string, text: string])[] = [
  [
    'slixmpp',
    `DEBUG SEND: <iq type="get" id="1">
  <ping xmlns="urn:xmpp:ping"/>
</iq>
DEBUG RECV: <iq type="result" id="1"/>`,
  ],
  ['gajim', '<!-- Outgoing 10:00:00 (home) -->\n<presence>\n  <show>away</show>\n</presence>'],
  ['xmppjs', 'OUT\n<presence>\n  <show>away</show>\n</presence>'],
  ['xmpp-log', 'C: <presence>\n     <show>away</show>\n   </presence>\nS: <presence from="a@b"/>'],
  ['proton', '[0x1]:0 -> @open(16) [container-id="a"]\n[0x1]:0 <- @open(16) [container-id="b"]'],
  [
    'protonj',
    "[42:0] -> Close{error=Error{condition=amqp:a, description='two\nlines', info=null}}\n[42:0] <- Close{error=null}",
  ],
  ['uamqp', '-> [OPEN]* {c,two\nlines,4294967295,65535}\n<- [CLOSE]* {NULL}'],
  ['rhea-raw', '  rhea:raw [connection-1] SENT: 17 0000001102000000005310c00401a10163 +0ms'],
];

describe.each([
  ['a quotation', '> '],
  ['a quotation in a quotation', '> > '],
  ['a container', 'broker-1  | '],
  ['a comment', '# '],
  ['a comment in Java', ' * '],
])('what every line has in front: %s', (_what, mark) => {
  test.each(logs)('%s', (name, text) => {
    const lines = text
      .split('\n')
      .map((line) => mark + line)
      .join('\n');
    const format = recognised(lines);
    expect(format?.name).toBe(name);
    expect(format === undefined ? [] : entriesOf(format, lines)).toEqual(
      format === undefined ? [] : entriesOf(format, text),
    );
  });
});

describe.each([
  ['a page', '<br>'],
  ['a page in XHTML', '<br/>'],
  ['a break of Markdown', ' \\'],
])('what every line has at its end: the break of %s', (_what, mark) => {
  test.each(logs.filter(([name]) => name !== 'uamqp' && name !== 'protonj'))('%s', (name, text) => {
    const lines = text
      .split('\n')
      .map((line) => line + mark)
      .join('\n');
    const format = recognised(lines);
    expect(format?.name).toBe(name);
    expect(format === undefined ? [] : entriesOf(format, lines)).toEqual(
      format === undefined ? [] : entriesOf(format, text),
    );
  });
});

const entities = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

describe.each<readonly [string, (line: string, index: number) => string]>([
  ['the time of kubectl logs --timestamps', (line) => `2026-11-30T10:00:00.123456789Z ${line}`],
  ['the time of docker compose logs -t', (line) => `app-1  | 2026-11-30T10:00:00.123456789Z ${line}`],
  ['the name of a pod', (line) => `[pod/app-0/main] 2026-11-30T10:00:00.123456789Z ${line}`],
  ['the name of a pod alone', (line) => `[pod/app-0/main] ${line}`],
  ['syslog', (line) => `Nov 30 10:00:00 host app[1234]: ${line}`],
  ['syslog with a priority', (line) => `<134>Nov  3 10:00:00 host app: ${line}`],
  ['journalctl -o short-iso', (line) => `2026-11-30T10:00:00+0100 host app[1234]: ${line}`],
  ['journalctl -o short-monotonic', (line) => `[    5.123456] host app[1234]: ${line}`],
  ['a platform', (line) => `2026-11-30T10:00:00.000000+00:00 app[web.1]: ${line}`],
  ['grep -n', (line, index) => `${index + 7}:${line}`],
  ['grep -n in several files', (line, index) => `logs/app-1.log:${index + 7}:${line}`],
  ['grep -n with context', (line, index) => `logs/app-1.log${index === 0 ? ':7:' : `-${index + 7}-`}${line}`],
  ['cat -n', (line, index) => `${String(index + 7).padStart(6)}\t${line}`],
  ['entities', entities],
])('what programs put around every line: %s', (_what, around) => {
  const names = ['gajim', 'xmppjs', 'proton', 'rhea-raw'];
  const more: typeof logs = [
    ['dino', dino],
    ['rabbitmq', rabbitmq],
  ];
  test.each([...logs.filter(([name]) => names.includes(name)), ...more])('%s', (name, text) => {
    const lines = text.split('\n').map(around).join('\n');
    const format = recognised(lines);
    expect(format?.name).toBe(name);
    const entries = (of: string) =>
      format === undefined ? [] : entriesOf(format, of).map((entry) => ({ ...entry, time: undefined }));
    expect(entries(lines)).toEqual(entries(text));
  });
});

test('an arrow in front of an element is none', () => {
  const text = '> <presence/>\n< <presence from="a@b"/>';
  const format = recognised(text);
  expect(format === undefined ? [] : entriesOf(format, text).length).toBe(2);
});
