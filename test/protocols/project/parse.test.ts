import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyProject, parseProject, pointer } from '../../../protocols/project/index.ts';
import { samples } from './samples.ts';

const codes = (text: string) => parseProject(text).diagnostics.map((each) => each.code);
const apply = (text: string, fix = 0) => {
  const edits = parseProject(text).diagnostics.flatMap((each) => each.fixes?.[fix]?.edits ?? []);
  return edits.reduceRight((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
};

describe('reading wireloupe.json', () => {
  it.each(samples)('tells $is', ({ text, codes: expected }) => {
    expect(codes(text)).toEqual(expected);
  });

  it('passes over a byte order mark', () => {
    const text = '{ "connections": { "a": { "protocol": "amqp", "service": "amqp://a" } }, "colour": 1 }';
    const [plain, marked] = [parseProject(text), parseProject(`\uFEFF${text}`)];
    expect(marked.project).toEqual(plain.project);
    expect(marked.diagnostics).toEqual(
      plain.diagnostics.map((each) => ({ ...each, start: each.start + 1, end: each.end + 1 })),
    );
  });

  it('gives everything that the file says', () => {
    const text = JSON.stringify({
      connections: {
        romeo: {
          protocol: 'xmpp',
          service: 'xmpp://localhost:5222',
          jid: 'romeo@localhost/bench',
          tls: { ca: 'ca.crt', verify: false },
        },
      },
      environments: { local: { queue: 'orders' } },
      xmpp: { include: ['a/*.xml'] },
      rules: { 'xmpp/iq-id-required': 'off' },
    });
    expect(parseProject(text).project).toEqual({
      ...JSON.parse(text),
      xmpp: { include: ['a/*.xml'], schemas: [] },
      amqp: { definitions: [] },
    });
  });

  it('forgives comments and trailing commas', () => {
    expect(codes('{ // ours\n "rules": { "amqp/x": "off", }, /* end */ }')).toEqual([]);
  });

  it('keeps what is sound beside what is not', () => {
    const { project } = parseProject(
      '{ "connections": { "bad": { "protocol": "amqp" }, "good": { "protocol": "amqp", "service": "amqp://a", "sasl": 5 } }, "environments": 7 }',
    );
    expect(project).toEqual({ ...emptyProject, connections: { good: { protocol: 'amqp', service: 'amqp://a' } } });
  });

  it('never lets a password in clear into the project', () => {
    const { project } = parseProject(
      '{ "connections": { "a": { "protocol": "amqp", "service": "amqp://a", "password": "hunter2" } } }',
    );
    expect(JSON.stringify(project)).not.toContain('hunter2');
  });

  it('has no name with a special meaning', () => {
    const text =
      '{ "connections": { "__proto__": { "protocol": "amqp", "service": "amqp://a" }, "constructor": { "protocol": "amqp", "service": "amqp://b" } } }';
    const { project, diagnostics } = parseProject(text);
    expect(diagnostics).toEqual([]);
    expect(Object.keys(project.connections)).toEqual(['__proto__', 'constructor']);
    expect('toString' in parseProject('{ "environments": {} }').project.environments).toBe(false);
  });

  it('knows where each value stands', () => {
    const text = '{ "connections": { "a/b": { "protocol": "amqp", "service": "amqp://a" } } }';
    const range = parseProject(text).ranges.get(pointer('connections', 'a/b', 'service'));
    expect(text.slice(range?.start, range?.end)).toBe('"amqp://a"');
  });

  it('underlines the key or the value that is wrong', () => {
    const text = '{ "enviroments": {}, "rules": { "xmpp/a-b": "of" } }';
    const marked = parseProject(text).diagnostics.map((each) => text.slice(each.start, each.end));
    expect(marked).toEqual(['"enviroments"', '"of"']);
  });

  it('checks rule ids where the rules are known', () => {
    const text = '{ "rules": { "xmpp/iq-id-requird": "off", "xmpp/iq-type": "hint", "amqp/anything": "off" } }';
    const { diagnostics } = parseProject(text, { knownRules: ['xmpp/iq-id-required', 'xmpp/iq-type'] });
    expect(diagnostics).toMatchObject([
      {
        code: 'project/unknown-rule',
        severity: 'warning',
        message: expect.stringContaining('xmpp/iq-id-required') as string,
      },
    ]);
    expect(parseProject(text).diagnostics).toEqual([]);
  });
});

describe('quick fixes of wireloupe.json', () => {
  it.each([
    ['{ "conections": {} }', '{ "connections": {} }'],
    ['{ "rules": { "a/b": "of" } }', '{ "rules": { "a/b": "off" } }'],
    ['{ "environments": { "a": { "port": 5 } } }', '{ "environments": { "a": { "port": "5" } } }'],
    ['{ "xmpp": { "include": "*.xml" } }', '{ "xmpp": { "include": ["*.xml"] } }'],
  ])('repair %s', (text, repaired) => {
    expect(apply(text)).toBe(repaired);
    expect(codes(repaired)).toEqual([]);
  });

  it.each([
    '"password": "p", "protocol": "amqp", "service": "amqp://a"',
    '"protocol": "amqp", "password": "p", "service": "amqp://a"',
    '"protocol": "amqp", "service": "amqp://a", "password": "p"',
  ])('take the password out of %s', (inner) => {
    const text = `{ "connections": { "my-broker": { ${inner} } } }`;
    expect(JSON.parse(apply(text))).toEqual({
      connections: { 'my-broker': { protocol: 'amqp', service: 'amqp://a' } },
    });
    expect(JSON.parse(apply(text, 1))).toMatchObject({
      connections: { 'my-broker': { password: { env: 'MY_BROKER_PASSWORD' } } },
    });
  });
});

describe('broken JSON', () => {
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['{ "rules": ', 'value is expected'],
    ['{ "rules" {} }', 'colon is expected'],
    ['{ "a', 'not closed'],
    ['{} {}', 'Nothing may follow'],
    [`{ "xmpp": ${'['.repeat(100_000)}`, 'Nested more than'],
  ])('%.20j is reported, not thrown', (text, message) => {
    const { diagnostics } = parseProject(text);
    expect(diagnostics.find((each) => each.code === 'project/syntax')?.message).toContain(message);
  });

  it('still gives what stands before the mistake', () => {
    expect(
      parseProject('{ "environments": { "local": { "queue": "orders" } }, "rules": { ').project.environments,
    ).toEqual({ local: { queue: 'orders' } });
  });

  it('never throws and stays inside the text, whatever is typed', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      'true',
      '1',
      '"connections"',
      '"protocol"',
      '"amqp"',
      '"service"',
      '\n',
      '//',
      '/*',
      '\\u',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        for (const { start, end } of parseProject(text).diagnostics) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
