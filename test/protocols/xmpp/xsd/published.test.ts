import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Model } from '../../../../protocols/xmpp/model/model.ts';
import { validate } from '../../../../protocols/xmpp/model/validate.ts';
import { parseDocument } from '../../../../protocols/xmpp/parser/document.ts';
import { readSchema } from '../../../../protocols/xmpp/xsd/index.ts';

const folder = new URL('../../../../../shared/corpus/xmpp/', import.meta.url);

function lines<T>(name: string): T[] {
  return readFileSync(new URL(name, folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

interface Schema {
  readonly xep: string;
  readonly text: string;
}

interface Stanza {
  readonly xep: string;
  readonly text: string;
  readonly expect: string;
}

describe.skipIf(!existsSync(folder))('the published schemas (needs the corpus of XEPs)', () => {
  let schemas: Schema[] = [];
  let valid: Stanza[] = [];
  beforeAll(() => {
    schemas = lines<Schema>('schemas.jsonl');
    valid = lines<Stanza>('stanzas.jsonl').filter((stanza) => stanza.expect === 'valid');
  });

  const modelOf = (some: readonly Schema[]): Model =>
    new Model(
      some.map(({ xep, text }) => ({
        id: `XEP-${xep}`,
        title: '',
        status: 'Active',
        depth: 'model',
        namespaces: readSchema(text).namespaces,
      })),
    );

  const findings = (model: Model, text: string): string[] =>
    parseDocument(text, (root, source) => validate(model, new Map(), root, source))
      .nodes.flatMap((node) => node.findings)
      .filter(({ code }) => code !== 'xmpp/namespace-near')
      .map(({ message }) => message);

  it('are all read, with every diagnostic inside the text', () => {
    for (const { text } of schemas) {
      for (const { start, end, message } of readSchema(text).diagnostics) {
        expect(start, message).toBeLessThanOrEqual(end);
        expect(end, message).toBeLessThanOrEqual(text.length);
      }
    }
    for (const element of modelOf(schemas).roots()) expect(element.content('').children).toBeDefined();
  });

  it.each(['0004', '0030', '0045', '0060', '0077', '0166', '0191', '0313', '0363'])(
    'of XEP-%s are silent on its valid examples',
    (xep) => {
      const model = modelOf(schemas.filter((each) => each.xep === xep));
      const examples = valid.filter((each) => each.xep === xep);
      expect(examples.length).toBeGreaterThan(0);
      for (const { text } of examples) expect(findings(model, text)).toEqual([]);
    },
  );

  it('flag fewer than one in twenty of all valid examples, whatever the reason', () => {
    const model = modelOf(schemas);
    const flagged = valid.filter(({ text }) => findings(model, text).length > 0);
    expect(flagged.length / valid.length).toBeLessThan(0.05);
  });

  it('find a wrong element name in what was sound', () => {
    const model = modelOf(schemas.filter(({ xep }) => xep === '0060'));
    const mutants = valid
      .filter(({ xep, text }) => xep === '0060' && text.includes('<items '))
      .map(({ text }) => text.replace(/<(\/?)items/g, '<$1itmes'));
    expect(mutants.length).toBeGreaterThan(5);
    for (const text of mutants) expect(findings(model, text)).not.toEqual([]);
  });

  it('may be cut and mixed in any way', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (which, from, length) => {
        const { text } = schemas[which % schemas.length]!;
        const start = from % text.length;
        const cut = text.slice(0, start) + text.slice(start + (length % 40));
        for (const each of readSchema(cut).diagnostics) expect(each.end).toBeLessThanOrEqual(cut.length);
      }),
      { numRuns: 150 },
    );
  });
});
