import { toHex } from '../../../../protocols/core/index.ts';
import { describe, expect, it } from 'vitest';
import {
  compositeValue,
  encode,
  encodeAll,
  encodeFrame,
  encodeHeader,
  numericDescriptor,
  standardRegistry,
  symbolicDescriptor,
  type CompositeDefinition,
  type EncodeValue,
} from '../../../../protocols/amqp/index.ts';
import { hex } from '../decode/support.ts';

const byResult = (cases: readonly (readonly [EncodeValue, string])[]): (readonly [string, EncodeValue])[] =>
  cases.map(([value, expected]) => [expected, value]);
const hexOf = (value: EncodeValue): string => toHex(encode(value));

describe('the preferred encoding is the shortest', () => {
  it.each(
    byResult([
      [{ type: 'null', value: null }, '40'],
      [{ type: 'boolean', value: true }, '41'],
      [{ type: 'boolean', value: false }, '42'],
      [{ type: 'uint', value: 0 }, '43'],
      [{ type: 'uint', value: 255 }, '52ff'],
      [{ type: 'uint', value: 256 }, '7000000100'],
      [{ type: 'ulong', value: 0n }, '44'],
      [{ type: 'ulong', value: 255n }, '53ff'],
      [{ type: 'ulong', value: 2n ** 64n - 1n }, '80ffffffffffffffff'],
      [{ type: 'int', value: -128 }, '5480'],
      [{ type: 'int', value: 127 }, '547f'],
      [{ type: 'int', value: 128 }, '7100000080'],
      [{ type: 'int', value: -129 }, '71ffffff7f'],
      [{ type: 'long', value: -1n }, '55ff'],
      [{ type: 'long', value: -(2n ** 63n) }, '818000000000000000'],
      [{ type: 'long', value: 128n }, '810000000000000080'],
      [{ type: 'ubyte', value: 7 }, '5007'],
      [{ type: 'byte', value: -1 }, '51ff'],
      [{ type: 'ushort', value: 65535 }, '60ffff'],
      [{ type: 'short', value: -2 }, '61fffe'],
      [{ type: 'float', value: 0.125 }, '723e000000'],
      [{ type: 'double', value: 0.125 }, '823fc0000000000000'],
      [{ type: 'char', value: 0x1f600 }, '730001f600'],
      [{ type: 'timestamp', value: -1n }, '83ffffffffffffffff'],
      [{ type: 'uuid', value: '01020304-0506-0708-0a0b-0c0d0e0f1000' }, '9801020304050607080a0b0c0d0e0f1000'],
      [{ type: 'binary', value: hex('00ff') }, 'a00200ff'],
      [{ type: 'string', value: '€' }, 'a103e282ac'],
      [{ type: 'symbol', value: 'ab' }, 'a3026162'],
      [{ type: 'decimal32', value: hex('3092d687') }, '743092d687'],
      [{ type: 'list', items: [] }, '45'],
      [{ type: 'list', items: [{ type: 'null', value: null }] }, 'c0020140'],
      [{ type: 'map', items: [] }, 'c10100'],
      [{ type: 'array', items: [], element: { type: 'symbol' } }, 'e00200a3'],
      [
        {
          type: 'array',
          items: [
            { type: 'symbol', value: 'a' },
            { type: 'symbol', value: 'b' },
          ],
          element: { type: 'symbol' },
        },
        'e00602a301610162',
      ],
      [
        {
          type: 'array',
          items: [
            { type: 'int', value: 1 },
            { type: 'int', value: 300 },
          ],
          element: { type: 'int' },
        },
        'e00a0271000000010000012c',
      ],
      [
        {
          type: 'array',
          items: [
            { type: 'uint', value: 0 },
            { type: 'uint', value: 0 },
          ],
          element: { type: 'uint' },
        },
        'e00402520000',
      ],
      [
        {
          type: 'array',
          items: [
            { type: 'boolean', value: true },
            { type: 'boolean', value: false },
          ],
          element: { type: 'boolean' },
        },
        'e00402560100',
      ],
      [
        {
          type: 'array',
          items: [
            { type: 'null', value: null },
            { type: 'null', value: null },
          ],
          element: { type: 'null' },
        },
        'e0020240',
      ],
      [
        {
          type: 'array',
          items: [
            { type: 'list', items: [] },
            { type: 'list', items: [{ type: 'boolean', value: true }] },
          ],
          element: { type: 'list' },
        },
        'e00702c00100020141',
      ],
    ]),
  )('%s', (expected, value) => {
    expect(hexOf(value)).toBe(expected);
  });

  it('grows with the contents', () => {
    const text = (length: number): EncodeValue => ({ type: 'string', value: 'a'.repeat(length) });
    expect(hexOf(text(255)).slice(0, 4)).toBe('a1ff');
    expect(hexOf(text(256)).slice(0, 10)).toBe('b100000100');
    expect(hexOf({ type: 'list', items: [text(252)] }).slice(0, 6)).toBe('c0ff01');
    expect(hexOf({ type: 'list', items: [text(253)] }).slice(0, 18)).toBe('d00000010300000001');
    expect(
      hexOf({
        type: 'list',
        items: Array.from({ length: 256 }, () => ({ type: 'boolean' as const, value: true })),
      }).slice(0, 18),
    ).toBe('d00000010400000100');
    expect(hexOf({ type: 'array', items: [text(300)], element: { type: 'string' } }).slice(0, 20)).toBe(
      'f00000013500000001b1',
    );
    expect(
      hexOf({ type: 'array', items: [{ type: 'list', items: [text(300)] }], element: { type: 'list' } }).slice(18, 20),
    ).toBe('d0');
  });
});

describe('every encoding can be asked for', () => {
  it.each(
    byResult([
      [{ type: 'boolean', value: true, code: 0x56 }, '5601'],
      [{ type: 'uint', value: 5, code: 0x70 }, '7000000005'],
      [{ type: 'uint', value: 0, code: 0x52 }, '5200'],
      [{ type: 'ulong', value: 16n, code: 0x80 }, '800000000000000010'],
      [{ type: 'int', value: -1, code: 0x71 }, '71ffffffff'],
      [{ type: 'long', value: -1n, code: 0x81 }, '81ffffffffffffffff'],
      [{ type: 'string', value: 'a', code: 0xb1 }, 'b10000000161'],
      [{ type: 'binary', value: hex('00'), code: 0xb0 }, 'b00000000100'],
      [{ type: 'symbol', value: 'a', code: 0xb3 }, 'b30000000161'],
      [{ type: 'list', items: [], code: 0xc0 }, 'c00100'],
      [{ type: 'list', items: [], code: 0xd0 }, 'd00000000400000000'],
      [{ type: 'map', items: [], code: 0xd1 }, 'd10000000400000000'],
      [
        { type: 'array', items: [{ type: 'uint', value: 0 }], element: { type: 'uint', code: 0x43 }, code: 0xf0 },
        'f0000000050000000143',
      ],
      [
        {
          type: 'array',
          items: [{ type: 'ubyte', value: 7 }],
          element: { type: 'ubyte', descriptors: [numericDescriptor(1n)] },
        },
        'e006010053015007',
      ],
      [{ type: 'described', descriptor: symbolicDescriptor('a'), value: { type: 'list', items: [] } }, '00a3016145'],
    ]),
  )('%s', (expected, value) => {
    expect(hexOf(value)).toBe(expected);
  });
});

describe('mistakes can be written', () => {
  it.each<[string, EncodeValue, string]>([
    ['a boolean byte of 2', { type: 'boolean', value: hex('02') }, '5602'],
    ['text that is not UTF-8', { type: 'string', value: hex('c328') }, 'a102c328'],
    ['a size that lies', { type: 'list', items: [{ type: 'boolean', value: true }], code: 0xc0, size: 9 }, 'c0090141'],
    ['a count that lies', { type: 'list', items: [], code: 0xc0, count: 3 }, 'c00103'],
    ['bytes as they are', { type: 'raw', bytes: hex('deadbeef') }, 'deadbeef'],
    ['NaN with a payload', { type: 'double', value: hex('7ff8000000000001') }, '827ff8000000000001'],
    ['a map with a key too many', { type: 'map', items: [{ type: 'boolean', value: true }] }, 'c1020141'],
  ])('%s', (_, value, expected) => {
    expect(hexOf(value)).toBe(expected);
  });
});

describe('frames', () => {
  it('have header, performative and payload', () => {
    expect(
      toHex(
        encodeFrame({
          channel: 258,
          performative: { type: 'described', descriptor: numericDescriptor(0x18n), value: { type: 'list', items: [] } },
          payload: hex('beef'),
        }),
      ),
    ).toBe('0000000e0200010200531845beef');
    expect(toHex(encodeFrame({}))).toBe('0000000802000000');
    expect(toHex(encodeFrame({ type: 'sasl', extendedHeader: hex('01020304') }))).toBe('0000000c0301000001020304');
    expect(toHex(encodeFrame({ type: 7, size: 4, doff: 1 }))).toBe('0000000401070000');
  });

  it('follow protocol headers', () => {
    expect(toHex(encodeHeader('amqp'))).toBe('414d515000010000');
    expect(toHex(encodeHeader('sasl'))).toBe('414d515003010000');
    expect(toHex(encodeHeader('tls'))).toBe('414d515002010000');
    expect(toHex(encodeHeader(0, [0, 9, 1]))).toBe('414d515000000901');
  });

  it('carry composites made from fields by name, without nulls at the end', () => {
    const close = standardRegistry.byName('open') as CompositeDefinition;
    expect(
      toHex(
        encode(
          compositeValue(close, {
            'channel-max': { type: 'ushort', value: 7 },
            'container-id': { type: 'string', value: 'c' },
          }),
        ),
      ),
    ).toBe('005310c00904a101634040600007');
    expect(toHex(encode(compositeValue(close, {})))).toBe('00531045');
  });

  it('may be many in one writer', () => {
    const large = encodeAll([
      { type: 'binary', value: new Uint8Array(100_000) },
      { type: 'string', value: 'é'.repeat(50_000) },
    ]);
    expect(large.length).toBe(2 * (100_000 + 5));
    expect(hexOf({ type: 'boolean', value: true })).toBe('41');
  });
});
