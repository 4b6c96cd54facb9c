import { beforeEach, expect, it } from 'vitest';
import { rangesOf, type NumberRanges } from '../../../../protocols/core/index.ts';
import { Selection } from '../../../../client/panel/app/selection.ts';

/** The rows of the list, in their order. */
let rows: number[];
let said: string[];
let chosen: NumberRanges;
/** Rows that stand for more units than one: for the next one, too. */
let groups: readonly number[];
let selection: Selection;
/** Called before a stretch is answered. */
let meanwhile: () => void;

beforeEach(() => {
  rows = [1, 2, 4, 6, 8, 9];
  said = [];
  groups = [];
  meanwhile = () => undefined;
  selection = new Selection({
    stretch: async (from, to) => {
      await Promise.resolve();
      meanwhile();
      const ends = [from, to].flatMap((seq) => (seq === undefined ? [] : [rows.indexOf(seq)]));
      const [first = 0, last = rows.length - 1] = ends.sort((a, b) => a - b);
      const units = rows.slice(first, last + 1);
      const all = units.flatMap((seq) => (groups.includes(seq) ? [seq, seq + 100] : [seq]));
      return { units: rangesOf(all.slice(0, 4)), rows: units.length };
    },
    isGroup: (seq) => groups.includes(seq),
    chosen: (units) => (chosen = units),
    say: (text) => said.push(text),
  });
});

const selected = (): readonly number[] => rows.filter((seq) => selection.has(seq));

it('a row that is gone to is selected alone', async () => {
  await selection.go(4, 'only');
  await selection.go(6, 'only');
  expect(selected()).toEqual([6]);
  expect(chosen).toEqual([[6, 6]]);
  expect(said).toEqual([]);
});

it('a selection is extended over rows of the list, and extended again from the same row', async () => {
  await selection.go(4, 'only');
  await selection.go(8, 'extend');
  expect(selected()).toEqual([4, 6, 8]);
  await selection.go(1, 'extend');
  expect(selected()).toEqual([1, 2, 4]);
  expect(said).toEqual(['3 rows selected.', '3 rows selected.']);
  await selection.go(1, 'only');
  expect(said.at(-1)).toBe('1 row selected.');
});

it('rows are added and taken away one by one, and a stretch is added to them', async () => {
  await selection.go(1, 'only');
  await selection.go(4, 'toggle');
  await selection.go(1, 'toggle');
  expect(selected()).toEqual([4]);
  await selection.go(8, 'toggle');
  await selection.go(9, 'extend');
  expect(selected()).toEqual([4, 8, 9]);
  await selection.go(2, 'keep');
  expect(selected()).toEqual([4, 8, 9]);
  expect(selection.isPart(8)).toBe(true);
  expect(selection.isPart(2)).toBe(false);
});

it('all rows are selected up to the most that can be, and it says so', async () => {
  await selection.all();
  expect(selection.count).toBe(4);
  expect(said).toEqual(['The first 4 of 6 rows are selected, which is the most.']);
});

it('an answer that comes after another choice is dropped', async () => {
  await selection.go(1, 'only');
  meanwhile = () => selection.only(9);
  await selection.go(4, 'extend');
  expect(selected()).toEqual([9]);
});

it('evicted units are not selected any more', async () => {
  await selection.go(1, 'only');
  await selection.go(4, 'extend');
  selection.keepsFrom(4);
  expect(chosen).toEqual([[4, 4]]);
  await selection.go(6, 'extend');
  expect(selected()).toEqual([4, 6]);
});

it('a row that stands for a group selects all of its units', async () => {
  groups = [4];
  await selection.go(4, 'only');
  expect(chosen).toEqual([
    [4, 4],
    [104, 104],
  ]);
  expect(said).toEqual([]);
  await selection.go(1, 'toggle');
  await selection.go(4, 'toggle');
  expect(chosen).toEqual([[1, 1]]);
});
