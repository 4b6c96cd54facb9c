import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yamlTokens } from '../../../../client/panel/model/yaml-tokens.ts';

const kinds = (text: string): string[] =>
  yamlTokens(text)
    .filter(({ start, end }) => text.slice(start, end).trim() !== '')
    .map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

describe('the colours of the notation', () => {
  it('tell keys, tags, strings, numbers and comments apart', () => {
    expect(kinds('- transfer: { handle: 0, delivery-tag: !hex "00" } # first')).toEqual([
      'punctuation -',
      'key transfer',
      'punctuation :',
      'punctuation {',
      'key handle',
      'punctuation :',
      'number 0',
      'punctuation ,',
      'key delivery-tag',
      'punctuation :',
      'type !hex',
      'string "00"',
      'punctuation }',
      'comment # first',
    ]);
  });

  it('take a word with a number sign or colon in it for a word', () => {
    expect(kinds('address: a#b')).toEqual(['key address', 'punctuation :', 'text a', 'text #', 'text b']);
    expect(kinds('settled: true')).toEqual(['key settled', 'punctuation :', 'number true']);
  });

  it('cover all of any text, without gaps', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('-', ':', ' ', '"', "'", '!', '<', '#', '\n', 'a', '1', '{', '}', '\\'),
          maxLength: 60,
        }),
        (text) => {
          let at = 0;
          for (const { start, end } of yamlTokens(text)) {
            expect(start).toBe(at);
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          expect(at).toBe(text.length);
        },
      ),
    );
  });
});
