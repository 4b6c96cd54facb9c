import { describe, expect, test } from 'vitest';
import { logFormats } from '../../../../../protocols/captures/logs/index.ts';
import { recognised } from '../recognised.ts';
import { readBy } from './printed.ts';

const ping = `<iq id='1' type='get'><ping xmlns='urn:xmpp:ping'/></iq>`;
const answer = `<iq id='1' type='result'/>`;

const body = (attributes: string, content: string): string =>
  `<body xmlns='http://jabber.org/protocol/httpbind'${attributes}>${content}</body>`;

describe('each program’s log', () => {
  test.each<[name: string, text: string, units: readonly string[]]>([
    [
      'openfire',
      `2026-11-30T10:00:00Z - C2S /192.0.2.1:50000  - RECV - (   rawDebug): ${ping}
INT 192.0.2.1        - RECV - (  a1): ${ping}
2026-11-30T10:00:01Z - C2S /192.0.2.1:50000  - SENT - (   rawDebug): ${answer}`,
      [`/192.0.2.1:50000 < ${ping}`, `/192.0.2.1:50000 > ${answer}`],
    ],
    [
      'openfire',
      `C2S - RECV (17): <iq id='1' type='ge\nC2S - SENT (18): <presence/>\nC2S - RECV (17): t'/>`,
      ['18 > <presence/>', "17 < <iq id='1' type='get'/>"],
    ],
    [
      'openfire',
      '2026-11-30T10:00:00Z - C2S /192.0.2.1:5 - RECV - ( rawDebug): <iq id="1" to="x\n2026-11-30T10:00:00Z - C2S /192.0.2.1:5 - RECV - ( rawDebug): <presence/>',
      ['/192.0.2.1:5 < <iq id="1" to="x (cut)', '/192.0.2.1:5 < <presence/>'],
    ],
    [
      'tigase',
      'FINEST: READ:<iq id="1" to="x [c2s@h/127.0.0.1_5222_127.0.0.1_4]\nFINEST: READ:<presence/> [c2s@h/127.0.0.1_5222_127.0.0.1_4]',
      ['127.0.0.1_5222_127.0.0.1_4 < <iq id="1" to="x (cut)', '127.0.0.1_5222_127.0.0.1_4 < <presence/>'],
    ],
    ['openfire', `2026.11.30 INFO HTTP RECV(ab1): ${body(" rid='1'", '')}`, [`ab1 < ${body(" rid='1'", '')}`]],
    [
      'smack',
      `10:00:00 AM SENT (0): ${ping}\nRECV (0): <iq id='1'\nRECV (0):  type='result'/>\nRCV PKT (0): ${answer}`,
      [`0 > ${ping}`, `0 < <iq id='1' type='result'/>`],
    ],
    ['smack', `10:00:00 AM SENT (7): ${ping}\n10:00:00 AM RCV  (7): ${answer}`, [`7 > ${ping}`, `7 < ${answer}`]],
    [
      'smack',
      'SENT (1): \n<iq id="1">\n    <ping xmlns="urn:xmpp:ping"/>\n</iq>',
      ['1 > <iq id="1">\n    <ping xmlns="urn:xmpp:ping"/>\n</iq> (values)'],
    ],
    [
      'profanity',
      `2026-11-30T10:00:00.000000Z: conn: DBG: SENT: <a lang="x"/>
2026-11-30T10:00:00.000000Z: xmpp: DBG: RECV: <failure><text lang="en">&lt;a lang="b"&gt;</text></failure>`,
      ['> <a lang="x"/>', '< <failure><text xml:lang="en">&lt;a lang="b"&gt;</text></failure> (values)'],
    ],
    [
      'profanity',
      `2026-11-30T10:00:00.000000+01:00: 00000042: conn: DBG: SENT: ${ping}
2026-11-30T10:00:00.000000+01:00: 00000042: prof: DBG: something else
2026-11-30T10:00:00.000000+01:00: 00000042: xmpp: DBG: RECV: ${answer}`,
      [`> ${ping}`, `< ${answer} (values)`],
    ],
    ['profanity', `xmpp DEBUG SENT: ${ping}`, [`> ${ping}`]],
    [
      'profanity',
      `10:00:00 - SENT:\n10:00:00 - ${ping}\n10:00:00 - \n10:00:01 - RECV:\n10:00:01 - ${answer}`,
      [`> ${ping}`, `< ${answer}`],
    ],
    [
      'dino',
      `XMPP OUT [juliet@example.net stream:0x1 thread:0x2 2026-11-30T10:00:00+0100]
<{jabber:client}:iq {jabber:client}:id='1' {jabber:client}:type='get'>
  <{urn:xmpp:ping}:ping {http://www.w3.org/2000/xmlns/}:xmlns='urn:xmpp:ping' />
</{jabber:client}:iq>

XMPP IN [juliet@example.net stream:0x1 thread:0x2 2026-11-30T10:00:00+0100]
<iq id='1' type='result' />`,
      [
        `0x1 > <iq xmlns='jabber:client' id='1' type='get'>\n  <ping xmlns='urn:xmpp:ping' />\n</iq> (values)`,
        "0x1 < <iq id='1' type='result' /> (values)",
      ],
    ],
    [
      'psi',
      `<!-- TS:2026-11-30T10:00:00-->${ping}\n<!-- TS:2026-11-30T10:00:01--><iq id='1' type='result' from='a@b'/>`,
      [`> ${ping} (values)`, "< <iq id='1' type='result' from='a@b'/> (values)"],
    ],
    [
      'converse',
      `DEBUG: ${body(" rid='1'", ping)}  converse.js:48053:17\nDEBUG: ${body('', answer)}  converse.js:48053:17`,
      [`> ${body(" rid='1'", ping)} (values)`, `< ${body('', answer)} (values)`],
    ],
    [
      'converse',
      `%c${ping} color: darkcyan\n%c${answer} color: darkgoldenrod`,
      [`> ${ping} (values)`, `< ${answer} (values)`],
    ],
    [
      'strophe',
      `SENT: ${body(" rid='1'", '')}\nRECV: ${body('', '')}`,
      [`> ${body(" rid='1'", '')} (values)`, `< ${body('', '')} (values)`],
    ],
    [
      'conversations',
      `11-30 10:00:00.000  7135  7135 D conversations: romeo@example.net: SEND ${ping}\nD/conversations( 7135): romeo@example.net: RECV ${answer}`,
      [`romeo@example.net > ${ping}`, `romeo@example.net < ${answer}`],
    ],
    [
      'xmpp-log',
      `[2026-11-30T10:00:00Z] DEBUG -- vines: Received stanza:      192.0.2.1:50000 -> 192.0.2.2:5222
${ping}

[2026-11-30T10:00:00Z] DEBUG -- vines: Sent stanza:          192.0.2.2:5222 -> 192.0.2.1:50000
${answer}`,
      ['192.0.2.1:50000 role', `192.0.2.1:50000 < ${ping}`, '192.0.2.1:50000 role', `192.0.2.1:50000 > ${answer}`],
    ],
  ])('%s: %#', (name, text, units) => {
    const format = recognised(text);
    expect(format?.name).toBe(name);
    if (format !== undefined) expect(readBy(format, text)).toEqual(units);
  });
  test('is found by one name', () => {
    const names = logFormats.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names.at(-1)).toBe('xmpp-log');
  });
});
