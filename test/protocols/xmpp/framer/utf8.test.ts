import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8Unit } from '../../../../protocols/xmpp/framer/index.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The byte of a UTF-16 offset, counted the slow way; the halves of a pair begin at the same byte. */
function byteOf(text: string, offset: number): number {
  const inPair = /^[\udc00-\udfff]/.test(text.slice(offset)) && /[\ud800-\udbff]$/.test(text.slice(0, offset));
  return encode(text.slice(0, inPair ? offset - 1 : offset)).length;
}

describe('a unit’s text', () => {
  it('is what was encoded, and every place in it leads to its byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: decoded, byteAt, invalid } = decodeUtf8Unit(encode(text));
        expect([decoded, invalid]).toEqual([text, []]);
        for (let i = 0; i <= text.length; i++) expect(byteAt(i)).toBe(byteOf(text, i));
      }),
    );
  });

  it('leads to its bytes far behind its beginning, in any order', () => {
    const text = 'aé€😀'.repeat(2000);
    const { byteAt } = decodeUtf8Unit(encode(text));
    for (const offset of [9999, 0, 5000, 1023, 1024, 1025, 2047, 2048, 9998, text.length])
      expect(byteAt(offset)).toBe(byteOf(text, offset));
  });

  it('keeps a byte order mark', () => {
    expect(decodeUtf8Unit(Uint8Array.of(0xef, 0xbb, 0xbf, 0x3c)).text).toBe('\ufeff<');
  });

  it('has a sign for each byte that is no UTF-8, and says which they are', () => {
    const { text, byteAt, invalid } = decodeUtf8Unit(Uint8Array.of(0x61, 0xff, 0xc3, 0xa9, 0xc3, 0x28));
    expect([text, invalid]).toEqual(['a\ufffdé\ufffd(', [1, 4]]);
    expect([0, 1, 2, 3, 4, 5].map(byteAt)).toEqual([0, 1, 2, 4, 5, 6]);
    expect(decodeUtf8Unit(new Uint8Array(5000).fill(0xff)).invalid).toHaveLength(1000);
  });
});
