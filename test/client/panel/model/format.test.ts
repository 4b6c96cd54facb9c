import { describe, expect, it } from 'vitest';
import { formatCount, plural } from '../../../../protocols/core/index.ts';
import {
  formatDuration,
  formatRange,
  formatSize,
  formatTime,
  formatTimestamp,
} from '../../../../client/panel/model/format.ts';

const at = new Date(2026, 10, 22, 9, 5, 7, 42).getTime();

describe('numbers for people', () => {
  it('groups thousands', () => {
    expect(formatCount(12340)).toBe('12,340');
    expect(plural(1, 'unit')).toBe('1 unit');
    expect(plural(50_000, 'unit')).toBe('50,000 units');
  });

  it('gives sizes to the byte below a megabyte', () => {
    expect(formatSize(0)).toBe('0 B');
    expect(formatSize(999_999)).toBe('999,999 B');
    expect(formatSize(1_048_576)).toBe('1.05 MB');
  });

  it('names bytes by the first and the last of them', () => {
    expect(
      [
        [4, 5],
        [14, 19],
        [3, 3],
        [0, 1234],
      ].map(([start, end]) => formatRange([start!, end!])),
    ).toEqual(['byte 4', 'bytes 14–18', 'no byte at 3', 'bytes 0–1,233']);
  });

  it('gives spans in the unit that reads best', () => {
    expect([0, 0.4219, 9.994, 12.34, 999.94, 1000, 59_994, 65_000, 7_500_000].map(formatDuration)).toEqual([
      '0.00 ms',
      '0.42 ms',
      '9.99 ms',
      '12.3 ms',
      '999.9 ms',
      '1.00 s',
      '59.99 s',
      '1 min 05 s',
      '2 h 05 min',
    ]);
  });

  it('gives the time of day to the millisecond, and all the rest in the tooltip', () => {
    expect(formatTime(at)).toBe('09:05:07.042');
    expect(formatTimestamp(at)).toBe('2026-11-22 09:05:07.042 (local time)');
    expect(formatTimestamp(at + 0.25)).toBe('2026-11-22 09:05:07.042250 (local time)');
  });
});
