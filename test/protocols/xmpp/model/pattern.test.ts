import { describe, expect, it } from 'vitest';
import { compileType } from '../../../../protocols/xmpp/model/datatypes.ts';
import { linearPattern } from '../../../../protocols/xmpp/model/pattern.ts';

const values = [
  '',
  'a',
  'aa',
  'aaa',
  'ab',
  'abc',
  'b',
  'a-b',
  'é',
  '😀',
  '1',
  '12',
  '123',
  '1234',
  'a.b',
  ']',
  '\\',
  '+',
  'x1',
  '\u{1F600}\u{1F600}',
];
const patterns = [
  '',
  'a',
  'a*',
  'a+b?',
  '(a|b)*',
  '(a*)*',
  '(?:a|b|)+c?',
  '[a-z]{2,3}',
  '[^a-z]+',
  '\\d{3}',
  '\\d{2,}',
  '.',
  '..',
  '\\p{L}+',
  '(?:\\p{L}+\\.)*b',
  '[\\]]',
  '\\\\',
  '\\+',
  '\\x61',
  '\\u0061+',
  '\\u{61}+',
  '[a\\-b]+',
  '^a$',
  '(a|)(b|)',
  'a{0}',
  '(a{0,2}){2}',
  '(){3}a',
  '(a?)*b',
];

describe('a linear pattern', () => {
  it.each(patterns)('%s matches what the engine matches', (source) => {
    const engine = new RegExp(`^(?:${source})$`, 'u');
    const own = linearPattern(source);
    expect(values.map((value) => own?.(value))).toEqual(values.map((value) => engine.test(value)));
  });

  it.each(['(?=a)a', '(a)\\1', 'a\\b', '(?<n>a)', 'a{9999}', '(a{100}){100}', '['])('does not read %s', (source) => {
    expect(linearPattern(source)).toBeUndefined();
  });

  it.each(['(a+)+(b|c|a)+$', '(a*)*b', '(?:a|aa)+b', 'a*a*a*a*a*a*b', '(a?){60}a{60}b', '(a|aa)+b', '(a|\\w)*'])(
    '%s ends on a long value',
    (source) => {
      expect(compileType(`/${source}/`).problem(`${'a'.repeat(200)}!`)).toBeDefined();
    },
  );
});
