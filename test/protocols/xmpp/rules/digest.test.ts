import { toHex } from '../../../../protocols/core/index.ts';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../../protocols/core/base64.ts';
import { digest, fromBase64 } from '../../../../protocols/xmpp/rules/digest.ts';
import { oneLetterApart, oneLetterAway } from '../../../../protocols/xmpp/rules/one-letter.ts';

describe('hashes', () => {
  it('are those that others work out', () => {
    const names = {
      'sha-1': 'sha1',
      sha1: 'sha1',
      md5: 'md5',
      'sha-224': 'sha224',
      'SHA-256': 'sha256',
      'sha-384': 'sha384',
      'sha-512': 'sha512',
      'sha3-256': 'sha3-256',
      'sha3-512': 'sha3-512',
      'blake2b-512': 'blake2b512',
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const [name, theirs] of Object.entries(names))
          expect(toHex(digest(name, bytes) ?? new Uint8Array()), name).toBe(
            createHash(theirs).update(bytes).digest('hex'),
          );
      }),
      { numRuns: 20 },
    );
  });

  it('by names that are not known are none', () => {
    for (const name of ['sha-2', '', 'constructor', 'shake128']) expect(digest(name, new Uint8Array())).toBeUndefined();
  });
});

describe('base64', () => {
  it('stands megabytes', () => {
    const bytes = new Uint8Array(3_000_000).fill(0xa5);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  });

  it('goes there and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  it('may be broken into lines, and is nothing else', () => {
    expect(fromBase64(' AQ\nID\tBA== ')).toEqual(new Uint8Array([1, 2, 3, 4]));
    for (const text of ['A', 'AB=C', 'A===', 'AB-_', '…']) expect(fromBase64(text)).toBeUndefined();
  });
});

describe('a slip', () => {
  it('is a letter changed, left out or put in, or two swapped', () => {
    for (const word of ['pxng', 'png', 'piing', 'pign', 'ipng']) expect(oneLetterApart('ping', word), word).toBe(true);
    for (const word of ['ping', 'pong!', 'gnip', 'pi', '']) expect(oneLetterApart('ping', word), word).toBe(false);
  });

  it('is no other digit', () => {
    for (const [a, b] of [
      ['mam:2', 'mam:1'],
      ['mam:2', 'mam:'],
      ['sha-224', 'sha3-224'],
    ] as const)
      expect(oneLetterApart(a, b)).toBe(false);
  });

  it('is not looked for in short words', () => {
    expect(oneLetterAway('pcs', ['pc'])).toBeUndefined();
    expect(oneLetterAway('phones', ['pc', 'phone'])).toBe('phone');
  });
});
