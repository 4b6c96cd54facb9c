import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction } from '../../../../protocols/inspect/index.ts';
import { createTrafficCheck } from '../../../../protocols/xmpp/index.ts';
import { fragments } from '../arbitrary.ts';

/** The rules that a conversation breaks: lines of `> sent` and `< received`. */
function found(lines: readonly string[], jid: string | null = 'romeo@example.org/orchard'): string[] {
  const traffic = createTrafficCheck(jid === null ? {} : { jid });
  return lines.flatMap((line) => {
    const direction: Direction = line.startsWith('>') ? 'sent' : 'received';
    return traffic.check(direction, new TextEncoder().encode(line.slice(2))).map(({ code }) => code);
  });
}

const ping = (to: string) => `> <iq type="get" id="p" to="${to}"><ping xmlns="urn:xmpp:ping"/></iq>`;

describe('replies', () => {
  it('answer their requests', () => {
    expect(found([ping('example.org'), '< <iq type="result" id="p" from="example.org"/>'])).toEqual([]);
    expect(found([ping('Example.ORG'), '< <iq type="result" id="p" from="example.org"/>'])).toEqual([]);
  });

  it('come from one’s own account, with or without saying so, where the request has no address', () => {
    for (const from of ['', ' from="romeo@example.org"', ' from="example.org"', ' from="romeo@example.org/orchard"']) {
      expect(found(['> <iq type="get" id="r"><query xmlns="jabber:iq:roster"/></iq>', `< <iq type="result" id="r"${from}><query xmlns="jabber:iq:roster"/></iq>`])).toEqual([]);
    }
  });

  it('from others are noticed', () => {
    expect(found([ping('example.org'), '< <iq type="result" id="p" from="mallory@evil.example"/>'])).toEqual(['xmpp/reply-from']);
    expect(found(['> <iq type="get" id="r"><query xmlns="jabber:iq:roster"/></iq>', '< <iq type="result" id="r" from="mallory@evil.example"/>'])).toEqual(['xmpp/reply-from']);
  });

  it('that nobody asked for are noticed, and so are second ones', () => {
    expect(found(['< <iq type="result" id="x" from="example.org"/>'])).toEqual(['xmpp/reply-unasked']);
    expect(found([ping('example.org'), '< <iq type="result" id="p" from="example.org"/>', '< <iq type="result" id="p" from="example.org"/>'])).toEqual(['xmpp/reply-unasked']);
  });

  it('carry what their request asks for', () => {
    const info = '> <iq type="get" id="d" to="example.org"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>';
    expect(found([info, '< <iq type="result" id="d" from="example.org"/>'])).toEqual(['xmpp/reply-payload']);
    expect(found([ping('example.org'), '< <iq type="result" id="p" from="example.org"><ping xmlns="urn:xmpp:ping"/></iq>'])).toContain('xmpp/reply-payload');
    expect(found([info, '< <iq type="error" id="d" from="example.org"><error type="cancel"><service-unavailable xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>'])).toEqual([]);
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
    expect(found(['> <presence from="romeo@example.org/orchard"/>', '> <presence from="romeo@example.org"/>', '> <presence/>'])).toEqual([]);
    expect(found(['> <presence from="juliet@example.org"/>'])).toEqual(['xmpp/from-own']);
  });

  it('one’s own address is learned when the resource is bound', () => {
    const bind = ['> <iq type="set" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>', '< <iq type="result" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>romeo@example.org/x</jid></bind></iq>'];
    expect(found([...bind, '> <presence from="juliet@example.org"/>'], null)).toEqual(['xmpp/from-own']);
  });

  it('roster pushes come from one’s own account', () => {
    const push = (from: string) => `< <iq type="set" id="r"${from}><query xmlns="jabber:iq:roster"><item jid="a@b" subscription="both"/></query></iq>`;
    expect(found([push('')])).toEqual([]);
    expect(found([push(' from="romeo@example.org"')])).toEqual([]);
    expect(found([push(' from="mallory@evil.example"')])).toEqual(['xmpp/roster-push-forged']);
  });

  it('carbon copies come from one’s own bare JID', () => {
    const carbon = (from: string) => `< <message from="${from}" to="romeo@example.org/orchard"><received xmlns="urn:xmpp:carbons:2"><forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client" from="a@b/c" to="romeo@example.org"><body>hi</body></message></forwarded></received></message>`;
    expect(found([carbon('romeo@example.org')])).toEqual([]);
    expect(found([carbon('mallory@evil.example')])).toContain('xmpp/carbon-forged');
    expect(found([carbon('romeo@example.org/orchard')])).toContain('xmpp/carbon-forged');
  });

  it('results of an archive come from the archive that was asked', () => {
    const ask = '> <iq type="set" id="m" to="room@conference.example.org"><query xmlns="urn:xmpp:mam:2" queryid="f1"/></iq>';
    const result = (from: string) => `< <message from="${from}"><result xmlns="urn:xmpp:mam:2" queryid="f1" id="1"><forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client" from="a@b/c"><body>hi</body></message></forwarded></result></message>`;
    expect(found([ask, result('room@conference.example.org')])).toEqual([]);
    expect(found([ask, result('mallory@evil.example')])).toContain('xmpp/archive-forged');
    expect(found([result('mallory@evil.example')])).toContain('xmpp/archive-forged');
    expect(found([result('romeo@example.org')])).toEqual([]);
  });

  it('stanza ids are given by one’s own server or the room', () => {
    const message = (by: string, more = '') => `< <message type="groupchat" from="room@conference.example.org/nick"><body>hi</body><stanza-id xmlns="urn:xmpp:sid:0" id="1" by="${by}"/>${more}</message>`;
    expect(found([message('room@conference.example.org')])).toEqual([]);
    expect(found([message('romeo@example.org')])).toEqual([]);
    expect(found([message('evil.example')])).toEqual(['xmpp/stanza-id-forged']);
    expect(found([message('romeo@example.org', '<stanza-id xmlns="urn:xmpp:sid:0" id="2" by="romeo@example.org"/>')])).toEqual(['xmpp/stanza-id-forged']);
    expect(found(['> <message to="a@b"><stanza-id xmlns="urn:xmpp:sid:0" id="1" by="romeo@example.org"/></message>'])).toEqual(['xmpp/stanza-id-forged']);
  });

  it('messages are corrected by who sent them', () => {
    const message = (from: string, type = 'chat') => `< <message type="${type}" from="${from}" id="m1"><body>hi</body></message>`;
    const correction = (from: string, type = 'chat') => `< <message type="${type}" from="${from}" id="m2"><body>ho</body><replace xmlns="urn:xmpp:message-correct:0" id="m1"/></message>`;
    expect(found([message('juliet@b/x'), correction('juliet@b/y')])).toEqual([]);
    expect(found([message('juliet@b/x'), correction('mallory@evil.example/y')])).toEqual(['xmpp/correction-sender']);
    expect(found([message('room@c/nick', 'groupchat'), correction('room@c/other', 'groupchat')])).toEqual(['xmpp/correction-sender']);
    expect(found([correction('mallory@evil.example/y')])).toEqual([]);
  });
});

describe('stream management', () => {
  const on = ['> <enable xmlns="urn:xmpp:sm:3"/>', '< <enabled xmlns="urn:xmpp:sm:3"/>'];
  const ack = (h: number) => `<a xmlns="urn:xmpp:sm:3" h="${h}"/>`;

  it('counts from where it is on, and acknowledges no more than was sent, and never less than before', () => {
    expect(found(['> <presence/>', ...on, '> <presence/>', '> <message to="a@b"/>', `< ${ack(1)}`, `< ${ack(2)}`, `> ${ack(0)}`])).toEqual([]);
    expect(found([...on, '> <presence/>', `< ${ack(2)}`])).toEqual(['xmpp/handled-count']);
    expect(found([...on, '> <presence/>', '> <presence/>', `< ${ack(2)}`, `< ${ack(1)}`])).toEqual(['xmpp/handled-count']);
    expect(found([...on, '< <message/>', `> ${ack(2)}`])).toEqual(['xmpp/handled-count']);
  });
});

it('takes any bytes in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fragments), { maxLength: 12 }), (units) => {
      const traffic = createTrafficCheck({ jid: 'a@b/c' });
      for (const [sent, text] of units) {
        const bytes = new TextEncoder().encode(text);
        for (const issue of traffic.check(sent ? 'sent' : 'received', bytes)) expect(issue.offset + issue.length).toBeLessThanOrEqual(bytes.length);
      }
    }),
  );
});
