import { describe, expect, test } from 'vitest';
import type { Side } from '../../../../protocols/core/index.ts';
import { needEveryUnit } from '../../../../protocols/xmpp/traffic/printed.ts';
import { feedTraffic } from './feed.ts';

const header = (side: string): string =>
  `${side} <stream:stream ${side === 'C' ? 'to' : 'from'}='a.example' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>`;
const bound = (jid: string): string =>
  `S <iq type='result' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>${jid}</jid></bind></iq>`;
const begun = [
  header('C'),
  header('S'),
  `C <iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>`,
  bound('u@a.example/x'),
];
const sm = `xmlns='urn:xmpp:sm:3'`;
const tls = `xmlns='urn:ietf:params:xml:ns:xmpp-tls'`;
const get = (id: string, to: string): string =>
  `C <iq type='get' id='${id}' to='${to}'><query xmlns='jabber:iq:version'/></iq>`;
const mam = `xmlns='urn:xmpp:mam:2'`;
const disco = `xmlns='http://jabber.org/protocol/disco#info'`;

/** The codes of what units break against those before them. */
function broken(lines: readonly string[], printed: boolean): readonly string[] {
  const traffic = feedTraffic({ printed });
  return lines.flatMap((line) => {
    const side: Side = line.startsWith('C') ? 'client' : 'server';
    return traffic.follow(side, new TextEncoder().encode(line.slice(2))).map(({ code }) => code);
  });
}

const cases: Readonly<Record<string, readonly string[]>> = {
  'xmpp/reply-unasked': [...begun, `S <iq type='result' id='1' from='a.example'/>`],
  'xmpp/reply-from': [...begun, get('1', 'b.example'), `S <iq type='result' id='1' from='c.example'/>`],
  'xmpp/reply-payload': [
    ...begun,
    get('1', 'b.example'),
    `S <iq type='result' id='1' from='b.example'><query xmlns='jabber:iq:last'/></iq>`,
  ],
  'xmpp/id-reused': [...begun, get('1', 'b.example'), get('1', 'b.example')],
  'xmpp/handled-count': [...begun, `C <enable ${sm}/>`, `S <enabled ${sm}/>`, 'C <presence/>', `S <a ${sm} h='2'/>`],
  'xmpp/archive-forged': [...begun, `S <message from='c.example'><result ${mam} queryid='q' id='1'/></message>`],
  'xmpp/correction-sender': [
    ...begun,
    `S <message from='r@b.example/x' id='1'><body>a</body></message>`,
    `S <message from='m@b.example/x' id='2'><body>b</body><replace xmlns='urn:xmpp:message-correct:0' id='1'/></message>`,
  ],
  'xmpp/caps-announced': [
    ...begun,
    `S <presence from='r@b.example/x'><c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='n' ver='AAAAAAAAAAAAAAAAAAAAAAAAAAA='/></presence>`,
    `C <iq type='get' id='1' to='r@b.example/x'><query ${disco}/></iq>`,
    `S <iq type='result' id='1' from='r@b.example/x'><query ${disco}><identity category='client' type='pc'/></query></iq>`,
  ],
  'xmpp/clear-after-proceed': [
    header('C'),
    header('S'),
    `S <features xmlns='http://etherx.jabber.org/streams'><starttls ${tls}/></features>`,
    `C <starttls ${tls}/>`,
    `S <proceed ${tls}/>`,
    `S <features xmlns='http://etherx.jabber.org/streams'/>`,
  ],
};

describe('A rule that needs every unit', () => {
  test('is one of these', () => {
    expect(Object.keys(cases).sort()).toEqual([...needEveryUnit].sort());
  });
  test.each(Object.entries(cases))(
    '%s is broken by what crossed, and by a log from the headers of the stream on',
    (code, lines) => {
      expect(broken(lines, false)).toContain(code);
      expect(broken(lines, true)).toContain(code);
    },
  );
  test.each(Object.entries(cases))('%s is not broken by a log that has not both headers', (_, lines) => {
    expect(broken(lines.slice(1), true)).toEqual([]);
    expect(broken([lines[0] ?? '', ...lines.slice(2)], true)).toEqual([]);
    expect(broken(lines.slice(2), true)).toEqual([]);
  });
  test.each(Object.entries(cases))('%s is not broken by a log with two streams at a time', (_, lines) => {
    expect(broken([...begun, ...lines], true)).toEqual([]);
    expect(broken([...begun, bound('w@a.example/z'), ...lines.slice(2)], true)).toEqual([]);
  });
  test.each(Object.entries(cases))(
    '%s is broken in a log whose second stream begins behind the first',
    (code, lines) => {
      expect(broken([...begun, 'C </stream:stream>', ...lines], true)).toContain(code);
    },
  );
});

describe('What a program prints', () => {
  test('may be of another address than the one that was granted last', () => {
    const lines = [
      ...begun,
      bound('v@a.example/y'),
      `C <message from='u@a.example/x' to='r@b.example'/>`,
      `S <iq type='set' id='1' from='u@a.example' to='u@a.example/x'><query xmlns='jabber:iq:roster'><item jid='r@b.example'/></query></iq>`,
    ];
    expect(broken(lines, false)).toEqual(expect.arrayContaining(['xmpp/from-own', 'xmpp/roster-push-forged']));
    expect(broken(lines, true)).toEqual([]);
  });
  test('breaks what a unit tells by itself', () => {
    const push = `S <iq type='set' id='1' from='m@c.example' to='u@a.example/x'><query xmlns='jabber:iq:roster'><item jid='r@b.example'/></query></iq>`;
    expect(broken([...begun, push], true)).toEqual(['xmpp/roster-push-forged']);
  });
});
