import { describe, expect, it } from 'vitest';
import {
  columns,
  fittingColumns,
  gridTemplate,
  maxColumnWidth,
  minColumnWidth,
  widthOf,
} from '../../../../client/panel/model/columns.ts';

const ids = (width: number): string =>
  fittingColumns(width, {})
    .map(({ id }) => id)
    .join(' ');

describe('the columns that fit', () => {
  it('are all of them in a wide list', () => {
    expect(fittingColumns(2000, {}).map(({ id }) => id)).toEqual(columns.map(({ id }) => id));
  });

  it('lose the least important ones first', () => {
    expect(ids(920)).toBe('number time direction connection name summary latency state');
    expect(ids(700)).toBe('number time direction name summary state');
    expect(ids(540)).toBe('number time direction name summary');
    expect(ids(100)).toBe('direction name summary');
  });

  it('never gain one where there is less room', () => {
    for (let width = 1200; width > 0; width -= 10)
      expect(fittingColumns(width, {}).length).toBeLessThanOrEqual(fittingColumns(width + 10, {}).length);
  });

  it('count the widths that the user chose', () => {
    expect(fittingColumns(1000, { name: 600 }).length).toBeLessThan(fittingColumns(1000, {}).length);
  });
});

describe('a column’s width', () => {
  const time = columns.find(({ id }) => id === 'time')!;

  it('stays within bounds, whatever was saved', () => {
    expect(widthOf(time, { time: 2 })).toBe(minColumnWidth);
    expect(widthOf(time, { time: 1e6 })).toBe(maxColumnWidth);
    expect(widthOf(time, {})).toBe(time.width);
  });

  it('leaves the rest to the summary', () => {
    expect(gridTemplate(fittingColumns(100, {}), { name: 90 })).toBe('58px 90px minmax(0, 1fr)');
  });
});
