import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEvident } from '../../../../protocols/amqp/notation/format/evident.ts';
import { quoteText } from '../../../../protocols/amqp/notation/format/scalar-text.ts';
import { sourceOf } from '../../../../protocols/amqp/notation/format/source-of.ts';
import { blockEntry, type TextEntry, type TextTree } from '../../../../protocols/amqp/notation/format/text-tree.ts';
import type { SourceNode } from '../../../../protocols/amqp/notation/source/node.ts';
import { readQuickly } from '../../../../protocols/amqp/notation/source/quick.ts';
import { readYaml } from '../../../../protocols/amqp/notation/source/yaml.ts';

const scalar = (text: string, tag?: string): TextTree => ({
  kind: 'scalar',
  text,
  ...(tag === undefined ? {} : { tag }),
});
const evident = (value: TextTree): boolean => isEvident([{ key: scalar('open'), value }]);

/** What a node says, its places and its lines left out. */
function said(node: SourceNode | undefined): unknown {
  const tag = node?.tag?.text;
  switch (node?.kind) {
    case 'list':
      return { tag, items: node.items.map(said) };
    case 'map':
      return { tag, entries: node.entries.map(({ key, value }) => [said(key), said(value)]) };
    default:
      return { tag, text: node?.text, plain: node?.plain };
  }
}

describe('a text that is evident', () => {
  it.each([
    'null',
    '12',
    '-5',
    '-0.0',
    '-.inf',
    '.nan',
    '0x75',
    '1.5e+21',
    '2026-11-22T12:00:00.000Z',
    'U+00E9',
    '/queues/a',
    '"a b"',
    '\'a "b"\'',
    '"\\u007b{x}}"',
  ])('may hold %s', (text) => {
    expect(evident(scalar(text))).toBe(true);
  });

  it.each([
    '',
    '-',
    '- a',
    'a: b',
    'a:',
    'a #b',
    '&a',
    '*a',
    '!a',
    '? a',
    '%a',
    '@a',
    '`a',
    '[a',
    '{{a}}',
    '"a',
    '"\\x41"',
    "'it''s'",
    'a\nb',
    '"a\nb"',
    '~a b',
  ])('may not hold %j', (text) => {
    expect(evident(scalar(text))).toBe(false);
  });

  it('has tags of what may stand in an address', () => {
    expect([
      evident(scalar('1', '!uint')),
      evident(scalar('1', '!uint@0x70')),
      evident(scalar('1', '!<amqp:foo:list>')),
    ]).toEqual([true, true, true]);
    expect([evident(scalar('1', '!a b')), evident(scalar('1', '!<a b>')), evident(scalar('1', '!'))]).toEqual([
      false,
      false,
      false,
    ]);
    expect([
      evident(scalar('1', '!<a%25b/c?d#e>')),
      evident(scalar('1', '!<a"b>')),
      evident(scalar('1', '!<a{b}>')),
    ]).toEqual([true, false, false]);
  });

  it('is read by YAML as it was meant', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }).map(quoteText),
      fc.string({
        unit: fc.constantFrom(
          'a',
          '1',
          '-',
          ':',
          '.',
          '~',
          '"',
          "'",
          '\\',
          '/',
          '$',
          '+',
          '(',
          '@',
          ' ',
          '#',
          ',',
          '{',
          '}',
          '[',
          ']',
          '!',
          '%',
          '&',
          '*',
          '?',
        ),
      }),
    );
    const tag = fc.option(
      fc.constantFrom(
        '!uint',
        '!list',
        '!map',
        '!described',
        '!uint@0x70',
        '!<0x1:0x2>',
        '!<%78:%25?#[a]>',
        '!array:uint',
        '!a',
      ),
      { nil: undefined },
    );
    const tagged = <T extends object>(tree: T, name: string | undefined): T =>
      name === undefined ? tree : { ...tree, tag: name };
    const { tree } = fc.letrec<{ tree: TextTree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.tuple(word, tag).map(([text, name]): TextTree => tagged({ kind: 'scalar', text }, name)),
        fc
          .tuple(fc.array(tie('tree'), { maxLength: 4 }), tag)
          .map(([items, name]): TextTree => tagged({ kind: 'list', items }, name)),
        fc
          .tuple(fc.array(fc.record({ key: tie('tree'), value: tie('tree') }), { maxLength: 4 }), tag)
          .map(([entries, name]): TextTree => tagged({ kind: 'map', entries }, name)),
      ),
    }));
    let tried = 0;
    fc.assert(
      fc.property(tree, (value) => {
        const long = { key: scalar('k'.repeat(1200)), value };
        const entries: TextEntry[] = [
          { key: scalar('open'), value: { kind: 'map', entries: [long] } },
          { key: scalar('channel'), value },
        ];
        if (!isEvident(entries)) return;
        tried++;
        const text = `- ${entries.map((each) => blockEntry(each, 2)).join('\n  ')}\n`;
        const { root, problems } = readYaml(text);
        expect(problems).toEqual([]);
        expect(readQuickly(text) ?? root).toEqual(root);
        expect(said(root?.kind === 'list' ? root.items[0] : undefined)).toEqual(
          said(sourceOf({ kind: 'map', entries })),
        );
      }),
      { numRuns: 2000 },
    );
    expect(tried).toBeGreaterThan(100);
  });
});
