import { describe, expect, test } from 'vitest';
import { gajim } from '../../../../../protocols/captures/logs/xmpp/gajim.ts';
import { xmppjs } from '../../../../../protocols/captures/logs/xmpp/xmppjs.ts';
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
      '< <stream:features>\n  <bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/>\n</stream:features> (values)',
      '> <message>\n  <body>\n    OUT\n  </body>\n</message> (values)',
    ]);
  });
  test('hides what is secret', () => {
    expect(
      readBy(xmppjs, 'OUT\n<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl"><hidden xmlns="xmpp.js"/></auth>'),
    ).toEqual(['> <auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl"><hidden xmlns="xmpp.js"/></auth> (cut)']);
  });
});
