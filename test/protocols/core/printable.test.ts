import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  indentedLines,
  isPrintable,
  printableJson,
  printableLine,
  printableText,
} from '../../../protocols/core/index.ts';

/** Written independently of the code: what no terminal may get from others. */
const dangerous =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]/u;

/** Any text, and often the characters that do harm. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom(
      '\x1b[2J',
      '\x1b]0;x\x07',
      '\x9b31m',
      '\r',
      '\n',
      '\r\n',
      '\b',
      '\x7f',
      '\u202e',
      '\u2066',
      '\u2028',
      '\u2029',
      '\u200b',
      '\ufeff',
      '\ud800',
      '\udc00',
      '\u{e0041}',
      '\u0085',
      '😀',
      'שלום',
    ),
  ),
});

describe('text that is safe to print', () => {
  it('is one line without control, bidi or invisible characters, whatever it is made of', () => {
    fc.assert(fc.property(anyText, (text) => !dangerous.test(printableLine(text))));
  });

  it('of several lines has no control characters but its own line ends, and its further lines are indented', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = printableText(text).split('\n');
        return (
          lines.every((line, at) => !dangerous.test(line) && (at === 0 || line.startsWith('    '))) &&
          lines.length === indentedLines(text).length
        );
      }),
    );
  });

  it('in JSON has the same values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), anyText, (value, text) => {
        const json = printableJson(`${JSON.stringify({ value, text, [text]: 1 })}\n`);
        expect(dangerous.test(json.trimEnd())).toBe(false);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ value, text, [text]: 1 })));
      }),
    );
  });

  it.each([
    ['an escape sequence', '\x1b[31mred', '\\x1b[31mred'],
    ['a sequence of C1', '\x9b31m', '\\x9b31m'],
    ['line ends', 'a\r\nb\u2028c\u0085', 'a\\r\\nb\\u2028c\\x85'],
    ['a direction override', 'user\u202egpj.exe', 'user\\u202egpj.exe'],
    ['a lone surrogate', 'a\ud83d', 'a\\ud83d'],
    ['a character of no width', 'ad\u200bmin', 'ad\\u200bmin'],
    ['invisible tags', 'a\u{e0041}', 'a\\u{e0041}'],
  ])('shows %s by its number', (_what, text, shown) => expect(printableLine(text)).toBe(shown));

  it.each([
    'häuser',
    '👩‍👩‍👧',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    'שלום עולם',
    'مرحبا',
    'می‌خواهم',
    '日本語',
    'a\\nb',
  ])('leaves %s as it is', (text) => {
    expect(printableLine(text)).toBe(text);
  });

  it('knows an invisible tag that no flag stands before', () => expect(isPrintable('a\u{e0067}')).toBe(false));
});
