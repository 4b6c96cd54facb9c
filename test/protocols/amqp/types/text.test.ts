import { toHex } from '../../../../protocols/core/index.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstInvalidUtf8,
  firstNonAscii,
  textAt,
  uuidBytes,
  uuidText,
} from '../../../../protocols/amqp/types/index.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isValid(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const nearlyText = fc
  .array(
    fc.constantFrom(
      0x41,
      0x7f,
      0x80,
      0xbf,
      0xc0,
      0xc2,
      0xc3,
      0xdf,
      0xe0,
      0xa0,
      0x9f,
      0xe2,
      0xed,
      0xef,
      0xf0,
      0x90,
      0x8f,
      0xf4,
      0xf5,
      0xff,
    ),
    { maxLength: 8 },
  )
  .map((bytes) => Uint8Array.from(bytes));

describe('UTF-8', () => {
  it('is found valid or not as the platform’s strict decoder finds it', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyText, fc.uint8Array({ maxLength: 40 })), (bytes) => {
        expect(firstInvalidUtf8(bytes, 0, bytes.length) < 0).toBe(isValid(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it('is valid up to the place that is named', () => {
    fc.assert(
      fc.property(nearlyText, (bytes) => {
        const bad = firstInvalidUtf8(bytes, 0, bytes.length);
        if (bad >= 0) expect(isValid(bytes.slice(0, bad))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('of any text is read back, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(10), (text, before) => {
        const data = new TextEncoder().encode(text);
        const bytes = new Uint8Array(before + data.length + 3);
        bytes.set(data, before);
        expect(textAt(bytes, before, before + data.length)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps a byte order mark', () => {
    expect(textAt(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), 0, 4)).toBe('\ufeffa');
  });

  it('of texts that share length and some letters is not mixed up', () => {
    const texts = Array.from({ length: 5000 }, (_, i) => `a${String(i).padStart(5, '0')}z`);
    for (const text of [...texts, ...texts]) {
      const bytes = new TextEncoder().encode(text);
      expect(textAt(bytes, 0, bytes.length)).toBe(text);
    }
  });
});

describe('other texts of bytes', () => {
  it('find the first byte that is not ASCII', () => {
    expect(firstNonAscii(Uint8Array.of(0x41, 0x7f, 0x80), 0, 3)).toBe(2);
    expect(firstNonAscii(Uint8Array.of(0x41, 0x7f, 0x80), 0, 2)).toBe(-1);
  });

  it('write a uuid and read it back', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(uuidText(uuidBytes(uuid), 0)).toBe(uuid);
      }),
    );
    expect(uuidBytes('F275EA5E-0C57-4AD7-B11A-B20C563D3B71')).toEqual(uuidBytes('f275ea5e0c574ad7b11ab20c563d3b71'));
  });

  it('write bytes as digits', () => {
    expect(toHex(Uint8Array.of(0, 0x0f, 0xff))).toBe('000fff');
    expect(toHex(Uint8Array.of(0, 0x0f, 0xff), 1, 2)).toBe('0f');
  });
});
