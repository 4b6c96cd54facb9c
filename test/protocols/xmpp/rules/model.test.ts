import { describe, expect, it } from 'vitest';
import { xmppLanguage } from '../../../../protocols/xmpp/index.ts';
import { accepts, findings, objects } from '../specs/harness.ts';

const disco = (content: string, type = 'result') =>
  `<iq type="${type}" id="a"><query xmlns="http://jabber.org/protocol/disco#info">${content}</query></iq>`;
const feature = '<identity category="client" type="pc"/><feature var="urn:xmpp:ping"/>';

describe('elements and attributes of a known namespace', () => {
  accepts(disco(feature));
  objects(disco(`${feature}<feature/>`), 'xmpp/attribute-required');
  objects(disco(`${feature}<feature var=""/>`), 'xmpp/attribute-value');
  objects(disco(`${feature}<feature var="a" vra="b"/>`), 'xmpp/attribute-unknown');
  objects(disco(`${feature}<feture var="a"/>`), 'xmpp/element-unknown');
  objects(disco(`${feature}stray`), 'xmpp/text-not-allowed');
  accepts(disco(`${feature}<own xmlns="urn:own"/>`), 'an element of another namespace');
  accepts(
    disco('<identity category="client" type="pc" xmlns:o="urn:own" o:own="x"/><feature var="urn:xmpp:ping"/>'),
    'an attribute of another namespace',
  );
  objects(disco(feature, 'get'), 'xmpp/element-not-here', 'xmpp/element-not-here');
  accepts(disco('', 'get'));
});

describe('places', () => {
  objects('<message to="a@b"><ping xmlns="urn:xmpp:ping"/></message>', 'xmpp/payload-place');
  objects('<iq type="set" id="a"><ping xmlns="urn:xmpp:ping"/></iq>', 'xmpp/payload-place');
  accepts(
    '<iq type="error" id="a"><ping xmlns="urn:xmpp:ping"/><error type="cancel"><conflict xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>',
  );
  objects('<message to="a@b"><value xmlns="jabber:x:data">x</value></message>', 'xmpp/element-not-here');
  accepts('<a xmlns="urn:a"><ping xmlns="urn:xmpp:ping"/></a>', 'a payload inside something unknown');
});

describe('namespaces', () => {
  objects('<iq type="get" id="a"><ping xmlns="urn:xmpp:pingg"/></iq>', 'xmpp/namespace-near');
  // Another version of a namespace that is known is no slip, for that one or for a third (urn:xmpp:bind2:1).
  accepts('<iq type="get" id="a"><bind xmlns="urn:xmpp:bind:1"/></iq>');
  accepts('<iq type="get" id="a"><x xmlns="urn:example:something"/></iq>', 'an unknown namespace');
  accepts('<message to="a@b"><x xmlns="http://jabber.org/protocol/chatstates2000"/></message>', 'another version');
  objects('<enable xmlns="urn:xmpp:sm:2"/>', 'xmpp/namespace-retired');
});

describe('choices and counts', () => {
  const owner = (content: string) =>
    `<iq type="set" id="a" to="r@c"><query xmlns="http://jabber.org/protocol/muc#owner">${content}</query></iq>`;
  accepts(owner('<destroy/>'));
  objects(owner('<destroy/><x xmlns="jabber:x:data" type="submit"/>'), 'xmpp/child-choice');
  objects(owner(''), 'xmpp/child-choice');
  objects(
    '<iq type="get" id="a" to="r@c"><query xmlns="http://jabber.org/protocol/muc#admin"/></iq>',
    'xmpp/child-required',
  );
  objects(
    '<message to="a@b"><x xmlns="jabber:x:data" type="submit"><title>a</title><title>b</title></x></message>',
    'xmpp/child-too-many',
  );
});

describe('values that hold variables', () => {
  accepts('<message to="{{who}}" type="{{type}}"><delay xmlns="urn:xmpp:delay" stamp="{{when}}"/></message>');
  accepts('<presence><show>{{show}}</show><priority>{{p}}</priority></presence>');
});

describe('discouraged elements', () => {
  objects(
    '<iq type="get" id="a"><unique xmlns="http://jabber.org/protocol/muc#unique"/></iq>',
    'xmpp/element-deprecated',
  );
});

describe('what a specification asks for, and software omits', () => {
  objects(
    '<presence><c xmlns="http://jabber.org/protocol/caps" node="http://a.b" ver="1.0"/></presence>',
    'xmpp/attribute-expected',
  );
});

describe('what differs by the stanza', () => {
  const admin = (type: string, content: string) =>
    `<iq type="${type}" id="a" to="r@c"><query xmlns="http://jabber.org/protocol/muc#admin">${content}</query></iq>`;
  accepts(admin('set', '<item nick="a" role="none"><reason>b</reason></item>'));
  objects(admin('set', '<item nikc="a" role="none"/>'), 'xmpp/attribute-unknown');
  objects(admin('set', '<item nick="a" role="none"><reson>b</reson></item>'), 'xmpp/element-unknown');
});

describe('very many findings', () => {
  it('are listed up to a limit, and the rest is counted', () => {
    const found = findings(`<message to="a@b">${'<bdy/>'.repeat(800)}</message>`);
    expect(found.filter((code) => code === 'xmpp/element-unknown')).toHaveLength(500);
    expect(found).toContain('xmpp/too-many-findings');
  });
});

describe('payloads that stand by themselves', () => {
  objects('<query xmlns="jabber:iq:roster"/>', 'xmpp/element-not-here');
  objects('<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/>', 'xmpp/element-not-here');
  accepts('<active xmlns="urn:xmpp:csi:0"/>');
  accepts('<r xmlns="urn:xmpp:sm:3"/>');
});

describe('an element without a name yet', () => {
  it('is a matter of the parser alone', () => {
    for (const text of ['<message xmlns:m="urn:xmpp:receipts"><m:', '<message xmlns:m="jabber:client"><m:'])
      expect(new Set(findings(text))).toEqual(new Set(['xmpp/tag-malformed', 'xmpp/tag-not-closed']));
  });
});

describe('the words of a finding', () => {
  const message = (text: string) =>
    xmppLanguage.diagnostics(xmppLanguage.parse(text, {})).map((finding) => finding.message);

  it('name the value before the reason', () => {
    expect(message('<message to="a@b@c"/>')).toEqual([
      'to must be a JID, not “a@b@c”. “@” is not allowed in the domainpart of a JID: remove it',
    ]);
    expect(message('<message to="@b.c"/>')).toEqual([
      'to must be a JID, not “@b.c”. The localpart before “@” is empty: write a name, or remove the “@”',
    ]);
  });

  it('say how many alternatives are not listed', () => {
    expect(
      message(
        '<iq type="set" id="a" to="b@c/d"><jingle xmlns="urn:xmpp:jingle:1" action="session-terminate" sid="a"><reason/></jingle></iq>',
      )[0],
    ).toMatch(
      / holds exactly one of <alternative-session>, (?:<[a-z-]+>, ){6}<[a-z-]+> or \d+ others \(XEP-0166\), not 0$/u,
    );
  });
});
