import { describe, expect, test } from 'vitest';
import { gajim } from '../../../../../protocols/captures/logs/xmpp/gajim.ts';
import { xmppjs } from '../../../../../protocols/captures/logs/xmpp/xmppjs.ts';
import { entriesOf } from '../entries.ts';
import { readBy } from './printed.ts';

test('Gajim’s console has a comment above each element', () => {
  const text = `<!-- Outgoing Mon Nov 30 10:00:00 2026 (home) -->
<iq type="get">
  <query xmlns="jabber:iq:roster" />
</iq>

<!-- Incoming 14.07.2019 11:38:59 -->
<presence />`;
  expect(gajim.recognises(text.split('\n')[0] ?? '', '')).toBe(true);
  expect(readBy(gajim, text)).toEqual([
    'home > <iq type="get">\n  <query xmlns="jabber:iq:roster" />\n</iq> (values)',
    '< <presence /> (values)',
  ]);
});
describe('@xmpp/debug', () => {
  test('prints a direction above each element, and the status', () => {
    const text = `status connecting xmpp://localhost:5222
status open <stream:stream from="localhost"/>
IN
<stream:features>
  <bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/>
</stream:features>
OUT
<message>
  <body>
    OUT
  </body>
</message>`;
    expect(xmppjs.recognises('status connecting xmpp://localhost:5222', '')).toBe(true);
    expect(readBy(xmppjs, text)).toEqual([
      'gap: ',
      '< <stream:features><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></stream:features> (values)',
      '> <message><body>OUT</body></message> (values)',
    ]);
  });
  test('prints text as it is, and text between elements with escapes', () => {
    const body = (...lines: readonly string[]): string =>
      `OUT\n<message>\n  <body>${lines.join('\n')}</body>\n</message>\nIN\n<presence/>`;
    const read = (text: string): unknown => readBy(xmppjs, text);
    const message = (text: string): unknown => [
      `> <message><body>${text}</body></message> (values)`,
      '< <presence/> (values)',
    ];
    expect(read(body('a <b> & c'))).toEqual(message('a &lt;b&gt; &amp; c'));
    expect(read(body('a', '', '<b/>', ' c'))).toEqual(message('a\n\n&lt;b/&gt;\n c'));
    expect(read(body('', 'a', 'OUT', '<iq/>'))).toEqual(message('\na\nOUT\n&lt;iq/&gt;'));
    expect(read('IN\n<message>\n  <p>\n    a &lt; b\n    <br/>\n  </p>\n</message>')).toEqual([
      '< <message><p>a &lt; b<br/></p></message> (values)',
    ]);
    // What is no such print is read like any log.
    expect(read('OUT\n<message>\n<body>a</body></message>')).toEqual([
      '> <message>\n<body>a</body></message> (values)',
    ]);
    expect(read('OUT\n<message>\n  <body>a')).toEqual(['gap: The XML that begins here does not end']);
  });
  test('has another connection where one begins after the end of the one before', () => {
    const text =
      'status connecting xmpp://a\nOUT\n<presence/>\nstatus disconnect \nstatus connecting xmpp://a\nOUT\n<presence/>';
    expect(entriesOf(xmppjs, text).map(({ what }) => what)).toEqual(['xml', 'end', 'xml']);
    expect(entriesOf(xmppjs, text.replace('status disconnect ', '')).map(({ what }) => what)).toEqual(['xml', 'xml']);
  });
  test('hides what is secret', () => {
    expect(
      readBy(xmppjs, 'OUT\n<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl"><hidden xmlns="xmpp.js"/></auth>'),
    ).toEqual(['> <auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl"><hidden xmlns="xmpp.js"/></auth> (cut)']);
  });
});
