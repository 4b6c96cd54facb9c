import { describe, expect, it } from 'vitest';
import {
  Registry,
  section,
  standardRegistry,
  type FieldDefinition,
  type RestrictedDefinition,
} from '../../../../protocols/amqp/index.ts';
import { catalogueOf, standardCatalogue, UseMaker } from '../../../../protocols/amqp/types/index.ts';

const restricted = (name: string, source: string, rest: Partial<RestrictedDefinition> = {}): RestrictedDefinition => ({
  kind: 'restricted',
  name,
  book: 'project',
  source,
  provides: [],
  choices: [],
  description: 'A type.',
  section: section('1.3'),
  ...rest,
});
const field = (type: string, rest: Partial<FieldDefinition> = {}): FieldDefinition => ({
  name: 'f',
  type,
  mandatory: false,
  multiple: false,
  requires: [],
  description: 'A field.',
  ...rest,
});

const accepts = (maker: UseMaker, type: string): number[] => {
  const found: number[] = [];
  maker.typeUse(type).codes?.forEach((allowed, code) => {
    if (allowed === 1) found.push(code);
  });
  return found;
};

describe('what a place accepts', () => {
  const maker = new UseMaker(standardRegistry);

  it('is all encodings of a primitive type', () => {
    expect(accepts(maker, 'uint')).toEqual([0x43, 0x52, 0x70]);
    expect(accepts(maker, 'list')).toEqual([0x45, 0xc0, 0xd0]);
  });

  it('is those of its source for a restricted type, through several', () => {
    expect(accepts(maker, 'delivery-number')).toEqual([0x43, 0x52, 0x70]);
    expect(accepts(maker, 'node-properties')).toEqual([0xc1, 0xd1]);
  });

  it('is only described values for a composite', () => {
    expect(accepts(maker, 'error')).toEqual([]);
    expect([...maker.typeUse('error').described!].map((type) => type.name)).toEqual(['error']);
  });

  it('is what the providers of an archetype are', () => {
    const use = maker.fieldUse(field('*', { requires: ['message-id'] })).use;
    expect(
      [0x40, 0x44, 0x53, 0x80, 0x98, 0xa0, 0xa1, 0xa3, 0xb0, 0xb1].filter((code) => use.codes![code] === 1),
    ).toEqual([0x44, 0x53, 0x80, 0x98, 0xa0, 0xa1, 0xb0, 0xb1]);
  });

  it('is anything where nobody provides the archetype, or the type is not known', () => {
    expect(maker.fieldUse(field('*', { requires: ['global-tx-id'] })).use.codes).toBeNull();
    expect(maker.typeUse('no-such-type').codes).toBeNull();
  });

  it('includes the default as a value', () => {
    expect(maker.fieldUse(field('sender-settle-mode', { default: 'mixed' })).defaultValue).toBe(2);
    expect(maker.fieldUse(field('uint', { default: '4294967295' })).defaultValue).toBe(4294967295);
    expect(maker.fieldUse(field('terminus-expiry-policy', { default: 'never' })).defaultValue).toBe('never');
    expect(maker.fieldUse(field('uint', { default: 'many' })).defaultValue).toBeUndefined();
    expect(maker.fieldUse(field('uint')).defaultValue).toBeUndefined();
  });
});

describe('types that are wrong', () => {
  it('with circular sources end', () => {
    const registry = new Registry([
      restricted('a', 'b'),
      restricted('b', 'a'),
      restricted('c', 'c', { descriptor: { symbol: 'x:c', code: 7n } }),
    ]);
    expect(() => new UseMaker(registry).typeUse('a')).not.toThrow();
    expect(new UseMaker(registry).fieldUse(field('a', { default: '1' })).defaultValue).toBeUndefined();
    expect(catalogueOf(registry).find(7n)!.name).toBe('c');
  });

  it('with choices that are no values of the source allow the others', () => {
    const registry = standardRegistry.extend([
      restricted('mode', 'ubyte', {
        choices: [
          { name: 'a', value: '1', description: 'a' },
          { name: 'b', value: 'two', description: 'b' },
        ],
      }),
    ]);
    expect([...new UseMaker(registry).typeUse('mode').choices!.keys()]).toEqual([1]);
  });
});

describe('the catalogue', () => {
  it('is made once for a registry', () => {
    expect(catalogueOf(standardRegistry)).toBe(standardCatalogue);
    const more = standardRegistry.extend([restricted('mine', 'string', { descriptor: { symbol: 'x:mine' } })]);
    expect(catalogueOf(more)).toBe(catalogueOf(more));
    expect(catalogueOf(more).find('x:mine')!.name).toBe('mine');
    expect(standardCatalogue.find('x:mine')).toBeUndefined();
  });

  it('finds small codes, large codes and symbols', () => {
    expect(standardCatalogue.small[0x10]!.name).toBe('open');
    expect(standardCatalogue.find(0x10n)).toBe(standardCatalogue.small[0x10]);
    expect(standardCatalogue.find(0x468c_0000_0003n)!.name).toBe('no-local-filter');
    expect(standardCatalogue.find('amqp:open:list')).toBe(standardCatalogue.small[0x10]);
  });
});
