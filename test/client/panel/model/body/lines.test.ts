import fc from 'fast-check';
import { encode } from 'cborg';
import { describe, expect, it } from 'vitest';
import { cborLines } from '../../../../../client/panel/model/body/cbor-lines.ts';
import { jsonLines } from '../../../../../client/panel/model/body/json-lines.ts';
import type { BodyLine } from '../../../../../client/panel/model/body/lines.ts';
import { decodeText } from '../../../../../client/panel/model/bytes.ts';

const written = (lines: readonly BodyLine[]): string =>
  lines.map(({ depth, tokens }) => `${'  '.repeat(depth)}${tokens.map(({ text }) => text).join('')}`).join('\n');
const bytes = (digits: string): Uint8Array =>
  Uint8Array.from(digits.match(/[0-9a-f]{2}/g) ?? [], (two) => parseInt(two, 16));

describe('JSON as lines', () => {
  const json = (text: string) => jsonLines(text, decodeText(new TextEncoder().encode(text)).offsets);

  it('has line breaks of its own, and every value as it was written', () => {
    expect(written(json('{"a":[1.0,12345678901234567890,{}],"a":"x"}'))).toBe(
      '{\n  "a": [\n    1.0,\n    12345678901234567890,\n    {}\n  ],\n  "a": "x"\n}',
    );
  });

  it('tells keys from strings, and which bytes a value has', () => {
    const [, second] = json('{"é":"x"}');
    expect(second?.tokens).toEqual([
      { kind: 'key', text: '"é"', start: 1, end: 5 },
      { kind: 'punctuation', text: ':', start: 5, end: 6 },
      { kind: 'punctuation', text: ' ' },
      { kind: 'string', text: '"x"', start: 6, end: 9 },
    ]);
  });

  it('stands a text that ends too early, comments, and any depth', () => {
    expect(written(json('{"a":[1,'))).toBe('{\n  "a": [\n    1,');
    expect(
      json('[1 /* here */]')
        .flatMap(({ tokens }) => tokens)
        .some(({ kind, text }) => kind === 'error' && text === '/* here */'),
    ).toBe(true);
    expect(json('['.repeat(100_000)).length).toBe(100_000);
  });

  it('loses no character but white space, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const all = json(text)
          .flatMap(({ tokens }) => tokens.map((token) => token.text))
          .join('');
        expect(all.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});

describe('CBOR as lines', () => {
  const cbor = (digits: string) => written(cborLines(bytes(digits), Infinity).lines);

  it('is the diagnostic notation', () => {
    expect(cbor('a26161016162820203')).toBe('{\n  "a": 1,\n  "b": [\n    2,\n    3\n  ]\n}');
    expect(cbor('80')).toBe('[]');
    expect(cbor('c074323031332d30332d32315432303a30343a30305a')).toBe('0("2013-03-21T20:04:00Z")');
    expect(cbor('44010203ff')).toBe("h'010203ff'");
    expect(cbor('f93c00')).toBe('1');
    expect(cbor('f6')).toBe('null');
    expect(cbor('9f0102ff')).toBe('[_\n  1\n  2\n]');
    expect(cbor('1bffffffffffffffff')).toBe('18446744073709551615');
  });

  it('says where bytes are none, and keeps what was read before', () => {
    expect(cborLines(bytes('8301ff'), Infinity)).toMatchObject({ problem: expect.stringContaining('byte') as string });
    expect(cborLines(bytes('8301'), Infinity).problem).toBe('The bytes end before the last item does.');
    expect(written(cborLines(bytes('8301'), Infinity).lines)).toContain('1');
  });

  it('goes as deep as the bytes do', () => {
    expect(cborLines(new Uint8Array(200_000).fill(0x81), Infinity).problem).toBe(
      'The bytes end before the last item does.',
    );
  });

  it('ends after so many bytes, and says how many it has shown', () => {
    const { shown, problem } = cborLines(encode(Array.from({ length: 1000 }, (_, i) => i)), 100);
    expect(shown).toBeGreaterThanOrEqual(100);
    expect(shown).toBeLessThan(110);
    expect(problem).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (body) => {
        expect(cborLines(body, Infinity).shown).toBeLessThanOrEqual(body.length);
      }),
      { numRuns: 500 },
    );
  });
});
