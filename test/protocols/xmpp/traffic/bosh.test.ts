import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noProject, type Followed, type Side, type Unit } from '../../../../protocols/core/index.ts';
import { XmppFollower, xmppJudge } from '../../../../protocols/xmpp/codec/index.ts';
import { fragments } from '../arbitrary.ts';

const httpbind = "xmlns='http://jabber.org/protocol/httpbind'";
const xbosh = "xmlns:xmpp='urn:xmpp:xbosh'";
const create = `> <body rid='10' to='localhost' wait='60' hold='1' ver='1.6' ${httpbind} xmpp:version='1.0' ${xbosh}/>`;
const created = `< <body sid='S1' wait='60' requests='2' hold='1' from='localhost' ver='1.6' ${httpbind} xmlns:stream='http://etherx.jabber.org/streams'><stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>SCRAM-SHA-1</mechanism></mechanisms></stream:features></body>`;
const empty = `< <body ${httpbind}/>`;
const request = (rid: number, content = '', more = ''): string =>
  `> <body rid='${rid}' sid='S1' ${httpbind}${more}>${content}</body>`;
const response = (content = '', more = ''): string => `< <body ${httpbind}${more}>${content}</body>`;

/** Feeds bodies, `>` those of the client and `<` those of the server, numbered from 1. */
function follow(lines: readonly string[], partial = false): readonly Followed[] {
  const follower = new XmppFollower({ sides: 'both', partial, project: () => noProject });
  return lines.map((line, i) => {
    const side: Side = line.startsWith('>') ? 'client' : 'server';
    const bytes = new TextEncoder().encode(line.slice(2));
    const unit: Unit = { protocol: 'xmpp', kind: 'body', side, number: i + 1, offset: 0, size: bytes.length, bytes };
    return follower.feed(unit);
  });
}

const broken = (lines: readonly string[]): readonly string[] =>
  follow(lines).flatMap(({ opened, issues }) =>
    [...xmppJudge.issues(opened, 'information'), ...issues].map(({ code }) => code),
  );

const restart = request(12, '', ` xmpp:restart='true' to='localhost' ${xbosh}`);
const bind = `<iq type='set' id='b' xmlns='jabber:client'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>`;
const bound = `<iq type='result' id='b' xmlns='jabber:client'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>romeo@localhost/a</jid></bind></iq>`;

describe('bodies of BOSH', () => {
  it('of a whole session break nothing, and are paired by what they carry', () => {
    const session = [
      create,
      created,
      request(11, `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>biws</auth>`),
      response(`<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>`),
      restart,
      response(
        `<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>`,
        ` xmlns:stream='http://etherx.jabber.org/streams'`,
      ),
      request(13, bind),
      response(bound),
      request(
        14,
        `<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq><iq type='get' id='2'><ping xmlns='urn:xmpp:ping'/></iq>`,
      ),
      empty,
      request(15),
      response(`<iq type='result' id='2' to='romeo@localhost/a'/><iq type='result' id='1' to='romeo@localhost/a'/>`),
      request(16, `<presence type='unavailable' xmlns='jabber:client'/>`, ` type='terminate'`),
      response('', ` type='terminate'`),
    ];
    expect(broken(session)).toEqual([]);
    expect(follow(session).map(({ answers }) => answers)).toEqual([
      [],
      [1],
      [],
      [3],
      [],
      [],
      [],
      [7],
      [],
      [],
      [],
      [9],
      [],
      [],
    ]);
    expect(follow(session).flatMap(({ notes }) => notes)).toEqual([]);
  });
  it('have stanzas that may lack their namespace, on any line', () => {
    const bare = `\n<message to='juliet@localhost' type='chat' id='1'>\n<body>hi</body>\n</message>\n<message to='juliet@localhost' id='2'><body>ho</body></message>\n`;
    expect(broken([create, created, request(11, bare)])).toEqual([]);
    const wrong = `<message to='juliet@localhost' type='loud'><body>hi</body></message>`;
    expect(broken([create, created, request(11, wrong)]).length).toBeGreaterThan(0);
  });
  it('are judged by what they carry and answer', () => {
    const unasked = response(`<iq type='result' id='never' to='romeo@localhost/a'/>`);
    expect(broken([create, created, unasked])).toEqual(['xmpp/reply-unasked']);
    expect(broken([request(20), unasked])).toEqual([]);
  });
  it('cannot begin TLS, whatever the server offers', () => {
    const offer = created.replace(
      '<mechanisms',
      `<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls><mechanisms`,
    );
    const auth = request(
      11,
      `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AHJvbWVvAHNlY3JldA==</auth>`,
    );
    expect(broken([create, offer, auth])).toEqual([]);
  });
  it('may come again, with the same request id', () => {
    const ask = request(11, `<iq type='get' id='1' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>`);
    const answer = response(`<iq type='result' id='1' from='localhost'/>`);
    expect(broken([create, created, ask, ask, answer, answer])).toEqual([]);
    expect(broken([create, created, ask, ask.replace("'11'", "'12'")])).toEqual(['xmpp/id-reused']);
  });
  it('that name another address, or end the session, are right', () => {
    expect(
      broken([
        create,
        response('<uri>https://other.example/bosh</uri>', ` type='terminate' condition='see-other-uri'`),
      ]),
    ).toEqual([]);
    expect(broken([create, response('', ` type='terminate'`)])).toEqual([]);
    expect(broken([create, created, request(11), response('', ` type='error'`)])).toEqual([]);
  });
  it('that end the session for a reason are explained, and are failures', () => {
    const end = response('', ` type='terminate' condition='item-not-found'`);
    const [, , , last] = follow([create, created, request(15), end]);
    expect(last?.notes).toMatchObject([{ code: 'xmpp/bosh-ended', units: [3, 4] }]);
    expect(last?.notes[0]?.message).toMatch(/the rid 15 is not one of the next 2 behind 10/);
    expect(last?.opened.failure()).toEqual({ condition: 'item-not-found' });
    const [, , , expected] = follow([create, created, request(11), end]);
    expect(expected?.notes[0]?.message).toMatch(/does not know the sid/);
    const [, shut] = follow([create, response('', ` type='terminate' condition='host-unknown'`)]);
    expect(shut?.notes).toMatchObject([{ units: [2] }]);
  });
  it('are named, summarized and written, without secrets', () => {
    const lines = [
      request(11, `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AHJvbWVvAHNlY3JldA==</auth>`),
      response(
        `<iq type='error' id='1'><error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>`,
      ),
    ];
    const [auth, error] = follow(lines).map(({ opened }) => opened);
    expect(auth?.name).toBe('body');
    expect(auth?.summary()).toBe('sid S1 rid 11 <auth> mechanism PLAIN •••');
    expect(auth?.json()).toEqual({ name: 'body', text: lines[0]?.slice(2) });
    expect(auth?.text()).toBe(lines[0]?.slice(2));
    expect(auth?.secrets()).toHaveLength(1);
    expect(JSON.stringify(auth?.tree({ secrets: false }))).not.toContain('AHJvbWVv');
    expect(error?.summary()).toBe('<iq> error item-not-found #1');
    expect(error?.failure()).toEqual({ condition: 'item-not-found' });
  });
  it('tell who is available', () => {
    const follower = new XmppFollower({ sides: 'both', project: () => noProject });
    const bytes = new TextEncoder().encode(
      response(`<presence from='juliet@localhost/b'/><presence from='nurse@localhost/c'/>`).slice(2),
    );
    follower.feed({ protocol: 'xmpp', kind: 'body', side: 'server', offset: 0, size: bytes.length, bytes });
    expect(follower.state(10).state.contacts.map(({ jid }) => jid)).toEqual(['juliet@localhost', 'nurse@localhost']);
  });
  it('hold anything, and nothing is thrown', () => {
    const attributes = fc.constantFrom(
      '',
      " rid='1'",
      " rid='2' sid='S1'",
      " sid='S1' wait='1' requests='2'",
      " type='terminate' condition='item-not-found'",
      ` rid='x' xmpp:restart='true' ${xbosh}`,
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), attributes, fragments), { maxLength: 8 }), (bodies) => {
        const lines = bodies.map(([sent, more, text]) => `${sent ? '>' : '<'} <body ${httpbind}${more}>${text}</body>`);
        follow(lines).forEach(({ opened, issues }, i) => {
          const size = new TextEncoder().encode(lines[i]).length - 2;
          for (const { offset, length } of [...xmppJudge.issues(opened, 'hint'), ...issues])
            expect(offset + length).toBeLessThanOrEqual(size);
          opened.failure();
          expect(opened.summary().length).toBeLessThan(4000);
          opened.tree({ secrets: false });
        });
      }),
    );
  });
});
