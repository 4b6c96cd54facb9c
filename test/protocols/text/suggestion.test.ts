import { describe, expect, it } from 'vitest';
import { didYouMean, suggestedFix } from '../../../protocols/text/index.ts';

/** The finding stands between `[` and `]`. */
const fixed = (marked: string, message: string) => {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  const text = marked.replace(/[[\]]/g, '');
  const [edit] = suggestedFix({ code: 'a/b', severity: 'error', message, start, end }, text)?.edits ?? [];
  return edit && text.slice(0, edit.start) + edit.text + text.slice(edit.end);
};

describe('the fix that a message proposes', () => {
  it('is made of what didYouMean says', () => {
    expect(fixed('- [transfr]: {}', `“transfr” is no performative${didYouMean('transfr', ['transfer', 'open'])}`)).toBe('- transfer: {}');
  });

  it('leaves the signs around the word', () => {
    expect(fixed('to="[{{freind}}]"', 'There is no variable “freind” here; did you mean “friend”?')).toBe('to="{{friend}}"');
    expect(fixed('a: ["brokr"]', 'No connection “brokr”; did you mean “broker”?')).toBe('a: "broker"');
  });

  it.each([
    ['[open]', 'There is no “opne”: write open'],
    ['[iq]', 'There is no type “gett”; did you mean “get”?'],
    ['[aa aa]', 'There is no “aa”; did you mean “ab”?'],
    ['[aaa]', 'There is no “aa”; did you mean “ab”?'],
    ['[x-aa]', 'There is no “aa”; did you mean “ab”?'],
  ])('is none for %s: %s', (marked, message) => {
    expect(fixed(marked, message)).toBeUndefined();
  });
});
