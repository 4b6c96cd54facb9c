import { toHex } from '../../core/index.ts';
import { plainValue } from '../model/stanza.ts';
import { quote } from '../parser/finding.ts';
import { HasVariable, type XmlElement } from '../parser/node.ts';
import { elementText } from '../parser/value.ts';
import type { Check, CheckContext, CheckTable } from './context.ts';
import { digest, fromBase64 } from './digest.ts';

/** A piece of data is named by its hash: `sha1+…@bob.xmpp.org` (XEP-0231, 2.5 and 2.6). */
const checkBob: Check = (data, context) => {
  const cid = plainValue(context.source, data, 'cid');
  const [, algorithm, claimed] = /^(?:cid:)?([A-Za-z0-9.-]+)\+([0-9A-Fa-f]+)@bob\.xmpp\.org$/.exec(cid ?? '') ?? [];
  if (algorithm === undefined || claimed === undefined) return;
  const actual = hashOf(data, algorithm, context);
  if (actual !== undefined && actual !== claimed.toLowerCase()) {
    context.atAttribute(
      'xmpp/bob-hash',
      data,
      data.attribute('cid'),
      `The hash in this id is not that of the data, which is ${algorithm}+${actual}: recipients leave such data out`,
    );
  }
};

/** The id of the item is the SHA-1 of the picture (XEP-0084, 3.1). */
const checkAvatar: Check = (data, context) => {
  const item = data.parent;
  if (item?.local !== 'item') return;
  const id = plainValue(context.source, item, 'id');
  const actual = id === undefined ? undefined : hashOf(data, 'sha-1', context);
  if (id === undefined || actual === undefined || actual === id.toLowerCase()) return;
  context.atAttribute(
    'xmpp/avatar-hash',
    item,
    item.attribute('id'),
    `The id of a picture’s item is its SHA-1 hash, ${actual}, not ${quote(id)}: clients do not find it otherwise`,
  );
};

/** How many bytes the hashes of a function have, by its registered name (XEP-0300, 4). */
export const hashSizes: Readonly<Record<string, number>> = {
  md5: 16,
  'sha-1': 20,
  'sha-224': 28,
  'sha-256': 32,
  'sha-384': 48,
  'sha-512': 64,
  'sha3-224': 28,
  'sha3-256': 32,
  'sha3-384': 48,
  'sha3-512': 64,
  'blake2b-256': 32,
  'blake2b-512': 64,
};

/** A hash has as many bytes as its function gives. */
const checkHash: Check = (hash, context) => {
  const bytes = isKnown(hash) ? fromBase64(elementText(context.source, hash)) : undefined;
  if (bytes !== undefined && bytes.length > 0)
    checkSize(plainValue(context.source, hash, 'algo'), bytes.length, hash, context);
};

/** A fingerprint of DTLS is written in pairs of digits (XEP-0320, 1). */
const checkFingerprint: Check = (fingerprint, context) => {
  const text = isKnown(fingerprint) ? elementText(context.source, fingerprint).trim() : '';
  if (text.split(':').every((pair) => /^[0-9A-Fa-f]{2}$/.test(pair)))
    checkSize(plainValue(context.source, fingerprint, 'hash'), (text.length + 1) / 3, fingerprint, context);
};

/** With a function of its own, `ver` is a hash; before version 1.4 it was any text (XEP-0115, 5.1). */
const checkCaps: Check = (caps, context) => {
  const [ver, algorithm] = [
    plainValue(context.source, caps, 'ver'),
    plainValue(context.source, caps, 'hash')?.toLowerCase(),
  ];
  const wanted = algorithm === undefined || !Object.hasOwn(hashSizes, algorithm) ? undefined : hashSizes[algorithm];
  if (
    ver === undefined ||
    ver === '' ||
    algorithm === undefined ||
    wanted === undefined ||
    fromBase64(ver)?.length === wanted
  )
    return;
  context.atAttribute(
    'xmpp/hash-length',
    caps,
    caps.attribute('ver'),
    `ver is a hash of ${algorithm}, ${wanted} bytes in base64, not ${quote(ver)}: write all of it, or name the function that made it`,
  );
};

function checkSize(algorithm: string | undefined, size: number, element: XmlElement, context: CheckContext): void {
  const name = algorithm?.toLowerCase() ?? '';
  const wanted = Object.hasOwn(hashSizes, name) ? hashSizes[name] : undefined;
  if (wanted !== undefined && size !== wanted)
    context.at(
      'xmpp/hash-length',
      element,
      `A hash of ${name} has ${wanted} bytes, this one has ${size}: name the function that made it, or write all of it`,
    );
}

/** Whether an element's text holds no variables. */
function isKnown(element: XmlElement): boolean {
  return !element.children.some((child) => child.kind === 'text' && (child.flags & HasVariable) !== 0);
}

/** The hash of an element's base64 in hexadecimal; undefined where there is no data, or they cannot be known. */
function hashOf(data: XmlElement, algorithm: string, context: CheckContext): string | undefined {
  if (!isKnown(data)) return undefined;
  const bytes = fromBase64(elementText(context.source, data));
  const hash = bytes === undefined || bytes.length === 0 ? undefined : digest(algorithm, bytes);
  return hash === undefined ? undefined : toHex(hash);
}

export const contentHashChecks: CheckTable = {
  '{urn:xmpp:bob}data': checkBob,
  '{urn:xmpp:avatar:data}data': checkAvatar,
  '{urn:xmpp:hashes:2}hash': checkHash,
  '{urn:xmpp:jingle:apps:dtls:0}fingerprint': checkFingerprint,
  '{http://jabber.org/protocol/caps}c': checkCaps,
};
