import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  endOfQuoted,
  readEscape,
  unescapeBytes,
  unescapeText,
  type EscapeLanguage,
} from '../../../protocols/captures/escapes.ts';

const raw = String.raw;

test.each<[language: EscapeLanguage, literal: string, text: string]>([
  ['any', raw`a\n\x3ciq\u003e\u{1f600}\U0001F600\x{20ac}\101\d`, 'a\n<iq>😀😀€A\x7f'],
  ['any', raw`\xc3\xa9 \303\251 \xe9`, 'é é é'],
  ['c', raw`\e[1m\x7\"\?`, '\x1b[1m\x07"?'],
  ['erlang', raw`\s\e\x{20ac}\xe9\303\"`, ' \x1b€é\xc3"'],
  ['python', raw`\xc3\xa9\u20ac\U0001f600\'\\n`, "\xc3\xa9€😀'\\n"],
  ['go', raw`\xc3\xa9\u20ac\"\a`, 'é€"\x07'],
  ['rust', raw`\u{20ac}\x41\0\'`, "€A\0'"],
  ['node', raw`{"a":"\\"\'\n\x1B"}`, '{"a":"\\"\'\n\x1b"}'],
  ['proton', raw`a\nb\x41\\.`, raw`a\nbA\\.`],
])('a text of %s: %s', (language, literal, text) => {
  expect(unescapeText(literal, language)).toBe(text);
});

describe('bytes', () => {
  test.each<[language: EscapeLanguage, literal: string, bytes: readonly number[]]>([
    ['python', raw`AMQP\x00\x01\xff\t\\`, [0x41, 0x4d, 0x51, 0x50, 0, 1, 0xff, 9, 0x5c]],
    ['go', raw`\x00\ufffd\"é`, [0, 0xef, 0xbf, 0xbd, 0x22, 0xc3, 0xa9]],
    ['c', raw`\377\0\x1`, [0xff, 0, 1]],
    ['proton', raw`a\xC3\zé`, [0x61, 0xc3, 0x5c, 0x7a, 0xc3, 0xa9]],
    ['proton', raw`a\x41\x4`, [0x61, 0x41]],
    ['proton', raw`a\\x`, [0x61, 0x5c]],
  ])('of %s: %s', (language, literal, bytes) => {
    expect([...unescapeBytes(literal, language)]).toEqual(bytes);
  });
});

test('a text in quotes ends at the quote that has no backslash', () => {
  expect(endOfQuoted(raw`"a\"b" c`, 0)).toBe(6);
  expect(endOfQuoted(raw`x'a\\' c`, 1)).toBe(6);
  expect(endOfQuoted(raw`"a\"`, 0)).toBe(5);
});

test('any text is read, and each escape moves on', () => {
  const languages: readonly EscapeLanguage[] = ['c', 'any', 'erlang', 'python', 'go', 'rust', 'node', 'proton'];
  const text = fc
    .array(fc.oneof(fc.constantFrom('\\', '\\x', '\\u{', '\\U0011', '\\777', '"', '0', 'f', '}'), fc.string()))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.constantFrom(...languages), (literal, language) => {
      unescapeText(literal, language);
      unescapeBytes(literal, language);
      for (let at = literal.indexOf('\\'); at >= 0; at = literal.indexOf('\\', at + 1))
        expect(readEscape(literal, at, language).end).toBeGreaterThan(at);
    }),
  );
});
