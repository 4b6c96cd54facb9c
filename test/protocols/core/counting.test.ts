import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatCount, plural } from '../../../protocols/core/index.ts';

it('groups the digits of whole numbers by three', () => {
  const digits = new Intl.NumberFormat('en-US');
  fc.assert(
    fc.property(fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -10_000, max: 10_000 }), fc.bigInt()), (count) => {
      expect(formatCount(count)).toBe(digits.format(count));
    }),
  );
});

it('puts a number and its noun together', () => {
  expect([plural(0, 'byte'), plural(1, 'byte'), plural(12_340, 'byte')]).toEqual(['0 bytes', '1 byte', '12,340 bytes']);
  expect(plural(2, 'delivery', 'deliveries')).toBe('2 deliveries');
});
