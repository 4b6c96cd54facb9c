import { describe, expect, it } from 'vitest';
import { decodeMessage } from '../../../../protocols/amqp/index.ts';
import { codes, hex } from './support.ts';

const header = '00 53 70 45';
const delivery = '00 53 71 c1 01 00';
const annotations = '00 53 72 c1 01 00';
const properties = '00 53 73 45';
const application = '00 53 74 c1 01 00';
const data = '00 53 75 a0 00';
const sequence = '00 53 76 45';
const value = '00 53 77 40';
const footer = '00 53 78 c1 01 00';

const found = (...sections: readonly string[]): string[] => codes(decodeMessage(hex(sections.join(''))).issues);

describe('the sections of a message', () => {
  it.each([
    ['all of them', [header, delivery, annotations, properties, application, data, footer]],
    ['a value alone', [value]],
    ['several data', [data, data, data]],
    ['several sequences', [sequence, sequence]],
    ['header, value and footer', [header, value, footer]],
  ])('may be %s', (_, sections) => {
    expect(found(...sections)).toEqual([]);
  });

  it.each([
    ['properties before annotations', [properties, annotations, value], 'section-order'],
    ['the footer before the body', [footer, value], 'section-order'],
    ['the body before the header', [value, header], 'section-order'],
    ['two headers', [header, header, value], 'duplicate-section'],
    ['two values', [value, value], 'duplicate-section'],
    ['two footers', [value, footer, footer], 'duplicate-section'],
    ['data and a value', [data, value], 'body-kinds'],
    ['a sequence and data', [sequence, data], 'body-kinds'],
    ['a delivery state', [header, '00 53 24 45', value], 'unknown-section'],
    ['an unknown section', ['00 53 79 40', value], 'unknown-section'],
    ['a value without a descriptor', [header, '41'], 'unknown-section'],
  ])('may not be %s', (_, sections, code) => {
    expect(found(...sections)).toContain(code);
  });

  it('are needed: a message without a body is noted', () => {
    expect(found(header, properties)).toEqual(['missing-body']);
    expect(decodeMessage(hex(header), { extent: 'beginning' }).issues).toEqual([]);
    expect(found()).toEqual([]);
  });

  it.each([
    ['a list in data', '00 53 75 45'],
    ['a map in a sequence', '00 53 76 c1 01 00'],
    ['a list in annotations', '00 53 72 45'],
    ['a map in properties', '00 53 73 c1 01 00'],
  ])('are encoded as their types are: not %s', (_, section) => {
    expect(found(section)).toContain('composite-encoding');
  });
});

describe('annotations', () => {
  const with1 = (pair: string, code = '72'): string[] =>
    found(`00 53 ${code} c1 ${(hex(pair).length + 1).toString(16).padStart(2, '0')} 02 ${pair}`, value);

  it('have symbols that begin with x- as keys', () => {
    expect(with1('a3 03 78 2d 61 40')).toEqual([]);
  });

  it('may not have strings, and should not have other symbols or ulongs', () => {
    for (const code of ['71', '72']) {
      expect(with1('a1 03 78 2d 61 40', code)).toEqual(['annotation-key']);
      expect(with1('a3 01 61 40', code)).toEqual(['annotation-reserved']);
      expect(with1('a3 01 78 40', code)).toEqual(['annotation-reserved']);
      expect(with1('53 01 40', code)).toEqual(['annotation-reserved']);
      expect(with1('40 40', code)).toEqual(['annotation-key']);
    }
  });
});

describe('application properties', () => {
  const with1 = (pair: string): string[] =>
    found(`00 53 74 c1 ${(hex(pair).length + 1).toString(16).padStart(2, '0')} 02 ${pair}`, value);

  it('are strings with simple values', () => {
    for (const simple of [
      '40',
      '41',
      '52 01',
      '82 0000000000000000',
      'a0 01 00',
      'a1 01 61',
      'a3 01 61',
      '83 0000000000000000',
      `98 ${'00'.repeat(16)}`,
    ])
      expect(with1(`a1 01 61 ${simple}`)).toEqual([]);
  });

  it('are not anything else', () => {
    expect(with1('a3 01 61 40')).toEqual(['application-property-key']);
    expect(with1('52 01 40')).toEqual(['application-property-key']);
    for (const value of ['45', 'c1 01 00', 'c0 01 00', 'e0 02 00 41', '00 53 01 41'])
      expect(with1(`a1 01 61 ${value}`)).toEqual(['application-property-value']);
  });
});

describe('properties', () => {
  const of = (fields: string, count: number): string =>
    `00 53 73 c0 ${(hex(fields).length + 1).toString(16).padStart(2, '0')} ${count.toString(16).padStart(2, '0')} ${fields}`;

  it('have a message-id of one of four types', () => {
    for (const id of ['53 01', '44', `98 ${'00'.repeat(16)}`, 'a0 01 00', 'a1 01 61', '40'])
      expect(found(of(id, 1), value)).toEqual([]);
    for (const id of ['52 01', 'a3 01 61', '41', '00 53 24 45']) expect(found(of(id, 1), value)).toEqual(['archetype']);
  });

  it('have a content-encoding only with data', () => {
    const encoded = of(`${'40'.repeat(7)} a3 04 67 7a 69 70`, 8);
    expect(found(encoded, data)).toEqual([]);
    expect(found(encoded, value)).toEqual(['content-encoding-body']);
    expect(found(of('40'.repeat(8), 8), value)).toEqual([]);
  });

  it('should not expire before they are made', () => {
    const times = (expiry: string, creation: string): string => of(`${'40'.repeat(8)} 83 ${expiry} 83 ${creation}`, 10);
    const hints = (section: string): string[] =>
      decodeMessage(hex(section + value)).issues.map((issue) => `${issue.severity} ${issue.code}`);
    expect(hints(times('0000000000000001', '0000000000000002'))).toEqual(['hint amqp/expiry-before-creation']);
    expect(hints(times('ffffffffffffffff', '0000000000000002'))).toEqual(['hint amqp/expiry-before-creation']);
    expect(hints(times('0000000000000002', '0000000000000002'))).toEqual([]);
  });
});
