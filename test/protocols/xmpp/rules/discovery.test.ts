import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { xmppLanguage } from '../../../../protocols/xmpp/index.ts';
import { accepts, findings, objects } from '../specs/harness.ts';

const answer = (content: string, node = '') =>
  `<iq type="result" id="a"><query xmlns="http://jabber.org/protocol/disco#info"${node === '' ? '' : ` node="${node}"`}>${content}</query></iq>`;
const feature = (name: string) => `<feature var="${name}"/>`;
const identity = (category: string, type: string) => `<identity category="${category}" type="${type}"/>`;
const known = feature('http://jabber.org/protocol/disco#info');

describe('an answer to disco#info', () => {
  accepts(answer(identity('client', 'pc') + known));
  objects(answer(`${identity('client', 'pc')}<feature var="a"/><feature var="a"/>`), 'xmpp/disco-duplicate');
  objects(answer(`${identity('client', 'pc')}${identity('client', 'pc')}<feature var="a"/>`), 'xmpp/disco-duplicate');
  objects(answer(''), 'xmpp/disco-empty');
});

describe('identities', () => {
  for (const [category, type] of [
    ['gateway', 'telegram'],
    ['pubsub', 'pep'],
    ['conference', 'text'],
    ['hierarchy', 'leaf'],
    ['store', 'file'],
  ] as const)
    accepts(answer(identity(category, type) + known));
  objects(answer(identity('client', 'fridge') + known), 'xmpp/disco-identity');
  objects(answer(identity('kitchen', 'fridge') + known), 'xmpp/disco-identity');
  objects(answer(identity('cliennt', 'pc') + known), 'xmpp/disco-identity-near');
  objects(answer(identity('gateway', 'telegarm') + known), 'xmpp/disco-identity-near');
  objects(answer(identity('im', 'server') + known), 'xmpp/disco-identity-near');
  accepts(answer(identity('{{category}}', '{{type}}') + known));

  it('that are misspelt are told how they are spelt', () => {
    const [finding] = xmppLanguage.diagnostics(xmppLanguage.parse(answer(identity('client', 'phoen') + known), {}));
    expect(finding?.message).toContain('did you mean “phone”?');
  });
});

describe('features', () => {
  const of = (name: string) => answer(identity('client', 'pc') + feature(name));
  for (const name of [
    'urn:xmpp:ping',
    'urn:xmpp:mam:2',
    'http://jabber.org/protocol/tune+notify',
    'muc_hidden',
    'http://jabber.org/protocol/pubsub#manage-subscription',
  ])
    accepts(of(name));
  // Features of one's own, and other versions of known ones, are nobody's mistake.
  for (const name of ['urn:own', 'urn:xmpp:mam:9', 'ipv4', 'http://example.org/disco#info']) accepts(of(name));
  objects(of('urn:xmpp:pnig'), 'xmpp/disco-feature-near');
  objects(of('http://jabber.org/protocol/disc#info'), 'xmpp/disco-feature-near');
  objects(of('http://jabber.org/protocol/moood+notify'), 'xmpp/disco-feature-near');
  accepts(of('urn:xmpp:{{feature}}'));
});

describe('the hash of capabilities (XEP-0115)', () => {
  const exodus = '<identity category="client" type="pc" name="Exodus 0.9.1"/>';
  const features = ['caps', 'disco#info', 'disco#items', 'muc']
    .map((name) => feature(`http://jabber.org/protocol/${name}`))
    .join('');
  const node = 'http://code.google.com/p/exodus#QgayPKawpkPSDYmwT/WM94uAlu0=';
  accepts(answer(exodus + features, node), 'the hash that XEP-0115 works out');
  objects(answer(`${exodus}${features}${feature('urn:own')}`, node), 'xmpp/caps-hash');
  accepts(answer(`${exodus}${features}<feature var="{{own}}"/>`, node));
  accepts(answer(exodus + features, 'http://example.org/#4711'));
});

describe('the hash of capabilities (XEP-0390)', () => {
  const bombus = '<identity category="client" name="BombusMod" type="mobile"/>';
  const names = [
    'si',
    'bytestreams',
    'chatstates',
    'disco#info',
    'disco#items',
    'rosterx',
    'ibb',
    'si/profile/file-transfer',
  ].map((name) => `http://jabber.org/protocol/${name}`);
  names.push(
    'urn:xmpp:ping',
    'jabber:iq:time',
    'jabber:iq:privacy',
    'jabber:iq:version',
    'urn:xmpp:time',
    'jabber:x:oob',
    'urn:xmpp:receipts',
    'jabber:iq:roster',
    'jabber:iq:last',
  );
  const features = names.map(feature).join('');
  const hashes = (text: string) =>
    xmppLanguage.diagnostics(xmppLanguage.parse(text, {})).filter(({ code }) => code === 'xmpp/caps-hash').length;
  const sha2 = 'urn:xmpp:caps#sha-256.kzBZbkqJ3ADrj7v08reD1qcWUwNGHaidNUgD7nHpiw8=';
  const sha3 = 'urn:xmpp:caps#sha3-256.79mdYAfU9rEdTOcWDO7UEAt6E56SUzk/g6TnqUeuD9Q=';
  const form = (type: string) =>
    `<x xmlns="jabber:x:data" type="result">${type}<field var="os"><value>Mac</value></field></x>`;

  it('is worked out as in XEP-0390, 4.5.1', () => {
    expect(hashes(answer(bombus + features, sha2))).toBe(0);
    expect(hashes(answer(bombus + features, sha3))).toBe(0);
  });

  it('counts every feature, identity and form', () => {
    expect(hashes(answer(bombus + features + feature('urn:own'), sha2))).toBe(1);
    expect(hashes(answer(bombus + features + identity('client', 'pc'), sha2))).toBe(1);
    expect(
      hashes(
        answer(
          bombus +
            features +
            form('<field var="FORM_TYPE" type="hidden"><value>urn:xmpp:dataforms:softwareinfo</value></field>'),
          sha2,
        ),
      ),
    ).toBe(1);
  });

  it('is not judged where there is none: an unknown function, an answer that is not hashed', () => {
    expect(hashes(answer(bombus, 'urn:xmpp:caps#md9.AAAA'))).toBe(0);
    expect(hashes(answer(bombus + form(''), sha2))).toBe(0);
    expect(hashes(answer(`${bombus}<own xmlns="urn:own"/>`, sha2))).toBe(0);
  });
});

describe('the order of what is hashed', () => {
  it('is that of UTF-8, not of UTF-16', () => {
    const features = ['\uffee', '\u{1f600}', '\ud7ff', 'a', 'ab', 'é', '\ue000'];
    const text = [...features]
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map((each) => `${each}<`)
      .join('');
    const hash = createHash('sha1').update(`client/pc//<${text}`).digest('base64');
    expect(findings(answer(identity('client', 'pc') + features.map(feature).join(''), `urn:own#${hash}`))).toEqual([]);
  });
});
