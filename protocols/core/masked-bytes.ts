import { fromBase64, toBase64 } from './base64.ts';

/** What stands for a character of a secret. */
const filler = 0x78;
const latin1 = new TextDecoder('latin1');

/**
 * As many bytes that say nothing of a secret, of the same kind as far as others rely on it: hex and UUIDs stay such, base64 stays base64 with its
 * padding, and a message of SASL keeps its separators and the names of its attributes, so that it is read as before.
 */
export function maskedBytes(bytes: Uint8Array): Uint8Array {
  const sasl = maskedSasl(bytes);
  if (sasl !== undefined) return sasl;
  if (bytes.length <= longestPlain) {
    const text = latin1.decode(bytes);
    if (uuid.test(text) || (bytes.length >= 16 && bytes.length % 2 === 0 && hex.test(text)))
      return bytes.map((byte) => (byte === 0x2d ? byte : 0x30));
  }
  return maskedBase64(bytes) ?? bytes.map(maskedByte);
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const hex = /^[0-9a-f]+$/i;
/** Longer bytes are neither hex nor a UUID that anything relies on. */
const longestPlain = 256;

/** Line ends and tabs are kept: they tell nothing, and base64 may have them. */
function maskedByte(byte: number): number {
  return byte === 9 || byte === 10 || byte === 13 ? byte : filler;
}

/** What base64 encodes is masked, where it is a message of SASL; else the characters are, but for the padding. */
function maskedBase64(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length < 4 || bytes.length % 4 !== 0) return undefined;
  const decoded = fromBase64(latin1.decode(bytes));
  if (decoded === undefined) return undefined;
  const sasl = maskedSasl(decoded);
  if (sasl !== undefined) return Uint8Array.from(toBase64(sasl), (character) => character.charCodeAt(0));
  // The last character before the padding has bits that must be zero (RFC 4648, 3.5).
  return bytes.at(-1) === 0x3d ? bytes.map((byte) => (byte === 0x3d ? byte : 0x41)) : bytes.map(maskedByte);
}

/** Attributes of SCRAM whose values are base64 (RFC 5802, 7). */
const encoded = /^(?:[scpv])$/;
const scram = /^(?:[nyp](?:=[^,]{0,64})?,(?:a=[^,]*)?,)?[a-z]=[^,]*(?:,[a-z]=[^,]*)*$/;
/** Messages of mechanisms are not longer; text that is may be anything. */
const longestSasl = 64 * 1024;

/** A message of PLAIN (RFC 4616), SCRAM (RFC 5802) or OAUTHBEARER (RFC 7628) with other values; undefined for anything else. */
function maskedSasl(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length < 3 || bytes.length > longestSasl) return undefined;
  const nuls = bytes.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  if (nuls === 2 && !bytes.some((byte) => byte < 0x20 && byte !== 0))
    return bytes.map((byte) => (byte === 0 ? byte : filler));
  if (nuls > 0) return undefined;
  const text = latin1.decode(bytes);
  if (text.endsWith('\x01')) return maskedOauth(text);
  return scram.test(text) ? bytesOf(text.split(',').map(maskedAttribute).join(',')) : undefined;
}

function maskedAttribute(attribute: string): string {
  if (attribute[1] !== '=') return attribute;
  const [name = ''] = attribute;
  const value = attribute.slice(2);
  // The number of iterations is none of a secret, and the header of a channel binding is the same for all.
  if ((name === 'i' && /^\d+$/.test(value)) || (name === 'c' && /^(?:biws|eSws)$/.test(value))) return attribute;
  return `${name}=${encoded.test(name) ? value.replace(/[^=]/g, 'A') : 'x'.repeat(value.length)}`;
}

function maskedOauth(text: string): Uint8Array | undefined {
  if (!/^[nyp][^\x01]*,\x01|^\x01$/.test(text)) return undefined; // eslint-disable-line no-control-regex -- it separates (RFC 7628, 3.1)
  const [head = '', ...pairs] = text.split('\x01');
  const masked = pairs.map((pair) =>
    pair.replace(/^([a-z]+=)(Bearer )?(.*)$/s, (_, key: string, scheme: string | undefined, value: string) => {
      return `${key}${scheme ?? ''}${'x'.repeat(value.length)}`;
    }),
  );
  return bytesOf([head.split(',').map(maskedAttribute).join(','), ...masked].join('\x01'));
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** A copy of bytes in which ranges are masked. A character of UTF-8 is masked as a whole. */
export function withMasked(bytes: Uint8Array, ranges: Iterable<readonly [start: number, end: number]>): Uint8Array {
  const masked = new Uint8Array(bytes);
  for (const range of ranges) {
    let [start, end] = range;
    while (start > 0 && isContinuation(bytes[start])) start--;
    while (end < bytes.length && isContinuation(bytes[end])) end++;
    masked.set(maskedBytes(bytes.subarray(start, end)), start);
  }
  return masked;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
