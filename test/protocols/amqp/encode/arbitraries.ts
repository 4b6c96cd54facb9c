import fc from 'fast-check';
import type { EncodeArray, EncodeScalar, EncodeValue } from '../../../../protocols/amqp/index.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 20 });
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const fixed = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });

const of = (type: EncodeScalar['type'], value: fc.Arbitrary<EncodeScalar['value']>): fc.Arbitrary<EncodeScalar> =>
  value.map((one) => ({ type, value: one }));

/** Any legal scalar, in its preferred encoding or, where it has one, in a longer one. */
export const scalar: fc.Arbitrary<EncodeScalar> = fc
  .oneof(
    of('null', fc.constant(null)),
    of('boolean', fc.boolean()),
    of('ubyte', fc.nat(255)),
    of('ushort', fc.nat(65535)),
    of('uint', fc.nat(0xffffffff)),
    of('uint', fc.nat(300)),
    of('ulong', uint64),
    of('ulong', fc.bigInt({ min: 0n, max: 300n })),
    of('byte', fc.integer({ min: -128, max: 127 })),
    of('short', fc.integer({ min: -32768, max: 32767 })),
    of('int', fc.integer()),
    of('int', fc.integer({ min: -200, max: 200 })),
    of('long', int64),
    of('long', fc.bigInt({ min: -200n, max: 200n })),
    of('float', fc.float({ noNaN: true })),
    of('double', fc.double({ noNaN: true })),
    of('decimal32', fixed(4)),
    of('decimal64', fixed(8)),
    of('decimal128', fixed(16)),
    of(
      'char',
      fc.integer({ min: 0, max: 0x10ffff }).filter((point) => point < 0xd800 || point > 0xdfff),
    ),
    of('timestamp', int64),
    of('uuid', fc.uuid()),
    of('binary', fc.uint8Array({ maxLength: 30 })),
    of('string', text),
    of('symbol', ascii),
  )
  .chain((value) => {
    const longer: Partial<Record<string, number>> = {
      boolean: 0x56,
      uint: 0x70,
      ulong: 0x80,
      int: 0x71,
      long: 0x81,
      binary: 0xb0,
      string: 0xb1,
      symbol: 0xb3,
    };
    const code = longer[value.type];
    return code === undefined ? fc.constant(value) : fc.boolean().map((long) => (long ? { ...value, code } : value));
  });

/** Arrays whose elements are of one type. */
const simpleArray: fc.Arbitrary<EncodeArray> = fc
  .oneof(
    fc.array(of('uint', fc.nat(0xffffffff)), { maxLength: 6 }),
    fc.array(of('string', text), { maxLength: 6 }),
    fc.array(of('boolean', fc.boolean()), { maxLength: 6 }),
    fc.array(of('ulong', uint64), { maxLength: 6 }),
    fc.array(of('null', fc.constant(null)), { maxLength: 6 }),
    fc.array(of('uuid', fc.uuid()), { maxLength: 3 }),
  )
  .chain((items) =>
    fc.boolean().map((isDescribed): EncodeArray => ({
      type: 'array',
      items,
      element: isDescribed
        ? { type: items[0]?.type ?? 'int', descriptors: [{ type: 'symbol', value: 'a:b' }] }
        : { type: items[0]?.type ?? 'int' },
    })),
  );

/** Any legal value: scalars, lists, maps with keys that differ, arrays, and described ones. */
export const value: fc.Arbitrary<EncodeValue> = fc.letrec<{ value: EncodeValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    simpleArray,
    fc
      .tuple(fc.array(tie('value'), { maxLength: 5 }), fc.constantFrom(undefined, 0xd0))
      .map(([items, code]): EncodeValue =>
        code === undefined ? { type: 'list', items } : { type: 'list', items, code },
      ),
    fc.array(tie('value'), { maxLength: 4 }).map((items): EncodeValue => ({
      type: 'map',
      items: items.flatMap((item, index) => [{ type: 'int' as const, value: index }, item]),
    })),
    fc
      .tuple(
        fc.oneof(
          uint64.map((code): EncodeValue => ({ type: 'ulong', value: code })),
          ascii.map((symbol): EncodeValue => ({ type: 'symbol', value: `x:${symbol}` })),
        ),
        tie('value'),
      )
      .map(([descriptor, inner]): EncodeValue => ({ type: 'described', descriptor, value: inner })),
  ),
})).value;
