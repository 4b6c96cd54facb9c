import { describe, expect, it } from 'vitest';
import { everything, MatchIndex } from '../../../wire/store/matches.ts';

const even = (seq: number): boolean => seq % 2 === 0;

describe('the index of matching units', () => {
  it('grows with the store and looks at each unit once', () => {
    const store = { first: 1, last: 10 };
    const seen: number[] = [];
    const index = new MatchIndex(
      store,
      (seq) => seen.push(seq) > 0 && even(seq),
      () => undefined,
    );
    index.advance();
    expect(index.slice(0, 100)).toEqual([2, 4, 6, 8, 10]);
    store.last = 13;
    index.advance();
    expect(index.slice(4, 2)).toEqual([10, 12]);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  });

  it('loses what the store has given up', async () => {
    const store = { first: 1, last: 10 };
    const index = new MatchIndex(store, even, () => undefined);
    index.advance();
    store.first = 5;
    expect(index.length).toBe(3);
    expect(index.slice(0, 10)).toEqual([6, 8, 10]);
    expect(await index.indexOf(8)).toBe(1);
    expect(await index.indexOf(4)).toBe(-1);
    expect(await index.indexOf(7)).toBe(-1);
  });

  it('scans a million units in slices, and tells as it goes on', async () => {
    const store = { first: 1, last: 1_000_000 };
    let told = 0;
    const index = new MatchIndex(
      store,
      (seq) => seq % 1000 === 0,
      () => told++,
    );
    // Turns of the event loop, however short: a slice that lets others run lets this one run as well.
    let turns = 0;
    let turn = setImmediate(function count() {
      turns++;
      turn = setImmediate(count);
    });
    expect(await index.indexOf(1_000_000)).toBe(999);
    clearImmediate(turn);
    expect(index.length).toBe(1000);
    expect(told === 0 || turns > 0).toBe(true);
  });

  it('stops when it is disposed', async () => {
    const index = new MatchIndex(
      { first: 1, last: 100_000_000 },
      () => false,
      () => undefined,
    );
    index.advance();
    const found = index.indexOf(100_000_000);
    index.dispose();
    expect(await found).toBe(-1);
  });

  it('needs no index where everything matches', async () => {
    const store = { first: 5, last: 10 };
    const all = everything(store);
    expect([all.length, all.advance()]).toEqual([6, true]);
    expect(all.slice(4, 10)).toEqual([9, 10]);
    expect(all.slice(-1, 1)).toEqual([5]);
    expect(all.slice(99, 1)).toEqual([]);
    expect(await Promise.all([4, 5, 10, 11].map((seq) => all.indexOf(seq)))).toEqual([-1, 0, 5, -1]);
    store.last = 4;
    expect([all.length, all.slice(0, 5)]).toEqual([0, []]);
  });

  it('takes odd ranges', () => {
    const index = new MatchIndex({ first: 1, last: 10 }, even, () => undefined);
    index.advance();
    expect(index.slice(-3, 2)).toEqual([2, 4]);
    expect(index.slice(99, 2)).toEqual([]);
    expect(index.slice(0, -1)).toEqual([]);
  });
});
