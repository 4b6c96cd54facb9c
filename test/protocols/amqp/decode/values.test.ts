import { describe, expect, it } from 'vitest';
import { decodeValues, toJson, type ValueNode } from '../../../../protocols/amqp/index.ts';
import { codes, expectTiled, hex } from './support.ts';

function one(bytes: string): ValueNode {
  const { values } = decodeValues(hex(bytes));
  expect(values).toHaveLength(1);
  return values[0]!;
}

function found(bytes: string): string[] {
  const { values, issues } = decodeValues(hex(bytes));
  for (const node of values) expectTiled(node);
  expect(values.at(-1)?.end).toBe(hex(bytes).length);
  return codes(issues);
}

describe('a scalar', () => {
  it.each([
    ['40', 'null', null],
    ['41', 'boolean', true],
    ['42', 'boolean', false],
    ['56 00', 'boolean', false],
    ['56 01', 'boolean', true],
    ['50 ff', 'ubyte', 255],
    ['60 ff fe', 'ushort', 65534],
    ['43', 'uint', 0],
    ['52 ff', 'uint', 255],
    ['70 ff ff ff ff', 'uint', 4294967295],
    ['44', 'ulong', 0n],
    ['53 ff', 'ulong', 255n],
    ['80 ff ff ff ff ff ff ff ff', 'ulong', 18446744073709551615n],
    ['51 80', 'byte', -128],
    ['61 80 00', 'short', -32768],
    ['61 7f fe', 'short', 32766],
    ['54 ff', 'int', -1],
    ['71 80 00 00 00', 'int', -2147483648],
    ['55 80', 'long', -128n],
    ['81 80 00 00 00 00 00 00 00', 'long', -9223372036854775808n],
    ['81 00 20 00 00 00 00 00 01', 'long', 9007199254740993n],
    ['72 3e 00 00 00', 'float', 0.125],
    ['82 3f c0 00 00 00 00 00 00', 'double', 0.125],
    ['82 7f f0 00 00 00 00 00 00', 'double', Infinity],
    ['73 00 01 f6 00', 'char', 0x1f600],
    ['83 ff ff ff ff ff ff ff ff', 'timestamp', -1n],
    ['83 7f ff ff ff ff ff ff ff', 'timestamp', 9223372036854775807n],
    ['98 f2 75 ea 5e 0c 57 4a d7 b1 1a b2 0c 56 3d 3b 71', 'uuid', 'f275ea5e-0c57-4ad7-b11a-b20c563d3b71'],
    ['a1 00', 'string', ''],
    ['a1 03 e2 82 ac', 'string', '€'],
    ['a1 04 f0 9f 98 80', 'string', '😀'],
    ['a1 05 ef bb bf 61 62', 'string', '\ufeffab'],
    ['a3 02 61 62', 'symbol', 'ab'],
    ['b1 00 00 00 02 61 62', 'string', 'ab'],
    ['b3 00 00 00 01 61', 'symbol', 'a'],
  ])('%s is a %s with its exact value', (bytes, type, value) => {
    const node = one(bytes);
    expect(node.primitive).toBe(type);
    expect(node.type).toBe(type);
    expect(node.value).toEqual(value);
    expect([node.start, node.end]).toEqual([0, hex(bytes).length]);
    expect(node.presence).toBe(value === null ? 'null' : 'present');
    expect(found(bytes)).toEqual([]);
  });

  it('that is binary or decimal keeps its bytes', () => {
    expect(one('a0 02 ff 00').value).toEqual(hex('ff00'));
    expect(one('b0 00 00 00 01 ff').value).toEqual(hex('ff'));
    expect(one('74 30 92 d6 87').value).toEqual(hex('3092d687'));
    expect(one('94 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f').value).toEqual(
      hex('000102030405060708090a0b0c0d0e0f'),
    );
  });

  it('of more than 255 bytes is read whole', () => {
    const text = 'é'.repeat(500);
    const data = new TextEncoder().encode(text);
    expect(one(`b1 00 00 03 e8 ${Buffer.from(data).toString('hex')}`).value).toBe(text);
  });
});

describe('mistakes in the bytes', () => {
  it.each([
    ['a boolean byte of 2', '56 02', 'boolean-byte'],
    ['a surrogate as char', '73 00 00 d8 00', 'char'],
    ['a char beyond Unicode', '73 00 11 00 00', 'char'],
    ['a string cut off within a character', 'a1 02 c3 28', 'utf8'],
    ['an overlong form', 'a1 02 c0 80', 'utf8'],
    ['an overlong form of three bytes', 'a1 03 e0 80 80', 'utf8'],
    ['a surrogate in UTF-8', 'a1 03 ed a0 80', 'utf8'],
    ['a character beyond U+10FFFF', 'a1 04 f4 90 80 80', 'utf8'],
    ['a symbol that is not ASCII', 'a3 02 c3 a9', 'symbol-ascii'],
    ['a format code that is not defined', '57 00', 'format-code'],
    ['a format code that no layout has', '30', 'format-code'],
    ['a value that is cut off', '70 00 00', 'truncated-value'],
    ['a size that is cut off', 'b1 00 00', 'truncated-value'],
    ['a descriptor that is missing', '00', 'truncated-value'],
    ['a described value that is missing', '00 53 70', 'truncated-value'],
    ['a size too small for the count', 'c1 00', 'truncated-value'],
    ['a list whose size has room for fewer values', 'c0 02 02 41', 'compound-count'],
    ['a list whose size counts more than its values', 'c0 03 01 41 41', 'compound-size'],
    ['a list that is larger than what holds it', 'c0 05 01 c0 09 01 41', 'compound-size'],
    ['a map with a key too many', 'c1 02 01 41', 'map-pairs'],
    ['a map with a key twice', 'c1 05 04 41 40 41 40', 'map-duplicate-key'],
    ['a map with a key twice in two encodings', 'c1 0b 04 52 05 40 70 00 00 00 05 40', 'map-duplicate-key'],
    ['an array without a constructor', 'e0 01 00', 'truncated-value'],
    ['an array with an unknown constructor', 'e0 02 00 57', 'format-code'],
    ['an array with fewer elements than its count', 'e0 03 02 50 01', 'compound-count'],
    ['an array with more bytes than its count needs', 'e0 04 01 50 01 02', 'compound-size'],
  ])('%s are found, and nothing is lost', (_, bytes, code) => {
    expect(found(bytes)).toContain(code);
  });

  it.each([
    ['keys of different types with equal digits', 'c1 07 04 52 01 40 54 01 40 '],
    [
      'more than eight keys, all different',
      `c1 25 12 ${Array.from({ length: 18 }, (_, i) => `52${(i + 1).toString(16).padStart(2, '0')}`).join('')}`,
    ],
    ['an array of described values', 'e0 07 02 00 53 77 50 01 02'],
    ['an empty array', 'f0 00 00 00 05 00 00 00 00 71'],
    ['lists within lists', 'c0 06 02 c0 02 01 41 45'],
  ])('%s are none', (_, bytes) => {
    expect(found(bytes)).toEqual([]);
  });

  it('finds a key that occurs twice among many', () => {
    const pairs = Array.from(
      { length: 12 },
      (_, i) => `52${(i === 11 ? 3 : i + 1).toString(16).padStart(2, '0')}40`,
    ).join('');
    expect(found(`c1 25 18 ${pairs}`)).toEqual(['map-duplicate-key']);
  });

  it('names the byte', () => {
    expect(decodeValues(hex('a1 04 61 62 ff 63')).issues[0]).toMatchObject({
      code: 'amqp/utf8',
      offset: 4,
      length: 1,
      section: 'AMQP 1.0, 1.6.20',
    });
    expect(decodeValues(hex('c0 03 01 56 07')).issues[0]).toMatchObject({
      code: 'amqp/boolean-byte',
      offset: 4,
      length: 1,
      section: 'AMQP 1.0, 1.6.2',
    });
  });

  it('goes on after a code that can be skipped, and after a broken value within a list', () => {
    expect(decodeValues(hex('57 00 41')).values.map((node) => node.type)).toEqual(['gap', 'boolean']);
    const [list, after] = decodeValues(hex('c0 03 02 41 30 42')).values;
    expect(list!.children.map((node) => node.type)).toEqual(['boolean', 'gap']);
    expect(after!.value).toBe(false);
  });
});

describe('hints', () => {
  it.each([
    '56 01',
    '70 00 00 00 00',
    '70 00 00 00 ff',
    '71 ff ff ff 80',
    '80 00 00 00 00 00 00 00 00',
    '80 00 00 00 00 00 00 00 01',
    '81 ff ff ff ff ff ff ff ff',
    'b0 00 00 00 00',
    'b1 00 00 00 01 61',
    'b3 00 00 00 01 61',
    'c0 01 00',
    'd0 00 00 00 04 00 00 00 00',
    'd0 00 00 00 05 00 00 00 01 41',
    'd1 00 00 00 04 00 00 00 00',
    'f0 00 00 00 05 00 00 00 00 71',
  ])('%s could be shorter', (bytes) => {
    expect(decodeValues(hex(bytes)).issues.map((issue) => [issue.code, issue.severity])).toEqual([
      ['amqp/non-preferred-encoding', 'hint'],
    ]);
  });

  it.each([
    '41',
    '43',
    '52 01',
    '70 00 00 01 00',
    '71 ff ff ff 7f',
    '71 00 00 00 80',
    '80 00 00 00 01 00 00 00 00',
    '81 ff ff ff fe ff ff ff ff',
    '45',
    'c0 02 01 41',
    'c1 01 00',
    'e0 06 01 70 00 00 00 01',
  ])('%s could not', (bytes) => {
    expect(decodeValues(hex(bytes)).issues).toEqual([]);
  });

  it('belong to the value that they are about', () => {
    const [list] = decodeValues(hex('c0 06 01 70 00 00 00 01')).values;
    expect(list!.issues).toBeUndefined();
    expect(list!.children[0]!.issues).toHaveLength(1);
  });
});

describe('described values', () => {
  it('have descriptor and value', () => {
    const node = one('00 a3 03 66 6f 6f a1 01 78');
    expect(node.descriptor?.value).toBe('foo');
    expect(node.value).toBe('x');
    expect(node.code).toBe(0xa1);
  });

  it('may have a descriptor of eight bytes, or a symbol that is known', () => {
    expect(one('00 80 00 00 00 00 00 00 00 24 45').type).toBe('accepted');
    expect(one(`00 a3 12 ${Buffer.from('amqp:accepted:list').toString('hex')} 45`).type).toBe('accepted');
  });

  it('may be nested', () => {
    const node = one('00 a3 01 61 00 a3 01 62 41');
    expect(node.primitive).toBe('boolean');
    expect(toJson(node)).toEqual({ $descriptor: 'a', $value: { $descriptor: 'b', $value: true } });
  });

  it('with a reserved kind of descriptor are noted', () => {
    expect(found('00 54 0c 54 0d')).toEqual(['descriptor-type']);
    expect(one('00 54 0c 54 0d').descriptor?.value).toBe(12n);
    expect(found('00 c0 01 00 41')).toEqual(['descriptor-type']);
    expect(found('00 00 53 01 41 42')).toEqual(['descriptor-type']);
  });
});
