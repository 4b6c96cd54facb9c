import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  archetypes,
  constants,
  extensions,
  specificationTypes,
  standardRegistry,
  type CompositeDefinition,
  type PrimitiveDefinition,
  type RestrictedDefinition,
} from '../../../../protocols/amqp/index.ts';
import { corpus, hasCorpus } from '../decode/support.ts';

interface Facts {
  readonly primitives: readonly {
    readonly name: string;
    readonly encodings: readonly {
      readonly name?: string;
      readonly code: number;
      readonly category: string;
      readonly width: number;
    }[];
  }[];
  readonly composites: readonly FactType[];
  readonly restricted: readonly FactType[];
  readonly definitions: Readonly<Record<string, string>>;
  readonly provides: Readonly<Record<string, readonly string[]>>;
}

interface FactType {
  readonly name: string;
  readonly book: string;
  readonly source: string;
  readonly provides?: readonly string[];
  readonly descriptor?: { readonly symbol: string; readonly code: number };
  readonly fields?: readonly {
    readonly name: string;
    readonly type: string;
    readonly mandatory?: boolean;
    readonly multiple?: boolean;
    readonly default?: string;
    readonly requires?: readonly string[];
  }[];
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
}

const facts = hasCorpus ? (JSON.parse(readFileSync(`${corpus}types.json`, 'utf8')) as Facts) : undefined;
const primitives = specificationTypes.filter((type): type is PrimitiveDefinition => type.kind === 'primitive');
const composites = specificationTypes.filter((type): type is CompositeDefinition => type.kind === 'composite');
const restricted = specificationTypes.filter((type): type is RestrictedDefinition => type.kind === 'restricted');

function described(type: CompositeDefinition | RestrictedDefinition): { symbol: string; code: number } | undefined {
  return type.descriptor === undefined
    ? undefined
    : { symbol: type.descriptor.symbol, code: Number(type.descriptor.code) };
}

describe.skipIf(facts === undefined)('the tables say what the specification’s XML says (needs the corpus)', () => {
  it('of all primitive types and encodings', () => {
    expect(
      primitives.map((type) => ({
        name: type.name,
        encodings: type.encodings.map(({ name, code, category, width }) => ({ name, code, category, width })),
      })),
    ).toEqual(
      facts!.primitives.map((type) => ({
        name: type.name,
        encodings: type.encodings.map(({ name = '', code, category, width }) => ({ name, code, category, width })),
      })),
    );
  });

  it('of all composite types and fields', () => {
    expect(
      composites.map((type) => ({
        name: type.name,
        book: type.book,
        source: type.source,
        provides: type.provides,
        descriptor: described(type),
        fields: type.fields.map(({ name, type: typeName, mandatory, multiple, default: value, requires }) => ({
          name,
          type: typeName,
          mandatory,
          multiple,
          default: value,
          requires,
        })),
      })),
    ).toEqual(
      facts!.composites.map((type) => ({
        name: type.name,
        book: type.book,
        source: type.source,
        provides: type.provides ?? [],
        descriptor: { symbol: type.descriptor!.symbol, code: type.descriptor!.code },
        fields: (type.fields ?? []).map(
          ({ name, type: typeName, mandatory = false, multiple = false, default: value, requires = [] }) => ({
            name,
            type: typeName,
            mandatory,
            multiple,
            default: value,
            requires,
          }),
        ),
      })),
    );
  });

  it('of all restricted types and choices', () => {
    const ours = restricted.map((type) => ({
      name: type.name,
      book: type.book,
      source: type.source,
      provides: type.provides,
      descriptor: described(type),
      choices: type.choices.map(({ name, value }) => ({ name, value })),
    }));
    const theirs = facts!.restricted.map((type) => ({
      name: type.name,
      book: type.book,
      source: type.source,
      provides: type.provides ?? [],
      descriptor:
        type.descriptor === undefined ? undefined : { symbol: type.descriptor.symbol, code: type.descriptor.code },
      choices: (type.choices ?? []).map(({ name, value }) => ({ name, value })),
    }));
    const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
    expect(ours.sort(byName)).toEqual(theirs.sort(byName));
  });

  it('of all constants', () => {
    expect(Object.fromEntries(constants.map(({ name, value }) => [name, value]))).toEqual(facts!.definitions);
  });

  it('of all archetypes and who provides them', () => {
    expect(archetypes.map(({ name }) => name).sort()).toEqual(Object.keys(facts!.provides).sort());
    for (const { name } of archetypes) {
      const ours = specificationTypes
        .filter((type) => type.kind !== 'primitive' && type.provides.includes(name))
        .map((type) => type.name)
        .sort();
      expect(ours, name).toEqual([...facts!.provides[name]!].sort());
    }
  });
});

describe('each entry of the tables', () => {
  it('has a section of the right part, and a description', () => {
    const part = {
      types: '1.',
      transport: '2.',
      messaging: '3.',
      transactions: '4.',
      security: '5.',
      extension: '',
      project: '',
    };
    for (const type of specificationTypes) {
      expect(type.section.section.startsWith(part[type.book]), type.name).toBe(true);
      expect(type.section.href, type.name).toMatch(
        /^https:\/\/docs\.oasis-open\.org\/amqp\/core\/v1\.0\/os\/amqp-core-[a-z]+-v1\.0-os\.html#type-/,
      );
      expect(type.description, type.name).toMatch(/\S.*[.]$/);
      if (type.kind === 'composite')
        for (const field of type.fields) expect(field.description, `${type.name}.${field.name}`).toMatch(/\S.*[.]$/);
      if (type.kind === 'restricted')
        for (const choice of type.choices) expect(choice.description, `${type.name}.${choice.name}`).not.toBe('');
    }
  });

  it('has a section of its own, but for types that are defined together', () => {
    const numbers = specificationTypes.map((type) => type.section.section);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('of an extension has a description and an address', () => {
    for (const extension of extensions) {
      expect(extension.description, extension.name).toMatch(/\S.*[.]$/);
      expect(extension.href, extension.name).toMatch(/^https:\/\//);
    }
    const keys = extensions.map(({ kind, name, origin }) => `${kind} ${name} ${origin}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('known sections', () => {
  it.each([
    ['null', '1.6.1'],
    ['array', '1.6.24'],
    ['open', '2.7.1'],
    ['close', '2.7.9'],
    ['handle', '2.8.4'],
    ['error', '2.8.14'],
    ['link-error', '2.8.18'],
    ['header', '3.2.1'],
    ['annotations', '3.2.10'],
    ['source', '3.5.3'],
    ['filter-set', '3.5.8'],
    ['coordinator', '4.5.1'],
    ['transaction-error', '4.5.8'],
    ['sasl-mechanisms', '5.3.3.1'],
    ['sasl-code', '5.3.3.6'],
  ])('%s is defined in %s', (name, section) => {
    expect(standardRegistry.byName(name)?.section.section).toBe(section);
  });
});
