import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { broken } from './conversation.ts';

const header = '<stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" version="1.0"';
const bound =
  '< <iq type="result" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>romeo@example.org/x</jid></bind></iq>';
const opened = [
  `> ${header} to="example.org">`,
  `< ${header} from="example.org" id="1">`,
  '> <iq type="set" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>',
  bound,
];

const juliet = 'juliet@example.org/balcony';
const content = (feature: string) => `<identity category="client" type="pc"/><feature var="${feature}"/>`;
const old = createHash('sha1').update('client/pc//<urn:a<').digest('base64');
const newer = createHash('sha256')
  .update('urn:a\u001f\u001cclient\u001fpc\u001f\u001f\u001f\u001e\u001c\u001c')
  .digest('base64');
const c = `<c xmlns="http://jabber.org/protocol/caps" hash="sha-1" node="http://example.org/client" ver="${old}"/>`;
const c2 = `<c xmlns="urn:xmpp:caps"><hash xmlns="urn:xmpp:hashes:2" algo="sha-256">${newer}</hash></c>`;

/** Juliet is asked, and answers. */
function ask(feature: string, node = '', answered = ''): string[] {
  const query = (of: string, inner: string) =>
    `<query xmlns="http://jabber.org/protocol/disco#info"${of === '' ? '' : ` node="${of}"`}>${inner}</query>`;
  return [
    `> <iq type="get" id="d" to="${juliet}">${query(node, '')}</iq>`,
    `< <iq type="result" id="d" from="${juliet}">${query(answered, content(feature))}</iq>`,
  ];
}

describe('capabilities that are announced in presence', () => {
  for (const [name, hash] of [
    ['XEP-0115', c],
    ['XEP-0390', c2],
  ] as const) {
    const presence = `< <presence from="${juliet}">${hash}</presence>`;
    it(`are those of the answer (${name})`, () => {
      expect(broken([...opened, presence, ...ask('urn:a')])).toEqual([]);
      expect(broken([...opened, presence, ...ask('urn:b')])).toEqual(['xmpp/caps-announced']);
    });

    it(`hold until they are announced anew, or their sender goes (${name})`, () => {
      expect(broken([...opened, presence, `< <presence from="${juliet}"/>`, ...ask('urn:b')])).toEqual([
        'xmpp/caps-announced',
      ]);
      expect(
        broken([...opened, presence, `< <presence type="unavailable" from="${juliet}"/>`, ...ask('urn:b')]),
      ).toEqual([]);
    });
  }

  it('are nobody else’s', () => {
    expect(broken([...opened, `< <presence from="nurse@example.org/x">${c}</presence>`, ...ask('urn:b')])).toEqual([]);
  });

  it('are not judged where they are no hash', () => {
    expect(
      broken([
        ...opened,
        `< <presence from="${juliet}"><c xmlns="http://jabber.org/protocol/caps" node="n" ver="0.9"/></presence>`,
        ...ask('urn:b'),
      ]),
    ).toEqual([]);
    expect(
      broken([...opened, `< <presence from="${juliet}">${c.replace('sha-1', 'own')}</presence>`, ...ask('urn:b')]),
    ).toEqual([]);
  });
});

it('a node that names a hash is held against an answer without node', () => {
  expect(broken([...opened, ...ask('urn:a', `http://example.org/client#${old}`)])).toEqual([]);
  expect(broken([...opened, ...ask('urn:b', `http://example.org/client#${old}`)])).toEqual(['xmpp/caps-announced']);
  expect(broken([...opened, ...ask('urn:b', `urn:xmpp:caps#sha-256.${newer}`)])).toEqual(['xmpp/caps-announced']);
  expect(broken([...opened, ...ask('urn:b', 'http://jabber.org/protocol/commands')])).toEqual([]);
});

it('one’s own capabilities are what one answers, unless they were told to somebody alone', () => {
  const asked = `< <iq type="get" id="q" from="${juliet}"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>`;
  const answer = `> <iq type="result" id="q" to="${juliet}"><query xmlns="http://jabber.org/protocol/disco#info">${content('urn:b')}</query></iq>`;
  expect(broken([...opened, `> <presence>${c}</presence>`, asked, answer])).toEqual(['xmpp/caps-announced']);
  expect(broken([...opened, `> <presence>${c}</presence>`, asked, answer.replace('urn:b', 'urn:a')])).toEqual([]);
  expect(broken([...opened, `> <presence to="${juliet}">${c}</presence>`, asked, answer])).toEqual([]);
});

it('the server’s capabilities stand in the features of its stream', () => {
  const features = `< <stream:features>${c}</stream:features>`;
  const exchange = (feature: string) => [
    '> <iq type="get" id="s" to="example.org"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>',
    `< <iq type="result" id="s" from="example.org"><query xmlns="http://jabber.org/protocol/disco#info">${content(feature)}</query></iq>`,
  ];
  expect(broken([...opened, features, ...exchange('urn:a')])).toEqual([]);
  expect(broken([...opened, features, ...exchange('urn:b')])).toEqual(['xmpp/caps-announced']);
});
