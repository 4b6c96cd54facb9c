import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../client/panel/model/bytes.ts';
import { hexDump, hexOffset } from '../../../../protocols/core/index.ts';

describe('hex', () => {
  it('writes offsets as wide as the last one', () => {
    expect(hexOffset(16, 100)).toBe('0010');
    expect(hexOffset(16, 0x123456)).toBe('000010');
  });

  it('dumps lines of sixteen with their text', () => {
    expect(hexDump(new TextEncoder().encode('<iq type="get" id="1"/>'))).toBe(
      '0000  3c 69 71 20 74 79 70 65 3d 22 67 65 74 22 20 69  <iq type="get" i\n' +
        '0010  64 3d 22 31 22 2f 3e                             d="1"/>',
    );
  });
});

describe('text with its bytes', () => {
  it('is what TextDecoder gives, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const bytes = new TextEncoder().encode(text);
        const decoded = decodeText(bytes);
        expect(decoded.text).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
        expect(decoded.invalid).toBe(0);
      }),
    );
  });

  it('knows where each character begins', () => {
    const { text, offsets } = decodeText(new TextEncoder().encode('aü€🌹z'));
    expect(text).toBe('aü€🌹z');
    expect([...offsets]).toEqual([0, 1, 3, 6, 6, 10, 11]);
  });

  it.each([
    ['a lone continuation', [0x80], 1],
    ['an overlong slash', [0xc0, 0xaf], 2],
    ['an overlong form of three bytes', [0xe0, 0x80, 0xaf], 3],
    ['a surrogate', [0xed, 0xa0, 0x80], 3],
    ['a code point beyond the last', [0xf4, 0x90, 0x80, 0x80], 4],
    ['a cut character', [0x61, 0xe2, 0x82], 2],
  ])('shows %s as replacement characters, one a byte', (_name, bytes, invalid) => {
    const decoded = decodeText(Uint8Array.from(bytes));
    expect(decoded.invalid).toBe(invalid);
    expect(decoded.text.match(/\ufffd/g)).toHaveLength(invalid);
  });

  it('covers any bytes, in order', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const { text, offsets } = decodeText(bytes);
        expect(offsets).toHaveLength(text.length + 1);
        expect(offsets.at(-1)).toBe(bytes.length);
        for (let i = 1; i < offsets.length; i++) expect(offsets[i]).toBeGreaterThanOrEqual(offsets[i - 1]!);
      }),
    );
  });
});
