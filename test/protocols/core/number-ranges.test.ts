import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  countNumbers,
  hasNumber,
  joinNumbers,
  numbersFrom,
  numbersOf,
  rangesOf,
  withoutNumbers,
} from '../../../protocols/core/index.ts';

const numbers = fc.array(fc.integer({ min: 1, max: 60 }));
const sorted = (all: Iterable<number>): number[] => [...new Set(all)].sort((a, b) => a - b);

it('numbers in a row are one stretch, which tells which numbers there are', () => {
  expect(rangesOf([3, 1, 2, 7, 7])).toEqual([
    [1, 3],
    [7, 7],
  ]);
  fc.assert(
    fc.property(numbers, (all) => {
      const ranges = rangesOf(all);
      expect([...numbersOf(ranges)]).toEqual(sorted(all));
      expect(countNumbers(ranges)).toBe(new Set(all).size);
      for (let number = 0; number <= 61; number++) expect(hasNumber(ranges, number)).toBe(all.includes(number));
      // Stretches do not touch.
      ranges.slice(1).forEach(([first], i) => expect(first).toBeGreaterThan((ranges[i]?.[1] ?? 0) + 1));
    }),
  );
});

it('stretches are joined, taken away, and cut at the front, as sets of numbers are', () => {
  fc.assert(
    fc.property(numbers, numbers, fc.integer({ min: 0, max: 61 }), (a, b, from) => {
      const [x, y] = [rangesOf(a), rangesOf(b)];
      expect(joinNumbers(x, y)).toEqual(rangesOf([...a, ...b]));
      expect(withoutNumbers(x, y)).toEqual(rangesOf(a.filter((number) => !b.includes(number))));
      expect(numbersFrom(x, from)).toEqual(rangesOf(a.filter((number) => number >= from)));
    }),
  );
});

it('a million numbers in a row cost no more than two of them', () => {
  expect(rangesOf(Array.from({ length: 1_000_000 }, (_, i) => i + 1))).toEqual([[1, 1_000_000]]);
});
