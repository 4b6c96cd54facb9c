import type { Side } from '../../../../protocols/core/index.ts';
import { feedTraffic } from './feed.ts';
import { openXmpp, xmppIssues } from '../opened.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inHeapOf } from '../../../heap.ts';
import { fragments } from '../arbitrary.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const header = (more = '') =>
  `<stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" version="1.0"${more}>`;
const opened = [`> ${header(' to="example.org"')}`, `< ${header(' id="1" from="example.org"')}`];

/** The rules that units break: lines of `> sent` and `< received`, from wherever they begin. */
function heard(lines: readonly string[], traffic = feedTraffic()): string[] {
  return lines.flatMap((line) => {
    const direction: Side = line.startsWith('>') ? 'client' : 'server';
    return traffic.check(direction, encode(line.slice(2))).map(({ code }) => code);
  });
}

/** The rules that a conversation breaks behind the headers of both sides. */
function found(lines: readonly string[], jid: string | null = 'romeo@example.org/orchard'): string[] {
  return heard([...opened, ...lines], feedTraffic(jid === null ? {} : { jid }));
}

const ping = (to: string) => `> <iq type="get" id="p" to="${to}"><ping xmlns="urn:xmpp:ping"/></iq>`;

describe('elements of a negotiation', () => {
  it('may have any name', () => {
    const sasl = 'xmlns="urn:ietf:params:xml:ns:xmpp-sasl"';
    for (const name of ['constructor', 'toString', '__proto__'])
      expect(() => found([`< <${name} ${sasl}/>`])).not.toThrow();
  });
});

describe('replies', () => {
  it('answer their requests', () => {
    expect(found([ping('example.org'), '< <iq type="result" id="p" from="example.org"/>'])).toEqual([]);
    expect(found([ping('Example.ORG'), '< <iq type="result" id="p" from="example.org"/>'])).toEqual([]);
  });

  it('come from one’s own account, with or without saying so, where the request has no address', () => {
    for (const from of ['', ' from="romeo@example.org"', ' from="example.org"', ' from="romeo@example.org/orchard"']) {
      expect(
        found([
          '> <iq type="get" id="r"><query xmlns="jabber:iq:roster"/></iq>',
          `< <iq type="result" id="r"${from}><query xmlns="jabber:iq:roster"/></iq>`,
        ]),
      ).toEqual([]);
    }
  });

  it('from others are noticed', () => {
    expect(found([ping('example.org'), '< <iq type="result" id="p" from="mallory@evil.example"/>'])).toEqual([
      'xmpp/reply-from',
    ]);
    expect(
      found([
        '> <iq type="get" id="r"><query xmlns="jabber:iq:roster"/></iq>',
        '< <iq type="result" id="r" from="mallory@evil.example"/>',
      ]),
    ).toEqual(['xmpp/reply-from']);
  });

  it('that nobody asked for are noticed, and so are second ones', () => {
    expect(found(['< <iq type="result" id="x" from="example.org"/>'])).toEqual(['xmpp/reply-unasked']);
    expect(
      found([
        ping('example.org'),
        '< <iq type="result" id="p" from="example.org"/>',
        '< <iq type="result" id="p" from="example.org"/>',
      ]),
    ).toEqual(['xmpp/reply-unasked']);
  });

  it('carry what their request asks for', () => {
    const info = '> <iq type="get" id="d" to="example.org"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>';
    expect(found([info, '< <iq type="result" id="d" from="example.org"/>'])).toEqual(['xmpp/reply-payload']);
    expect(
      found([ping('example.org'), '< <iq type="result" id="p" from="example.org"><ping xmlns="urn:xmpp:ping"/></iq>']),
    ).toContain('xmpp/reply-payload');
    expect(
      found([
        info,
        '< <iq type="error" id="d" from="example.org"><error type="cancel"><service-unavailable xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>',
      ]),
    ).toEqual([]);
  });

  it('of the client go to whom asked', () => {
    const asked = '< <iq type="get" id="q" from="juliet@example.com/b"><ping xmlns="urn:xmpp:ping"/></iq>';
    expect(found([asked, '> <iq type="result" id="q" to="juliet@example.com/b"/>'])).toEqual([]);
    expect(found([asked, '> <iq type="result" id="q" to="juliet@example.com/c"/>'])).toEqual(['xmpp/reply-from']);
  });

  it('must be told apart', () => {
    expect(found([ping('example.org'), ping('example.org')])).toEqual(['xmpp/id-reused']);
    expect(found([ping('example.org'), ping('example.com')])).toEqual([]);
  });
});

describe('identities', () => {
  it('a client sends from its own address alone', () => {
    expect(
      found([
        '> <presence from="romeo@example.org/orchard"/>',
        '> <presence from="romeo@example.org"/>',
        '> <presence/>',
      ]),
    ).toEqual([]);
    expect(found(['> <presence from="juliet@example.org"/>'])).toEqual(['xmpp/from-own']);
  });

  it('one’s own address is learned when the resource is bound', () => {
    const bind = [
      '> <iq type="set" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>',
      '< <iq type="result" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>romeo@example.org/x</jid></bind></iq>',
    ];
    expect(found([...bind, '> <presence from="juliet@example.org"/>'], null)).toEqual(['xmpp/from-own']);
  });

  it('roster pushes come from one’s own account', () => {
    const push = (from: string) =>
      `< <iq type="set" id="r"${from}><query xmlns="jabber:iq:roster"><item jid="a@b" subscription="both"/></query></iq>`;
    expect(found([push('')])).toEqual([]);
    expect(found([push(' from="romeo@example.org"')])).toEqual([]);
    expect(found([push(' from="mallory@evil.example"')])).toEqual(['xmpp/roster-push-forged']);
  });

  it('carbon copies come from one’s own bare JID', () => {
    const carbon = (from: string) =>
      `< <message from="${from}" to="romeo@example.org/orchard"><received xmlns="urn:xmpp:carbons:2"><forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client" from="a@b/c" to="romeo@example.org"><body>hi</body></message></forwarded></received></message>`;
    expect(found([carbon('romeo@example.org')])).toEqual([]);
    expect(found([carbon('mallory@evil.example')])).toContain('xmpp/carbon-forged');
    expect(found([carbon('romeo@example.org/orchard')])).toContain('xmpp/carbon-forged');
  });

  it('results of an archive come from the archive that was asked', () => {
    const ask =
      '> <iq type="set" id="m" to="room@conference.example.org"><query xmlns="urn:xmpp:mam:2" queryid="f1"/></iq>';
    const result = (from: string) =>
      `< <message from="${from}"><result xmlns="urn:xmpp:mam:2" queryid="f1" id="1"><forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client" from="a@b/c"><body>hi</body></message></forwarded></result></message>`;
    expect(found([ask, result('room@conference.example.org')])).toEqual([]);
    expect(found([ask, result('mallory@evil.example')])).toContain('xmpp/archive-forged');
    expect(found([result('mallory@evil.example')])).toContain('xmpp/archive-forged');
    expect(found([result('romeo@example.org')])).toEqual([]);
  });

  it('stanza ids are given by one’s own server or the room', () => {
    const message = (by: string, more = '') =>
      `< <message type="groupchat" from="room@conference.example.org/nick"><body>hi</body><stanza-id xmlns="urn:xmpp:sid:0" id="1" by="${by}"/>${more}</message>`;
    expect(found([message('room@conference.example.org')])).toEqual([]);
    expect(found([message('romeo@example.org')])).toEqual([]);
    expect(found([message('evil.example')])).toEqual(['xmpp/stanza-id-forged']);
    expect(
      found([message('romeo@example.org', '<stanza-id xmlns="urn:xmpp:sid:0" id="2" by="romeo@example.org"/>')]),
    ).toEqual(['xmpp/stanza-id-forged']);
    expect(
      found(['> <message to="a@b"><stanza-id xmlns="urn:xmpp:sid:0" id="1" by="romeo@example.org"/></message>']),
    ).toEqual(['xmpp/stanza-id-forged']);
  });

  it('messages are corrected by who sent them', () => {
    const message = (from: string, type = 'chat') =>
      `< <message type="${type}" from="${from}" id="m1"><body>hi</body></message>`;
    const correction = (from: string, type = 'chat') =>
      `< <message type="${type}" from="${from}" id="m2"><body>ho</body><replace xmlns="urn:xmpp:message-correct:0" id="m1"/></message>`;
    expect(found([message('juliet@b/x'), correction('juliet@b/y')])).toEqual([]);
    expect(found([message('juliet@b/x'), correction('mallory@evil.example/y')])).toEqual(['xmpp/correction-sender']);
    expect(found([message('room@c/nick', 'groupchat'), correction('room@c/other', 'groupchat')])).toEqual([
      'xmpp/correction-sender',
    ]);
    expect(found([correction('mallory@evil.example/y')])).toEqual([]);
  });
});

describe('stream management', () => {
  const on = ['> <enable xmlns="urn:xmpp:sm:3"/>', '< <enabled xmlns="urn:xmpp:sm:3"/>'];
  const ack = (h: number) => `<a xmlns="urn:xmpp:sm:3" h="${h}"/>`;

  it('counts from where it is on, and acknowledges no more than was sent, and never less than before', () => {
    expect(
      found([
        '> <presence/>',
        ...on,
        '> <presence/>',
        '> <message to="a@b"/>',
        `< ${ack(1)}`,
        `< ${ack(2)}`,
        `> ${ack(0)}`,
      ]),
    ).toEqual([]);
    expect(found([...on, '> <presence/>', `< ${ack(2)}`])).toEqual(['xmpp/handled-count']);
    expect(found([...on, '> <presence/>', '> <presence/>', `< ${ack(2)}`, `< ${ack(1)}`])).toEqual([
      'xmpp/handled-count',
    ]);
    expect(found([...on, '< <message/>', `> ${ack(2)}`])).toEqual(['xmpp/handled-count']);
  });
});

describe('stanza ids and archives', () => {
  it('asked one after the other without an id of the query may answer in any order', () => {
    const ask = (to: string) => `> <iq type="set" id="${to}" to="${to}"><query xmlns="urn:xmpp:mam:2"/></iq>`;
    const result = (from: string) =>
      `< <message from="${from}"><result xmlns="urn:xmpp:mam:2" id="1"><forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client" from="a@b/c"><body>hi</body></message></forwarded></result></message>`;
    expect(
      found([
        ask('one@rooms.example'),
        ask('two@rooms.example'),
        result('two@rooms.example'),
        result('one@rooms.example'),
      ]),
    ).toEqual([]);
    expect(found([ask('one@rooms.example'), ask('two@rooms.example'), result('three@rooms.example')])).toContain(
      'xmpp/archive-forged',
    );
  });

  it('of one’s own account come with or without its address', () => {
    const ask = '> <iq type="set" id="m"><query xmlns="urn:xmpp:mam:2" queryid="q"/></iq>';
    for (const from of ['', ' from="romeo@example.org"']) {
      expect(
        found([
          ask,
          `< <message${from}><result xmlns="urn:xmpp:mam:2" queryid="q" id="1"><forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client" from="a@b/c"><body>hi</body></message></forwarded></result></message>`,
        ]),
      ).toEqual([]);
    }
  });
});

describe('a stream', () => {
  const result = '< <iq type="result" id="x" from="example.org"/>';
  const carbon =
    '< <message from="mallory@evil.example" to="romeo@example.org/orchard"><received xmlns="urn:xmpp:carbons:2"><forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client" from="a@b/c" to="romeo@example.org"><body>hi</body></message></forwarded></received></message>';
  const bound = [
    '> <iq type="set" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>',
    '< <iq type="result" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>romeo@example.org/orchard</jid></bind></iq>',
  ];

  it('that was not seen from its beginning may answer what was asked before', () => {
    expect(heard([result])).toEqual([]);
    expect(heard([result], feedTraffic({ jid: 'romeo@example.org' }))).toEqual([]);
    expect(heard([...opened, result])).toEqual(['xmpp/reply-unasked']);
  });

  it('of which a part was missed may answer what was asked in it', () => {
    const traffic = feedTraffic();
    expect(heard([...opened, ping('example.org')], traffic)).toEqual([]);
    traffic.gap();
    expect(heard(['< <iq type="result" id="p" from="example.org"/>', result, ping('example.org')], traffic)).toEqual(
      [],
    );
  });

  it('begins anew with the client’s header: STARTTLS and SASL leave nothing waiting', () => {
    expect(
      heard([...opened, ping('example.org'), ...opened, '< <iq type="result" id="p" from="example.org"/>']),
    ).toEqual(['xmpp/reply-unasked']);
    expect(
      heard([
        ...opened,
        '> <auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">AGEAYg==</auth>',
        '< <success xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/>',
        ...opened,
        ...bound,
        carbon,
      ]),
    ).toContain('xmpp/carbon-forged');
  });

  it('does not begin anew because the server says so', () => {
    expect(heard([...opened, ...bound, opened[1]!, carbon])).toContain('xmpp/carbon-forged');
    expect(heard([...opened, ...bound, '< <resumed xmlns="urn:xmpp:sm:3" h="0" previd="x"/>', result])).toContain(
      'xmpp/reply-unasked',
    );
  });

  it('that is resumed answers what was asked on another connection', () => {
    const resumed = '<resumed xmlns="urn:xmpp:sm:3" h="0" previd="x"/>';
    const resume = '<resume xmlns="urn:xmpp:sm:3" h="0" previd="x"/>';
    expect(heard([...opened, `> ${resume}`, `< ${resumed}`, result])).toEqual([]);
    expect(
      heard([
        ...opened,
        `> <authenticate xmlns="urn:xmpp:sasl:2" mechanism="PLAIN"><initial-response>AA==</initial-response>${resume}</authenticate>`,
        `< <success xmlns="urn:xmpp:sasl:2"><authorization-identifier>romeo@example.org/orchard</authorization-identifier>${resumed}</success>`,
        result,
      ]),
    ).toEqual([]);
  });

  it('over WebSocket is followed as well', () => {
    const open = (more: string) => `<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" version="1.0"${more}/>`;
    const ws = [`> ${open(' to="example.org"')}`, `< ${open(' id="1" from="example.org"')}`];
    const own = (lines: readonly string[]) =>
      lines.map((line) => line.replace(/<(iq|message)/, '<$1 xmlns="jabber:client"'));
    expect(heard([...ws, ...own(bound)])).toEqual([]);
    expect(heard([...ws, ...own([...bound, carbon, result])])).toEqual(['xmpp/carbon-forged', 'xmpp/reply-unasked']);
  });

  it.each(['jabber:server', 'jabber:component:accept'])(
    'whose content is in %s is judged by its units alone',
    (content) => {
      const other = opened.map((line) => line.replace('jabber:client', content));
      const stanzaId =
        '> <message from="room@rooms.example.org/a" to="b@c"><body>hi</body><stanza-id xmlns="urn:xmpp:sid:0" id="1" by="room@rooms.example.org"/></message>';
      expect(heard([...other, '< <iq type="result" id="x" from="a@b" to="c@example.org"/>', stanzaId])).toEqual([]);
      expect(heard([...opened, stanzaId])).toEqual(['xmpp/stanza-id-forged']);
    },
  );

  it('tells whose it is: by the client’s header, and by a log-in of old', () => {
    const named = [`> ${header(' to="example.org" from="romeo@example.org"')}`, opened[1]!];
    expect(heard([...named, carbon])).toContain('xmpp/carbon-forged');
    expect(heard([...named, '> <presence from="romeo@example.org/anything"/>'])).toEqual([]);
    const legacy = [
      '> <iq type="set" id="a"><query xmlns="jabber:iq:auth"><username>romeo</username><digest>00</digest><resource>orchard</resource></query></iq>',
      '< <iq type="result" id="a"/>',
    ];
    expect(heard([...opened, ...legacy, '> <presence from="romeo@example.org/orchard"/>'])).not.toContain(
      'xmpp/from-own',
    );
    expect(heard([...opened, ...legacy, '> <presence from="juliet@example.org"/>'])).toContain('xmpp/from-own');
  });

  it('answers the server’s own requests with or without its address', () => {
    const asked = '< <iq type="get" id="s"><ping xmlns="urn:xmpp:ping"/></iq>';
    for (const to of ['', ' to="example.org"', ' to="romeo@example.org"'])
      expect(found([asked, `> <iq type="result" id="s"${to}/>`])).toEqual([]);
  });
});

describe('namespaces that a header declares', () => {
  const declaring = (more: string) => [
    `> ${header(` to="example.org"${more}`)}`,
    `< ${header(` from="example.org"${more}`)}`,
  ];

  it('hold for what follows in their direction', () => {
    expect(
      heard([
        ...declaring(' xmlns:foo="urn:example:foo"'),
        '> <message to="a@b"><foo:bar/></message>',
        '< <message from="a@b"><foo:bar foo:a="1"/></message>',
      ]),
    ).toEqual([]);
    expect(
      heard([opened[0]!, declaring(' xmlns:foo="urn:example:foo"')[1]!, '> <message to="a@b"><foo:bar/></message>']),
    ).toEqual(['xmpp/prefix-undeclared']);
    expect(heard([...opened, '> <message to="a@b"><foo:bar/></message>'])).toEqual(['xmpp/prefix-undeclared']);
  });

  it('end with the next header', () => {
    expect(
      heard([...declaring(' xmlns:foo="urn:example:foo"'), ...opened, '> <message to="a@b"><foo:bar/></message>']),
    ).toEqual(['xmpp/prefix-undeclared']);
  });

  it('are known to the checks: a prefix hides no forged carbon copy', () => {
    const lines = declaring(' xmlns:c="urn:xmpp:carbons:2"');
    expect(
      heard(
        [...lines, '< <message from="mallory@evil.example" to="romeo@example.org/x"><c:received/></message>'],
        feedTraffic({ jid: 'romeo@example.org/x' }),
      ),
    ).toContain('xmpp/carbon-forged');
  });

  it('may make the stream’s own namespace the default', () => {
    const client =
      '<stream xmlns="http://etherx.jabber.org/streams" xmlns:c="jabber:client" to="example.org" version="1.0">';
    const traffic = feedTraffic();
    expect(traffic.check('client', encode(client))).toEqual([]);
    expect(traffic.check('client', encode('<c:message to="a@b"><c:body>hi</c:body></c:message>'))).toEqual([]);
    expect(traffic.check('client', encode('<c:iq type="get"/>')).map(({ code }) => code)).toContain(
      'xmpp/iq-id-required',
    );
    expect(traffic.check('client', encode('<iq type="get"/>')).map(({ code }) => code)).toEqual([
      'xmpp/element-unknown',
    ]);
    expect(traffic.check('client', encode('</stream>'))).toEqual([]);
    expect(xmppIssues(encode('</stream>')).map(({ code }) => code)).toEqual(['xmpp/tag-mismatch']);
  });

  it('are given to whoever looks later, and nothing where a header declares the usual', () => {
    const traffic = feedTraffic();
    heard([...declaring(' xmlns:foo="urn:example:foo"'), '> <presence/>'], traffic);
    const context = traffic.context('client');
    expect(xmppIssues(encode('<foo:bar/>'), context)).toEqual([]);
    expect(xmppIssues(encode('<foo:bar/>')).map(({ code }) => code)).toEqual(['xmpp/prefix-undeclared']);
    heard(opened, traffic);
    expect(traffic.context('client')).toEqual({});
    heard([`> ${header(` xmlns:big="urn:${'x'.repeat(100_000)}"`)}`], traffic);
    expect(traffic.context('client')).toEqual({});
  });

  it('do not hide secrets', () => {
    const traffic = feedTraffic();
    heard([`> ${header(' xmlns:s="urn:ietf:params:xml:ns:xmpp-sasl"')}`], traffic);
    expect(
      openXmpp(encode('<s:auth mechanism="PLAIN">AGEAYg==</s:auth>'), traffic.context('client')).secrets(),
    ).toEqual([[26, 34]]);
  });
});

describe('what a hostile peer sends', () => {
  it('draws a bounded number of findings', () => {
    const many = `<stanza-id xmlns="urn:xmpp:sid:0" id="1" by="evil.example"/>`.repeat(5000);
    const traffic = feedTraffic({ jid: 'romeo@example.org/x' });
    expect(traffic.follow('server', encode(`<message from="a@b">${many}</message>`)).length).toBeLessThanOrEqual(20);
  });

  it('with ids and addresses of any length is forgotten in time', () => {
    const traffic = feedTraffic();
    heard(opened, traffic);
    const long = 'x'.repeat(200_000);
    for (const text of [
      `<iq type="get" id="${long}"><ping xmlns="urn:xmpp:ping"/></iq>`,
      `<iq type="get" id="1" from="${long}"><ping xmlns="urn:xmpp:ping"/></iq>`,
      `<message id="${long}" from="${long}@b/${long}"/>`,
    ]) {
      expect(() => traffic.follow('server', encode(text))).not.toThrow();
    }
    // A request that was too long to keep, or had to go, is not said to be missing.
    expect(traffic.follow('client', encode(`<iq type="result" id="${long}"/>`))).toEqual([]);
    for (let i = 0; i < 6000; i++) traffic.follow('server', encode(`<iq type="get" id="r${i}" from="a@b"/>`));
    expect(traffic.follow('client', encode('<iq type="result" id="r0" to="a@b"/>'))).toEqual([]);
    expect(traffic.follow('client', encode('<iq type="result" id="r5999" to="c@d"/>')).map(({ code }) => code)).toEqual(
      ['xmpp/reply-from'],
    );
  });

  it('leaves none of a large unit’s text behind', () => inHeapOf(64, new URL('large-units.ts', import.meta.url)));
});

it('takes any bytes in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fragments), { maxLength: 12 }), (units) => {
      const traffic = feedTraffic({ jid: 'a@b/c' });
      for (const [sent, text] of units) {
        const bytes = new TextEncoder().encode(text);
        for (const issue of traffic.check(sent ? 'client' : 'server', bytes))
          expect(issue.offset + issue.length).toBeLessThanOrEqual(bytes.length);
      }
    }),
  );
});
