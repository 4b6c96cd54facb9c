import { toHex } from '../../../../protocols/core/index.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeFrame,
  decodeValues,
  encode,
  encodeAll,
  encodeFrame,
  toEncodable,
  toJson,
  type EncodeValue,
} from '../../../../protocols/amqp/index.ts';
import { codes, expectTiled, hex } from '../decode/support.ts';
import { scalar, value } from './arbitraries.ts';

const again = (bytes: Uint8Array): string =>
  toHex(encodeAll(decodeValues(bytes).values.map((node) => toEncodable(node, bytes))));

describe('any tree', () => {
  it('is well-formed once encoded, covers its bytes, and comes back to the same bytes', () => {
    fc.assert(
      fc.property(value, (tree) => {
        const bytes = encode(tree);
        const { values, issues } = decodeValues(bytes);
        expect(values).toHaveLength(1);
        // A descriptor may be that of a known type, whose rules the value under it does not follow.
        expect(
          codes(issues).filter((code) =>
            [
              'format-code',
              'truncated-value',
              'compound-size',
              'compound-count',
              'utf8',
              'symbol-ascii',
              'map-pairs',
              'map-duplicate-key',
            ].includes(code),
          ),
        ).toEqual([]);
        expectTiled(values[0]!);
        expect(again(bytes)).toBe(toHex(bytes));
      }),
      { numRuns: 600 },
    );
  });

  it('never becomes raw bytes where it is well-formed', () => {
    const hasRaw = (tree: EncodeValue): boolean =>
      tree.type === 'raw' ||
      (tree.type === 'described'
        ? hasRaw(tree.descriptor) || hasRaw(tree.value)
        : 'items' in tree && tree.items.some(hasRaw));
    fc.assert(
      fc.property(value, (tree) => {
        const bytes = encode(tree);
        expect(hasRaw(toEncodable(decodeValues(bytes).values[0]!, bytes))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('as a frame’s body comes back to the same frame', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 6 }), fc.nat(65535), (items, channel) => {
        const bytes = encodeFrame({
          channel,
          performative: {
            type: 'described',
            descriptor: { type: 'ulong', value: 0x12n },
            value: { type: 'list', items },
          },
        });
        const frame = decodeFrame(bytes);
        expect(frame.channel).toBe(channel);
        expect(toHex(encodeFrame({ channel, performative: toEncodable(frame.performative!, bytes) }))).toBe(
          toHex(bytes),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('any scalar', () => {
  it('keeps its value', () => {
    fc.assert(
      fc.property(scalar, (one) => {
        const bytes = encode(one);
        const node = decodeValues(bytes).values[0]!;
        expect(node.primitive).toBe(one.type);
        expect(node.value).toEqual(one.value);
        expect(() => JSON.stringify(toJson(node))).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});

describe('bits that a value does not tell are kept', () => {
  it.each([
    '727fc00001',
    '72ffc00000',
    '827ff0000000000001',
    '82fff8000000000000',
    '5602',
    'a102c328',
    'a103efbfbd',
    'a301ff',
    '7300110000',
    '828000000000000000',
    'e004027fc00001',
  ])('%s', (bytes) => {
    expect(again(hex(bytes))).toBe(bytes);
  });

  it('in arrays as well', () => {
    expect(again(hex('e00602727fc00001'))).toBe('e00602727fc00001');
    expect(again(hex('e00a02727fc000017fc00002'))).toBe('e00a02727fc000017fc00002');
    expect(again(hex('e005025602 03'))).toBe('e00502560203');
  });
});
