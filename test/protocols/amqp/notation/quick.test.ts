import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuickly } from '../../../../protocols/amqp/notation/source/quick.ts';
import { readYaml } from '../../../../protocols/amqp/notation/source/yaml.ts';

/** What is read quickly is what YAML reads; gives whether it was. */
function agrees(text: string): boolean {
  const quick = readQuickly(text);
  if (quick === undefined) return false;
  const { root, problems } = readYaml(text);
  expect(problems, text).toEqual([]);
  expect(quick, text).toEqual(root);
  return true;
}

describe('the quick reader', () => {
  it.each([
    '- open: { container-id: sensor-7, max-frame-size: 65536 }\n',
    '  - end: {}\n\n',
    '-   header: amqp',
    '- transfer: { handle: 0, delivery-tag: !hex "00 ff", settled: true }\n  message:\n    header: { durable: true }\n    properties: { message-id: m-1, to: /queues/a }\n    body: { data: \'{"t":21.5}\' }\n  channel: 1\n',
    '- attach:\n    name: readings\n\n    target: { address: "{{queue}}", capabilities: [queue, !symbol a] }\n    source: {}  \n',
    '- frame: !book-of { a: [[], [1, -5, .5, ~, U+00E9, amqp:a:list]] }\n',
    '- frame: !list [ 1 , 2 ]\n  type: !uint 0x10\n',
  ])('reads %j', (text) => {
    expect(agrees(text)).toBe(true);
  });

  it.each([
    ['a text that ends within', '- open: { container-id: a\n'],
    ['comments', '- open: { container-id: a } # mine\n'],
    ['anchors and aliases', '- open: &a { container-id: a }\n'],
    ['escapes', '- open: { container-id: "\\x41" }\n'],
    ['a doubled quote', "- open: { container-id: 'it''s' }\n"],
    ['a bare variable', '- open: { container-id: {{name}} }\n'],
    ['a missing value', '- close:\n'],
    ['text over several lines', '- open: { container-id: a,\n    hostname: b }\n'],
    ['words with white space', '- open: { container-id: a b }\n'],
    ['a value that goes on in the next line', '- a: b\n    c\n'],
    ['a list in a block', '- frame:\n    - 1\n'],
    ['a tag that does not fit', '- frame: !uint { a: 1 }\n'],
    ['another line’s indentation', '- a: 1\n b: 2\n'],
    ['a second item', '- a: 1\n- b: 2\n'],
    ['tabs', '- a:\t1\n'],
    ['a comma at the end', '- a: { b: 1, }\n'],
    ['very deep nesting', `- a: ${'['.repeat(30)}${']'.repeat(30)}\n`],
  ])('leaves %s to the library', (_, text) => {
    expect(readQuickly(text)).toBeUndefined();
  });

  const token = fc.constantFrom(
    '- ',
    '-',
    ' ',
    '  ',
    '    ',
    '\n',
    '\n  ',
    '\n    ',
    'open',
    'a',
    'a:',
    'a: ',
    'b-c: ',
    ':',
    ', ',
    ',',
    '{',
    '}',
    '{ ',
    ' }',
    '[',
    ']',
    '{}',
    '[]',
    '"x"',
    "'y'",
    '"',
    "'",
    '!uint ',
    '!list ',
    '!map ',
    '!hex ',
    '!book ',
    '!book-of ',
    '!',
    '12',
    '-5',
    '-',
    '--',
    '.',
    '/q/a',
    '~',
    'x:y',
    'x::y',
    '<<: ',
    '"{{v}}"',
    '{{v}}',
    '#',
    '&a ',
    '*a',
    '|',
    '>',
    '?',
    '? ',
    '%',
    '@',
    '`',
    '\\',
    '\u00e9',
    '"\u00e9"',
    '=',
    '+',
    '(',
    '---',
    '...',
    'null',
    '\ufeff',
    '"\u2028"',
  );

  it('agrees with YAML on whatever it reads, mostly of tokens put in a row', () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 25 }), (tokens) => void agrees(`- a: ${tokens.join('')}`)),
      { numRuns: 4000 },
    );
  });

  it('agrees with YAML on steps of which a part was changed', () => {
    const sound =
      '- transfer: { handle: 0, delivery-tag: !hex "00", more: [1, !uint 2] }\n  message:\n    header: { durable: true }\n    body:\n      value: \'a b\'\n  channel: 1\n';
    let read = 0;
    fc.assert(
      fc.property(fc.nat(sound.length), fc.nat(4), token, (at, length, what) => {
        if (agrees(sound.slice(0, at) + what + sound.slice(at + length))) read++;
      }),
      { numRuns: 4000 },
    );
    expect(read).toBeGreaterThan(200);
  });
});
