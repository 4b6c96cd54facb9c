import { createHash } from 'node:crypto';
import { describe } from 'vitest';
import { accepts, objects } from '../specs/harness.ts';

const picture = Buffer.from('a small picture');
const hash = (algorithm: string) => createHash(algorithm).update(picture).digest('hex');
const base64 = picture.toString('base64');

describe('the id of a piece of data (XEP-0231)', () => {
  const data = (cid: string, content = base64) =>
    `<iq type="result" id="1"><data xmlns="urn:xmpp:bob" cid="${cid}@bob.xmpp.org" type="image/png">${content}</data></iq>`;
  accepts(data(`sha1+${hash('sha1')}`));
  accepts(data(`sha1+${hash('sha1').toUpperCase()}`));
  accepts(data(`sha-256+${hash('sha256')}`));
  accepts(data(`sha1+${hash('sha1')}`, `\n  ${base64.slice(0, 8)}\n  ${base64.slice(8)}\n`));
  objects(data(`sha1+${hash('sha256').slice(0, 40)}`), 'xmpp/bob-hash');
  objects(data(`sha1+${hash('sha1')}`, 'AAAA'), 'xmpp/bob-hash');
  // What is not known is not judged: a function, a variable, data that are asked for.
  accepts(data('whirlpool+00'));
  accepts(data(`sha1+${hash('md5')}`, '{{picture}}'));
  accepts(`<iq type="get" id="1"><data xmlns="urn:xmpp:bob" cid="sha1+${hash('md5')}@bob.xmpp.org"/></iq>`);
});

describe('the id of a picture (XEP-0084)', () => {
  const publish = (id: string, content = base64) =>
    `<iq type="set" id="1"><pubsub xmlns="http://jabber.org/protocol/pubsub"><publish node="urn:xmpp:avatar:data"><item${id}><data xmlns="urn:xmpp:avatar:data">${content}</data></item></publish></pubsub></iq>`;
  accepts(publish(` id="${hash('sha1')}"`));
  objects(publish(` id="${hash('sha256')}"`), 'xmpp/avatar-hash');
  objects(publish(' id="current"'), 'xmpp/avatar-hash');
  accepts(publish(' id="{{id}}"'));
  accepts(publish(` id="${hash('md5')}"`, '{{picture}}'));
  accepts(publish(''));
});

describe('the length of a hash', () => {
  const message = (content: string) => `<message to="a@b">${content}</message>`;
  const value = (algorithm: string, content: string) =>
    message(`<hash xmlns="urn:xmpp:hashes:2" algo="${algorithm}">${content}</hash>`);
  const of = (algorithm: string) => createHash(algorithm).digest('base64');
  accepts(value('sha-256', of('sha256')));
  accepts(value('SHA-1', of('sha1')));
  objects(value('sha-256', of('sha1')), 'xmpp/hash-length');
  accepts(value('sha-256', '{{hash}}'));
  accepts(value('{{algorithm}}', of('sha1')));
  accepts(message('<hash xmlns="urn:xmpp:hashes:2" algo="sha-256"/>'));

  const fingerprint = (algorithm: string, bytes: number) =>
    `<iq type="set" id="1" to="a@b/c"><jingle xmlns="urn:xmpp:jingle:1" action="transport-info" sid="s"><content creator="initiator" name="c"><transport xmlns="urn:xmpp:jingle:transports:ice-udp:1"><fingerprint xmlns="urn:xmpp:jingle:apps:dtls:0" hash="${algorithm}" setup="active">${Array.from({ length: bytes }, () => 'A0').join(':')}</fingerprint></transport></content></jingle></iq>`;
  accepts(fingerprint('sha-256', 32));
  objects(fingerprint('sha-256', 20), 'xmpp/hash-length');
  accepts(fingerprint('sha-1', 20));
});

describe('capabilities (XEP-0115)', () => {
  const caps = (ver: string, hash = ' hash="sha-1"') =>
    `<presence><c xmlns="http://jabber.org/protocol/caps" node="https://gajim.org"${hash} ver="${ver}"/></presence>`;
  accepts(caps('QgayPKawpkPSDYmwT/WM94uAlu0='));
  accepts(caps('{{ver}}'));
  objects(caps('0.9', ''), 'xmpp/attribute-expected');
  objects(caps('0.9'), 'xmpp/hash-length');
  objects(caps('QgayPKawpkPSDYmwT/WM94uAlu0=', ' hash="sha-256"'), 'xmpp/hash-length');
});
