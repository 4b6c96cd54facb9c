import { describe, expect, it } from 'vitest';
import { accepts, findings, objects } from './harness.ts';

/** An iq of type set from one client to another. */
const set = (payload: string): string => `<iq type="set" id="t1" to="juliet@example.org/balcony">${payload}</iq>`;
const bytestreams = 'http://jabber.org/protocol/bytestreams';
const ibb = 'http://jabber.org/protocol/ibb';
const file = 'http://jabber.org/protocol/si/profile/file-transfer';

/** A test of a deprecated specification: what is found beside the remark that its namespace is out of use. */
function draws(text: string, ...codes: string[]): void {
  it(`finds ${codes.join(', ') || 'no fault'} in ${text.replace(/\s+/g, ' ')}`, () => {
    expect(findings(text)).toContain('xmpp/namespace-retired');
    expect(findings(text).filter((code) => code !== 'xmpp/namespace-retired')).toEqual(codes);
  });
}

describe('bytestreams (XEP-0047, 0065)', () => {
  accepts(
    set(
      `<query xmlns="${bytestreams}" sid="vxf9n471bn46"><streamhost jid="romeo@example.org/orchard" host="192.168.4.1" port="5086"/></query>`,
    ),
  );
  objects(
    set(`<query xmlns="${bytestreams}"><streamhost jid="romeo@example.org/orchard" host="192.168.4.1"/></query>`),
    'xmpp/attribute-required',
  );
  accepts(
    `<iq type="get" id="t2" to="proxy.example.org"><query xmlns="${bytestreams}"/></iq>`,
    'a query without sid to a proxy',
  );
  accepts(set(`<data xmlns="${ibb}" seq="0" sid="i781hf64">qANQR1DBwU4=</data>`));
  objects(set(`<data xmlns="${ibb}" seq="70000" sid="i781hf64">qANQR1DBwU4=</data>`), 'xmpp/attribute-value');
  objects(set(`<open xmlns="${ibb}" sid="i781hf64"/>`), 'xmpp/attribute-required');
});

describe('stream initiation (XEP-0095, 0096, 0137)', () => {
  const si = (content: string): string =>
    `<si xmlns="http://jabber.org/protocol/si" id="a0" profile="${file}">${content}<feature xmlns="http://jabber.org/protocol/feature-neg"><x xmlns="jabber:x:data" type="form"/></feature></si>`;
  draws(set(si(`<file xmlns="${file}" name="test.txt" size="1022"/>`)));
  draws(set(si(`<file xmlns="${file}" name="test.txt"/>`)), 'xmpp/attribute-required');
  draws(
    `<iq type="result" id="t3" from="juliet@example.org/balcony">${si(`<file xmlns="${file}"><range offset="100"/></file>`)}</iq>`,
  );
  draws(set('<start xmlns="http://jabber.org/protocol/sipub" id="publish-0123"/>'), 'xmpp/payload-place');
});

describe('gateways and privacy lists (XEP-0100, 0016)', () => {
  accepts(
    '<iq type="set" id="g1" to="icq.example.org"><query xmlns="jabber:iq:gateway"><prompt>1234567</prompt></query></iq>',
  );
  objects('<iq type="set" id="g1" to="icq.example.org"><query xmlns="jabber:iq:gateway"/></iq>', 'xmpp/child-required');
  draws(
    '<iq type="set" id="p1"><query xmlns="jabber:iq:privacy"><list name="public"><item type="jid" value="tybalt@example.org" action="deny" order="1"><message/></item></list></query></iq>',
  );
  draws(
    '<iq type="set" id="p1"><query xmlns="jabber:iq:privacy"><list name="public"><item action="refuse" order="1"/></list></query></iq>',
    'xmpp/attribute-value',
  );
});
