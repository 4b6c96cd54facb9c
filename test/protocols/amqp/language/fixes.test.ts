import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amqpLanguage } from '../../../../protocols/amqp/language/index.ts';
import { repairs } from '../../../../protocols/amqp/language/fixes/index.ts';
import { amqpRules } from '../../../../protocols/amqp/rules/index.ts';
import { applyEdits, type LanguageContext } from '../../../../protocols/core/index.ts';
import { encodeScript } from '../../../../protocols/amqp/notation/index.ts';
import { outcomes, summary } from '../../fixes.ts';
import { hopeless, mistakes, slips } from './mistakes.ts';

const context: LanguageContext = {
  variables: new Map([
    ['name', 'n'],
    ['queue', 'q'],
  ]),
  connections: ['broker'],
};

/** Rules of bytes and of traffic, which no text of the notation breaks but on purpose, and sizes. */
const beyondRepair = [
  'garbage',
  'format-code',
  'truncated-value',
  'compound-size',
  'compound-count',
  'boolean-byte',
  'char',
  'utf8',
  'map-pairs',
  'nesting-depth',
  'value-limit',
  'descriptor-type',
  'composite-encoding',
  'unknown-descriptor',
  'unsettled-map',
  'lifetime-policy',
  'idle-time-out',
  'max-frame-size',
  'sasl-frame-size',
  'max-message-size',
  'raw-bytes',
];

function mended(text: string, rule: string): string | undefined {
  return outcomes(amqpLanguage, text, context).find(({ finding }) => finding.code === `amqp/${rule}`)?.text;
}

describe('the preferred quick fix', () => {
  it('is there for every rule that a script can break', () => {
    const ids = amqpRules.flatMap(({ rules }) => rules.map(({ id }) => id));
    expect(ids.filter((id) => !Object.hasOwn(repairs, id)).sort()).toEqual(
      beyondRepair.map((id) => `amqp/${id}`).sort(),
    );
  });

  it.each(mistakes)('repairs a breach of %s: the finding is gone, and no new one came: %j', (rule, text) => {
    const found = outcomes(amqpLanguage, text, context).filter(({ finding }) => finding.code === `amqp/${rule}`);
    expect(found.length).toBeGreaterThan(0);
    expect(
      found
        .filter(({ result }) => result !== 'repaired')
        .map(({ result, fix, text: after }) => ({ result, title: fix?.title, after })),
    ).toEqual([]);
  });

  it('repairs nearly all slips of the hand', () => {
    const { repaired, total, rest } = summary(slips.flatMap((text) => outcomes(amqpLanguage, text, context)));
    console.log(`slips in scripts: ${repaired} of ${total} findings repaired`);
    expect(repaired / total, rest.join('\n')).toBeGreaterThan(0.95);
  });

  it.each([
    [
      'adds a field to a mapping in braces',
      '- open: { hostname: h }\n',
      'mandatory-field',
      '- open: { container-id: client, hostname: h }\n',
    ],
    [
      'adds a field to a mapping in lines',
      '- header: amqp\n- open:\n    hostname: h # ours\n',
      'mandatory-field',
      '- header: amqp\n- open:\n    container-id: client\n    hostname: h # ours\n',
    ],
    [
      'keeps the line ends',
      '- header: amqp\r\n- open:\r\n    hostname: h\r\n',
      'mandatory-field',
      '- header: amqp\r\n- open:\r\n    container-id: client\r\n    hostname: h\r\n',
    ],
    ['adds a field where nothing is written', '- open:\n', 'mandatory-field', '- open: { container-id: client }\n'],
    [
      'removes a line with its comment',
      '- header: amqp\n- open:\n    container-id: c\n    containerids: d # no\n    hostname: h\n',
      'unknown-field',
      '- header: amqp\n- open:\n    container-id: c\n    hostname: h\n',
    ],
    [
      'inserts a step with the indentation of the others',
      'frames:\n  # first\n  - open: { container-id: c }\n',
      'script-header',
      'frames:\n  # first\n  - header: amqp\n  - open: { container-id: c }\n',
    ],
    [
      'begins a new step',
      '- header: amqp\n- open: { container-id: c }\n  close: {}\n',
      'one-performative',
      '- header: amqp\n- open: { container-id: c }\n- close: {}\n',
    ],
    [
      'moves a field under its performative',
      '- header: amqp\n- open:\n    container-id: c\n  hostname: h\n',
      'step-option',
      '- header: amqp\n- open:\n    container-id: c\n    hostname: h\n',
    ],
    [
      'closes a brace on its line',
      '- header: amqp\n- open: { container-id: c\n- close: {}\n',
      'yaml-syntax',
      '- header: amqp\n- open: { container-id: c }\n- close: {}\n',
    ],
    [
      'closes a quote before the brace',
      '- header: amqp\n- open: { container-id: "c }\n',
      'yaml-syntax',
      '- header: amqp\n- open: { container-id: "c" }\n',
    ],
    [
      'puts the sections in order',
      '- transfer: { handle: 0 }\n  message:\n    - data: a\n    - header: { durable: true }\n',
      'section-order',
      '- transfer: { handle: 0 }\n  message:\n    - header: { durable: true }\n    - data: a\n',
    ],
    [
      'defines a variable where the file has some',
      'vars: { a: b }\nframes:\n  - header: amqp\n  - open: { container-id: "{{zzz}}" }\n',
      'unknown-variable',
      'vars: { zzz: "zzz", a: b }\nframes:\n  - header: amqp\n  - open: { container-id: "{{zzz}}" }\n',
    ],
    [
      'makes a file of a list to define a variable',
      '- header: amqp\n- open: { container-id: "{{zzz}}" }\n',
      'unknown-variable',
      'vars: { zzz: "zzz" }\nframes:\n- header: amqp\n- open: { container-id: "{{zzz}}" }\n',
    ],
    [
      'writes text instead of a symbol',
      '- header: amqp\n- open: { container-id: !symbol c }\n',
      'wrong-type',
      '- header: amqp\n- open: { container-id: c }\n',
    ],
    [
      'fills up hex digits',
      '- header: amqp\n- open: { container-id: c, properties: { a: !hex "abc" } }\n',
      'tag-content',
      '- header: amqp\n- open: { container-id: c, properties: { a: !hex "0abc" } }\n',
    ],
    [
      'puts a colon behind a key',
      '- header: amqp\n- open: { container-id: c, hostname h }\n',
      'unknown-field',
      '- header: amqp\n- open: { container-id: c, hostname: h }\n',
    ],
    [
      'begins a step where a step stands without its dash',
      'opne: { container-id: c }\n',
      'file-structure',
      '- header: amqp\n- open: { container-id: c }\n',
    ],
    [
      'takes the word of a send for its address',
      '- send: hello\n',
      'managed-step',
      '- send: { to: hello, message: { body: { data: text } } }\n',
    ],
    [
      'mends what the right name brings to light',
      '- header: amqp\n- opn: {}\n',
      'unknown-step',
      '- header: amqp\n- open: { container-id: client }\n',
    ],
  ])('%s', (_, text, rule, after) => {
    expect(mended(text, rule)).toBe(after);
  });

  it.each(hopeless)('is not there where nothing tells what is meant: %j', (text) => {
    const found = outcomes(amqpLanguage, text, context);
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(({ fix }) => fix?.title)).toEqual(found.map(() => undefined));
  });

  it('gives a misspelt key its name, whatever that brings to light', () => {
    expect(mended('conection: elsewhere\nframes: []\n', 'file-structure')).toBe('connection: elsewhere\nframes: []\n');
  });

  it('never throws, and keeps within the document, on broken texts', () => {
    const texts = [...slips, ...mistakes.map(([, text]) => text)];
    const broken = fc
      .tuple(
        fc.constantFrom(...texts),
        fc.nat(600),
        fc.nat(30),
        fc.constantFrom(
          '',
          '{',
          '}',
          '[',
          ']',
          '"',
          "'",
          ': ',
          '- ',
          '\n',
          '\t',
          '!hex ',
          '{{',
          '#',
          '&a ',
          '*a',
          '|\n',
          '\ud800',
        ),
      )
      .map(([text, at, length, put]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + put + text.slice(from + length);
      });
    fc.assert(
      fc.property(broken, (text) => {
        const document = amqpLanguage.parse(text, context);
        for (const finding of amqpLanguage.diagnostics(document)) {
          for (const fix of [
            ...(amqpLanguage.fixes?.(document, finding) ?? []),
            amqpLanguage.suppression?.(document, finding) ?? { edits: [] },
          ]) {
            for (const { start, end } of fix.edits) expect(start >= 0 && start <= end && end <= text.length).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('turning a rule off for one step', () => {
  it.each(
    mistakes.filter(([rule]) => !rule.startsWith('suppression') && rule !== 'yaml-syntax' && rule !== 'file-structure'),
  )('hides %s there, and nothing else: %j', (rule, text) => {
    const document = amqpLanguage.parse(text, context);
    const finding = amqpLanguage.diagnostics(document).find(({ code }) => code === `amqp/${rule}`);
    const fix = finding === undefined ? undefined : amqpLanguage.suppression?.(document, finding);
    expect(fix?.title).toMatch(new RegExp(`^Disable amqp/${rule} for this (?:step|line)$`));
    const codes = (source: string): string[] =>
      amqpLanguage.diagnostics(amqpLanguage.parse(source, context)).map(({ code }) => code);
    const before = codes(text);
    const after = codes(applyEdits(text, fix?.edits ?? []));
    expect(after.filter((code) => !before.includes(code))).toEqual([]);
    expect(after.filter((code) => code === `amqp/${rule}`).length).toBeLessThan(
      before.filter((code) => code === `amqp/${rule}`).length,
    );
  });

  const step = '- open: { container-id: c, hostnam: h }\n';
  const comment = '# wireloupe-disable-next-line amqp/unknown-field\n';
  const codes = (text: string): string[] =>
    amqpLanguage.diagnostics(amqpLanguage.parse(text, context)).map(({ code }) => code);

  it('takes linear time in the number of comments and steps', () => {
    expect(codes(`${comment.repeat(3)}${step}`.repeat(30_000))).toEqual(['amqp/script-header']);
    expect(
      codes(`# wireloupe-disable-next-step x\n${step}`.repeat(30_000)).filter((code) => code === 'amqp/suppression'),
    ).toHaveLength(30_000);
  });

  it.each([
    ['for the step that follows', `- header: amqp\n${comment}${step}`, []],
    ['with other comments between', `- header: amqp\n${comment}\n# a name that is wrong on purpose\n${step}`, []],
    ['but not for the one after it', `- header: amqp\n${comment}${step}${step}`, ['amqp/unknown-field']],
    ['with an indentation', `frames:\n  - header: amqp\n  ${comment}  ${step}`, []],
    ['for several rules', `# wireloupe-disable-next-line amqp/unknown-field, amqp/script-header\n${step}`, []],
    ['for all rules', `# wireloupe-disable-next-line\n${step}`, []],
    [
      'for a line of the head',
      `# wireloupe-disable-next-line amqp/unknown-connection\nconnection: brokr\nframes: []\n`,
      [],
    ],
    [
      'but not where it stands in a text',
      '- header: amqp\n- open:\n    container-id: |\n      # wireloupe-disable-next-line amqp/unknown-field\n    hostnam: h\n',
      ['amqp/unknown-field'],
    ],
  ])('holds %s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('holds for what is told before a script is sent, but for what keeps it from being sent', () => {
    const problems = (text: string): string[] =>
      encodeScript(amqpLanguage.parse(text, {}), () => undefined).problems.map(({ code }) => code);
    expect(
      problems(
        '# wireloupe-disable-next-line amqp/max-frame-size-minimum\n- open: { container-id: c, max-frame-size: 5 }\n',
      ),
    ).toEqual([]);
    expect(problems(`${comment}${step}`)).toEqual(['amqp/unknown-field']);
  });
});
