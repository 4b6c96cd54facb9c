import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../../../protocols/amqp/notation/source/yaml.ts';

const quote = 'This quoted text is not closed: write the same quote at its end';
const brace = 'This “{” needs its “}”, or is not indented enough';
const bracket = 'This “[” needs its “]”, or is not indented enough';
const key = 'A key needs a colon and a value: write it as “key: value”';

describe('the message about broken YAML', () => {
  it.each([
    ['- "abc', [quote]],
    ["a: '", [quote]],
    ['- ["ab\n', [quote, bracket]],
    ['["ab', [quote, 'Flow sequence must end with a ]']],
    ['- {a: b\n- c\n', [brace]],
    ['- {a: {b: c}\n- d\n', [brace]],
    ['- {a: [b\n- c\n', [bracket, brace]],
    ['- [a: b\n- c\n', [bracket]],
    ['a: [b, {c: d]\ne: f\n', [brace, bracket]],
    ['b: c\na\n', [key]],
    ['- {a: {b: c}\n  d', ['Missing , between flow map items', brace]],
    ['- "a"#b\n', ['Comments must be separated from other tokens by white space characters']],
    [
      'a:\n  b: c\n d: e\n',
      ['All mapping items must start at the same column: align it with the lines of the same mapping or list'],
    ],
  ])('says what is not complete: %j', (text, messages) => {
    expect(parseYaml(text).problems.map(({ message }) => message)).toEqual(messages);
  });
});
