import { describe, expect, it } from 'vitest';
import { parseSource } from '../../../../protocols/amqp/notation/source/document.ts';
import { composeYaml } from '../../../../protocols/amqp/notation/source/compose.ts';

const composed = (text: string) => {
  const found = composeYaml(text, []);
  if ('why' in found) throw new Error(found.why);
  return found;
};

describe('YAML with very many errors', () => {
  it.each([
    ['quotes', '"'.repeat(20_000)],
    ['text after values', 'a: "b" c\n'.repeat(5000)],
    ['lines that are no YAML', '@\n'.repeat(20_000)],
    ['directives', '%YAML 1.2\n'.repeat(20_000)],
    ['ends of documents', '...\n'.repeat(20_000)],
    ['brackets that close nothing', `- open: ${']'.repeat(20_000)}`],
    ['text after quotes', `- open: ${'"" '.repeat(20_000)}`],
  ])('%s: the first few are kept, and no exception is made of any', (_what, text) => {
    const { document, errors } = composed(text);
    expect(errors.length).toBeLessThanOrEqual(3);
    expect(document.errors).toEqual([]);
    expect(document.warnings).toEqual([]);
  });
});

describe('a second document', () => {
  const second = (text: string) =>
    parseSource(text)
      .problems.filter(({ message }) => message.includes('one list of steps'))
      .map(({ start }) => start);

  it.each([
    ['- open: {}\n---\n- close: {}\n', 11],
    ['- open: {}\n...\n- close: {}\n', 15],
    ['- open: {}\n...\n...\n- close: {}\n', 19],
    ['---\n- open: {}\n---\n- close: {}\n---\n', 15],
    ['- open: {}\n---\n', 11],
  ])('in %j is reported, since it is not sent', (text, start) => {
    expect(second(text)).toEqual([start]);
    expect(parseSource(text).steps).toHaveLength(1);
  });

  it.each([
    '---\n- open: {}\n',
    '%YAML 1.2\n---\n- open: {}\n...\n',
    '- open: {}\n...\n# the end\n',
    '# begin\n---\n- open: {}\n...\n...\n',
  ])('is not in %j', (text) => {
    expect(second(text)).toEqual([]);
  });

  it('is not read: very many take no longer than one', () => {
    const { errors } = composed('---\n- open: {}\n'.repeat(100_000));
    expect(errors.map(({ code, start }) => [code, start])).toEqual([['MULTIPLE_DOCS', 15]]);
  });
});
