import { beforeEach, describe, expect, it } from 'vitest';
import { maxBoxHeight, ScrollMap } from '../../../../client/panel/model/scroll-map.ts';

let map: ScrollMap;

beforeEach(() => {
  map = new ScrollMap(20);
  map.viewport = 400;
});

describe('a list that fits into a box', () => {
  beforeEach(() => (map.count = 1000));

  it('maps pixels and rows one to one', () => {
    expect(map.boxHeight).toBe(20_000);
    expect(map.pixels(10.5)).toBe(210);
    expect(map.top(210, 0, 0)).toBe(10.5);
  });

  it('ends where the last row stands at the lower edge', () => {
    expect(map.maxTop).toBe(980);
    expect(map.top(1e9, 0, 0)).toBe(980);
    expect(map.clamp(-3)).toBe(0);
  });

  it('does not scroll when all rows are visible', () => {
    map.count = 5;
    expect(map.maxTop).toBe(0);
    expect(map.pixels(3)).toBe(0);
  });
});

describe('a list taller than a box may be', () => {
  beforeEach(() => (map.count = 10_000_000));

  it('keeps the box within bounds', () => {
    expect(map.boxHeight).toBe(maxBoxHeight);
  });

  it('moves by pixels for small movements', () => {
    expect(map.top(1_000_100, 1_000_000, 5000)).toBe(5005);
    expect(map.top(999_960, 1_000_000, 5000)).toBe(4998);
  });

  it('goes to the proportional place for large ones', () => {
    const half = (maxBoxHeight - 400) / 2;
    expect(map.top(half, 0, 0)).toBeCloseTo(map.maxTop / 2, 0);
  });

  it('reaches both ends exactly', () => {
    expect(map.top(0, 300, 5000)).toBe(0);
    expect(map.top(maxBoxHeight - 400, maxBoxHeight - 420, 5000)).toBe(map.maxTop);
    expect(map.pixels(map.maxTop)).toBe(maxBoxHeight - 400);
    expect(map.pixels(0)).toBe(0);
  });
});
