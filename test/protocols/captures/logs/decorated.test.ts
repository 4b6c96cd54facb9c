import { describe, expect, test } from 'vitest';
import { entriesOf } from './entries.ts';
import { recognised } from './recognised.ts';

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

test('an arrow in front of an element is none', () => {
  const text = '> <presence/>\n< <presence from="a@b"/>';
  const format = recognised(text);
  expect(format === undefined ? [] : entriesOf(format, text).length).toBe(2);
});
