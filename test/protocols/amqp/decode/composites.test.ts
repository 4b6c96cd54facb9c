import { describe, expect, it } from 'vitest';
import {
  decodeFrame,
  decodeValues,
  section,
  standardRegistry,
  type CompositeDefinition,
} from '../../../../protocols/amqp/index.ts';
import { codes, frame, hex } from './support.ts';

const found = (body: string): string[] => codes(decodeFrame(frame(body)).issues);

describe('the fields of a composite', () => {
  const open = decodeFrame(frame('00 53 10 c0 09 04 a1 01 63 40 40 60 00 07'));

  it('are present, null, default or absent', () => {
    expect(open.performativeName).toBe('open');
    expect(codes(open.issues)).toEqual([]);
    expect(open.performative!.children.map((node) => [node.name, node.presence])).toEqual([
      ['container-id', 'present'],
      ['hostname', 'null'],
      ['max-frame-size', 'null'],
      ['channel-max', 'present'],
      ['idle-time-out', 'absent'],
      ['outgoing-locales', 'absent'],
      ['incoming-locales', 'absent'],
      ['offered-capabilities', 'absent'],
      ['desired-capabilities', 'absent'],
      ['properties', 'absent'],
    ]);
    expect(open.field('channel-max')).toMatchObject({ value: 7, start: 19, end: 22, code: 0x60 });
    expect(open.field('nothing')).toBeUndefined();
  });

  it('have their defaults as values, those of choices too', () => {
    const attach = decodeFrame(frame('00 53 12 c0 06 03 a1 01 6c 43 42'));
    expect(attach.field('snd-settle-mode')).toMatchObject({
      presence: 'default',
      value: 2,
      start: -1,
      end: -1,
      code: -1,
      type: 'sender-settle-mode',
    });
    expect(attach.field('incomplete-unsettled')!.value).toBe(false);
    const source = decodeValues(hex('00 53 28 45')).values[0]!;
    expect(source.children.find((node) => node.name === 'expiry-policy')).toMatchObject({
      presence: 'default',
      value: 'session-end',
    });
    const minimal = decodeFrame(frame('00 53 10 c0 04 01 a1 01 63'));
    expect(minimal.field('max-frame-size')).toMatchObject({ presence: 'default', value: 4294967295 });
  });

  it('have the type that the specification names', () => {
    const attach = decodeFrame(frame('00 53 12 c0 10 07 a1 01 6c 43 42 40 40 00 53 28 45 00 53 29 45'));
    expect(['name', 'handle', 'role', 'source', 'target'].map((name) => attach.field(name)!.type)).toEqual([
      'string',
      'handle',
      'role',
      'source',
      'target',
    ]);
  });
});

describe('findings on fields', () => {
  it.each([
    ['a mandatory field that is left out', '00 53 10 45', ['mandatory-field']],
    ['a mandatory field that is null', '00 53 10 c0 02 01 40', ['mandatory-field']],
    ['every mandatory field', '00 53 11 45', ['mandatory-field', 'mandatory-field', 'mandatory-field']],
    ['a field of another type', '00 53 10 c0 03 01 52 01', ['wrong-type']],
    ['a symbol for a string', '00 53 10 c0 04 01 a3 01 63', ['wrong-type']],
    ['a field too many', '00 53 18 c0 03 02 40 41', ['too-many-fields']],
    ['a composite that is a map', '00 53 18 c1 01 00', ['composite-encoding']],
    ['a composite under a second descriptor', '00 53 18 00 53 18 45', ['composite-encoding']],
    ['a value that is not a choice', '00 53 12 c0 08 04 a1 01 6c 43 42 50 03', ['choice']],
    ['an error that is another composite', '00 53 18 c0 05 01 00 53 24 45', ['wrong-type']],
    ['an error that is a list without a descriptor', '00 53 18 c0 02 01 45', ['wrong-type']],
    ['a state that is a source', '00 53 15 c0 09 05 41 43 40 40 00 53 28 45', ['archetype']],
    ['a state that is a string', '00 53 15 c0 08 05 41 43 40 40 a1 01 78', ['archetype']],
    ['an unknown state', '00 53 15 c0 09 05 41 43 40 40 00 53 99 45', ['unknown-descriptor']],
    ['an array where one value may stand', '00 53 10 c0 07 01 e0 04 01 a1 01 63', ['wrong-type']],
    [
      'an array of strings for symbols',
      '00 53 10 c0 10 08 a1 01 63 40 40 40 40 40 40 e0 04 01 a1 01 63',
      ['wrong-type'],
    ],
    ['a string key in fields', `00 53 10 c0 13 0a a1 01 63 40 40 40 40 40 40 40 40 c1 05 02 a1 01 61 41`, ['map-key']],
  ])('%s', (_, body, expected) => {
    expect(found(body)).toEqual(expected);
  });

  it.each([
    ['an open with a null hostname', '00 53 10 c0 05 02 a1 01 63 40'],
    ['one symbol for several', '00 53 10 c0 0d 08 a1 01 63 40 40 40 40 40 40 a3 01 63'],
    ['an array of symbols', '00 53 10 c0 10 08 a1 01 63 40 40 40 40 40 40 e0 04 01 a3 01 63'],
    ['an empty array of symbols', '00 53 10 c0 0e 08 a1 01 63 40 40 40 40 40 40 e0 02 00 a3'],
    ['an accepted disposition', '00 53 15 c0 09 05 41 43 40 40 00 53 24 45'],
    ['a custom error condition', '00 53 18 c0 0a 01 00 53 1d c0 04 01 a3 01 78'],
  ])('there are none on %s', (_, body) => {
    expect(found(body)).toEqual([]);
  });

  it('an empty array is not enough for a mandatory field', () => {
    expect(codes(decodeFrame(frame('00 53 40 c0 05 01 e0 02 00 a3', 1)).issues)).toEqual(['mandatory-field']);
    expect(codes(decodeFrame(frame('00 53 40 c0 04 01 a3 01 58', 1)).issues)).toEqual([]);
  });

  it('cite the section of the composite, of the choice, or of the rule', () => {
    const first = (body: string): string | undefined => decodeFrame(frame(body)).issues[0]?.section;
    expect(first('00 53 10 45')).toBe('AMQP 1.0, 2.7.1');
    expect(first('00 53 18 c0 05 01 00 53 1d 45')).toBe('AMQP 1.0, 2.8.14');
    expect(first('00 53 12 c0 08 04 a1 01 6c 43 42 50 03')).toBe('AMQP 1.0, 2.8.2');
    expect(first('00 53 18 c0 03 02 40 41')).toBe('AMQP 1.0, 1.4');
  });

  it('limit delivery-tags and transaction-ids to 32 bytes', () => {
    const tag = (length: number): string =>
      `00 53 14 c0 ${(length + 5).toString(16)} 03 43 43 a0 ${length.toString(16)} ${'00'.repeat(length)}`;
    expect(found(tag(32))).toEqual([]);
    expect(found(tag(33))).toEqual(['delivery-tag-length']);
    const declared = (length: number): string =>
      `00 53 15 c0 ${(length + 13).toString(16)} 05 41 43 40 40 00 53 33 c0 ${(length + 3).toString(16)} 01 a0 ${length.toString(16)} ${'00'.repeat(length)}`;
    expect(found(declared(32))).toEqual([]);
    expect(found(declared(33))).toEqual(['transaction-id-length']);
  });
});

describe('maps with rules of their own', () => {
  const source = (rest: string, count: number): string[] => {
    const fields = hex(rest);
    return codes(
      decodeValues(
        hex(
          `00 53 28 c0 ${(fields.length + 1).toString(16).padStart(2, '0')} ${count.toString(16).padStart(2, '0')} ${rest}`,
        ),
      ).issues,
    );
  };
  const nulls = (count: number): string => '40'.repeat(count);

  it('a filter set has symbols as keys, and described values or null', () => {
    expect(source(`${nulls(7)} c1 09 02 a3 01 66 00 a3 01 78 41 `, 8)).toEqual([]);
    expect(source(`${nulls(7)} c1 05 02 a3 01 66 40`, 8)).toEqual([]);
    expect(source(`${nulls(7)} c1 05 02 a3 01 66 41`, 8)).toEqual(['filter-value']);
    expect(source(`${nulls(7)} c1 05 02 a1 01 66 40`, 8)).toEqual(['map-key']);
  });

  it('a lifetime-policy is one of four', () => {
    const key = `a3 0f ${Buffer.from('lifetime-policy').toString('hex')}`;
    expect(source(`${nulls(4)} 41 c1 16 02 ${key} 00 53 2b 45`, 6)).toEqual([]);
    expect(source(`${nulls(4)} 41 c1 16 02 ${key} 00 53 24 45`, 6)).toEqual(['lifetime-policy']);
    expect(source(`${nulls(4)} 41 c1 13 02 ${key} 41`, 6)).toEqual(['lifetime-policy']);
  });

  it('an unsettled map has tags as keys, and delivery states or null', () => {
    const attach = (map: string): string[] => {
      const bytes = hex(map).length;
      return found(`00 53 12 c0 ${(bytes + 10).toString(16).padStart(2, '0')} 08 a1 01 6c 43 42 40 40 40 40 ${map}`);
    };
    expect(attach('c1 05 02 a0 01 66 40')).toEqual([]);
    expect(attach('c1 08 02 a0 01 66 00 53 24 45')).toEqual([]);
    expect(attach('c1 08 02 a0 01 66 00 53 28 45')).toEqual(['unsettled-map']);
    expect(attach('c1 03 02 40 40')).toEqual(['unsettled-map']);
    expect(attach('c1 05 02 a1 01 66 40')).toEqual(['unsettled-map']);
  });
});

describe('types of one’s own', () => {
  const reading: CompositeDefinition = {
    kind: 'composite',
    name: 'reading',
    book: 'project',
    source: 'list',
    provides: ['delivery-state'],
    description: 'A reading.',
    section: section('1.4'),
    descriptor: { symbol: 'com.example:reading:list', code: 0x1_0000_0001n },
    fields: [
      { name: 'celsius', type: 'double', mandatory: true, multiple: false, requires: [], description: 'Degrees.' },
    ],
  };
  const registry = standardRegistry.extend([reading]);

  it('are decoded and checked like the specification’s', () => {
    const [node] = decodeValues(hex('00 80 00000001 00000001 c0 0a 01 82 3ff8000000000000'), { registry }).values;
    expect(node!.type).toBe('reading');
    expect(node!.children[0]).toMatchObject({ name: 'celsius', value: 1.5 });
    expect(
      codes(decodeValues(hex('00 a3 18 636f6d2e6578616d706c653a72656164696e673a6c697374 45'), { registry }).issues),
    ).toEqual(['mandatory-field']);
  });

  it('are unknown without their registry', () => {
    expect(decodeValues(hex('00 80 00000001 00000001 c0 0a 01 82 3ff8000000000000')).values[0]!.type).toBe('list');
  });

  it('may stand where they provide what is required', () => {
    const body = '00 53 15 c0 1b 05 41 43 40 40 00 80 00000001 00000001 c0 0a 01 82 3ff8000000000000';
    expect(codes(decodeFrame(frame(body), { registry }).issues)).toEqual([]);
    expect(codes(decodeFrame(frame(body)).issues)).toEqual(['unknown-descriptor']);
  });
});
