/** Texts of many megabytes that break what recurses, backtracks or passes each part as an argument; the counts do not depend on the machine. */
import { amqpTree } from './amqp/opened.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeFrame } from '../../protocols/amqp/index.ts';
import { amqpLanguage } from '../../protocols/amqp/language/index.ts';
import { sendingEnvironment } from '../../protocols/amqp/notation/environment.ts';
import { isEvident } from '../../protocols/amqp/notation/format/evident.ts';
import { parseInteger } from '../../protocols/amqp/notation/scalars/plain.ts';
import { encodeDecimal } from '../../protocols/amqp/notation/scalars/decimal.ts';
import { mostLexemes } from '../../protocols/amqp/notation/source/compose.ts';
import { parseSource } from '../../protocols/amqp/notation/source/document.ts';
import { NotAValue, ProtonValues } from '../../protocols/captures/logs/amqp/proton-values.ts';
import { looseReadingsOf, readingsOf } from '../../protocols/captures/bytes/index.ts';
import { findVariables } from '../../protocols/core/index.ts';
import { parseJid, xmppLanguage } from '../../protocols/xmpp/index.ts';
import { compileType } from '../../protocols/xmpp/model/datatypes.ts';

const million = 1_000_000;

afterEach(() => {
  vi.restoreAllMocks();
});

describe('values of 20 megabytes', () => {
  it('are datatypes’ values or none', () => {
    expect(compileType('language').problem(`${'a-'.repeat(10 * million)}a`)).toBeUndefined();
    expect(compileType('language').problem('a-'.repeat(10 * million))).toMatch(/^must be/);
    expect(compileType('hex').problem('ab'.repeat(10 * million))).toBeUndefined();
    expect(compileType('hex').problem(`${'ab'.repeat(10 * million)}c`)).toMatch(/^must be/);
  });

  it('are read from a trace of Proton', () => {
    const value = (text: string) => new ProtonValues(text, 0, true).value();
    const text = 'ab\\x0a'.repeat(3 * million);
    expect(value(`:"${text}"`)).toMatchObject({ text: 'ab\n'.repeat(3 * million) });
    expect(value(`"${text}`)).toEqual({ what: 'unknown' });
    expect(() => value('['.repeat(million))).toThrow(NotAValue);
    expect(() => value('@1 '.repeat(million))).toThrow(NotAValue);
    expect(() => value(`0x${'f'.repeat(million)}`)).toThrow(NotAValue);
    expect(value(`[${'1, '.repeat(million)}2]`)).toHaveLength(million + 1);
  });

  it('are evident in the notation, or are not', () => {
    const evident = (text: string): boolean =>
      isEvident([{ key: { kind: 'scalar', text: 'a' }, value: { kind: 'scalar', text } }]);
    expect(evident('a:b'.repeat(7 * million))).toBe(true);
    expect(evident(`"${'a\\n'.repeat(7 * million)}"`)).toBe(true);
    expect(evident(`"${'a\\n'.repeat(7 * million)}`)).toBe(false);
    expect(['a:', 'a::b', '"\\\\\\""', '"\\\\""', '"\\x"'].map(evident)).toEqual([false, false, true, false, false]);
  });

  it('are bytes written as text', () => {
    const sizes = (text: string): readonly number[] =>
      [...readingsOf(text), ...looseReadingsOf(text)].map(({ pieces }) =>
        pieces.reduce((sum, { bytes }) => sum + bytes.length, 0),
      );
    expect(sizes('//'.repeat(million / 2))).toContain((3 * million) / 4);
    expect(sizes('41'.repeat(2 * million))).toContain(2 * million);
    expect(sizes(`[${'65, '.repeat(million / 2)}65]`)).toContain(million / 2 + 1);
    expect(sizes(`<Buffer${' 41'.repeat(million / 2)}>`)).toContain(million / 2);
    expect(sizes(`b'${'\\x41'.repeat(million / 2)}'`)).toContain(million / 2);
    expect(sizes(`00000000  ${'00 '.repeat(million)}x`)).toContain(million);
    for (const part of [
      '[',
      '"',
      "'",
      '\\',
      '<<',
      '<Buffer ',
      '/*',
      '0x',
      '0000 ',
      'a ',
      '{"a":',
      '- ',
      '\n',
      '0000: 41\n',
    ])
      expect(sizes(part.repeat(Math.floor(million / 2 / part.length))).length).toBeLessThan(6);
  });

  it('are numbers that nothing holds', () => {
    expect(parseInteger('9'.repeat(10 * million))).toBeGreaterThan(10n ** 400n);
    expect(parseInteger(`-0x${'0'.repeat(million)}12`)).toBe(-0x12n);
    expect(encodeDecimal('decimal128', '9'.repeat(10 * million))).toMatch(/has more digits than the 34/);
  });

  it('are a payload of very many sections', () => {
    const sections = Uint8Array.from({ length: 5 * 200_000 }, (_, i) => [0x00, 0x53, 0x75, 0xa0, 0x00][i % 5] ?? 0);
    const transfer = [0x00, 0x53, 0x14, 0xc0, 0x03, 0x01, 0x52, 0x00];
    const size = 8 + transfer.length + sections.length;
    const bytes = Uint8Array.from([
      ...[24, 16, 8, 0].map((shift) => (size >> shift) & 0xff),
      2,
      0,
      0,
      0,
      ...transfer,
      ...Array<number>(sections.length).fill(0),
    ]);
    bytes.set(sections, 8 + transfer.length);
    expect(decodeFrame(bytes).kind).toBe('frame');
    expect(amqpTree(bytes).children.length).toBeGreaterThan(1);
  });
});

describe('a JID of a megabyte', () => {
  const parts = ['é', '\uff21', 'e\u0301\u0327', 'é.', '\u0627a', 'ß'].flatMap((piece) => [
    `${piece.repeat(million)}@example.org`,
    `a@${piece.repeat(million)}`,
    `a@example.org/${piece.repeat(million)}`,
  ]);
  it.each(
    [...parts, `a@xn--${'a'.repeat(million)}`, `a@xn--a-${'9a'.repeat(million)}`].map(
      (text) => [text.slice(0, 20), text] as const,
    ),
  )('is too long, which costs no preparation: %s', (_start, text) => {
    const normalize = vi.spyOn(String.prototype, 'normalize');
    const { problems } = parseJid(text);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The (?:local|domain|resource)part has \d+ bytes: at most 1023 are allowed$/),
    ]);
    expect(normalize.mock.calls.reduce((sum, _, i) => sum + String(normalize.mock.contexts[i]).length, 0)).toBeLessThan(
      10_000,
    );
  });
});

describe('YAML of very many lexemes', () => {
  const commented = Array.from(
    { length: 3000 },
    (_, i) => `- open: # ${i}\n    offered-capabilities: [${'a, '.repeat(100)}a]\n`,
  );
  const lexemesOf = (text: string): number => parseSource(text).chunks.reduce((sum, { lexemes }) => sum + lexemes, 0);
  const tooLarge = expect.stringMatching(/^This file is too large/) as string;

  it.each([
    ['colons', ':\n'.repeat(500_000)],
    ['keys in a step', `- open:\n${'    :\n'.repeat(400_000)}`],
    ['question marks between braces', `- open: {${'? a, '.repeat(200_000)}}`],
    ['mappings in brackets', `- open: [${'? a: b, '.repeat(100_000)}]`],
    ['variables without quotes', '{{a}}'.repeat(2 * million)],
  ])('%s: is read up to a limit, and says so', (_what, text) => {
    const document = amqpLanguage.parse(text, {});
    expect(document.source.chunks.reduce((sum, { lexemes }) => sum + lexemes, 0)).toBeLessThanOrEqual(mostLexemes + 1);
    expect(amqpLanguage.diagnostics(document).map(({ message }) => message)).toContainEqual(tooLarge);
  });

  it('is limited for a whole file of steps, once for what is written several times, and not for steps that are read quickly', () => {
    const steps = commented.join('');
    expect(lexemesOf(steps)).toBeLessThan(mostLexemes + 1000);
    expect(parseSource(steps).problems.map(({ message }) => message)).toEqual([tooLarge]);
    expect(parseSource((commented[0] ?? '').repeat(3000)).problems).toEqual([]);
    expect(parseSource(`${steps}- open: { container-id: last }\n`).steps.at(-1)?.end).toBe(
      steps.length + '- open: { container-id: last }'.length,
    );
    expect(lexemesOf('- open: { container-id: a }\n'.repeat(40_000))).toBe(0);
  });

  it('gives the same after an edit as from the beginning', () => {
    const before = parseSource(commented.join(''));
    const text = ['- open: # more\n    container-id: b\n', ...commented.slice(1)].join('');
    const fresh = parseSource(text);
    const edited = parseSource(text, before);
    expect([edited.problems, edited.steps.length]).toEqual([fresh.problems, fresh.steps.length]);
  });
});

describe('very many variables', () => {
  it('are read up to a limit, and the next one is malformed', () => {
    const found = findVariables('{{a}}'.repeat(2 * million));
    expect(found).toHaveLength(100_001);
    expect(found.filter(({ problem }) => problem !== undefined)).toEqual([
      expect.objectContaining({
        start: 500_000,
        problem: expect.stringContaining('more than 100000 variables') as string,
      }),
    ]);
  });

  it.each([
    ['a script', amqpLanguage, `- open: { container-id: "${'{{a}}'.repeat(2 * million)}" }\n`],
    ['a stanza', xmppLanguage, `<message><body>${'{{a}}'.repeat(2 * million)}</body></message>`],
  ] as const)('are reported up to a limit, and the last finding says so: %s', (_what, service, text) => {
    const context = { variables: new Map<string, string>() };
    const found =
      service === amqpLanguage
        ? amqpLanguage.diagnostics(amqpLanguage.parse(text, context))
        : xmppLanguage.diagnostics(xmppLanguage.parse(text, context));
    expect(found.length).toBeLessThan(510);
    expect(found.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^Only the first 500 mistakes in variables/),
    );
  });

  it('are looked up among those of the file by name', () => {
    const source = parseSource(
      `vars: { ${Array.from({ length: 1000 }, (_, i) => `v${i}: x`).join(', ')} }\nframes: []\n`,
    );
    const environment = sendingEnvironment(source, () => undefined);
    const some = vi.spyOn(Array.prototype, 'some');
    const [variable] = findVariables('{{v999}}');
    expect(variable && environment.problem(variable)).toBeUndefined();
    expect(some).not.toHaveBeenCalled();
  });
});
