import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { TrafficModel } from '../../../../client/panel/model/traffic.ts';
import { FakeSource } from '../fake-source.ts';

let source: FakeSource;
let model: TrafficModel;
let errors: unknown[];

function start(capacity?: number, visible = 10): void {
  source = new FakeSource(capacity);
  errors = [];
  model = new TrafficModel(
    source,
    () => undefined,
    (error) => errors.push(error),
  );
  model.resize(visible);
}

/** The store gets more units and says so. */
async function arrive(count: number): Promise<void> {
  source.add(count);
  model.push(source.counts(model.query));
  await model.refresh();
}

const topSeq = (): number | undefined => model.row(Math.floor(model.top))?.seq;
const bottomSeq = (): number | undefined => model.row(Math.ceil(model.top + 10) - 1)?.seq;

describe('the list while it follows', () => {
  beforeEach(() => start());

  it('keeps the newest row at the lower edge', async () => {
    await arrive(5);
    expect(model.top).toBe(0);
    await arrive(95);
    expect(bottomSeq()).toBe(100);
    await arrive(1);
    expect(bottomSeq()).toBe(101);
    expect(model.unseen).toBe(0);
  });

  it('asks for the visible rows and a margin only', async () => {
    await arrive(100_000);
    const { count } = source.asked.at(-1)!;
    expect(count).toBeLessThanOrEqual(200);
    expect(bottomSeq()).toBe(100_000);
  });

  it('stops when the user scrolls up, and goes on at the end', async () => {
    await arrive(100);
    model.scroll(50);
    expect(model.follow).toBe(false);
    model.scroll(90);
    expect(model.follow).toBe(true);
  });
});

describe('the list while it is scrolled fast', () => {
  beforeEach(async () => {
    start();
    await arrive(10_000);
    model.scroll(5000);
    await model.refresh();
  });

  it.each([1, -1])('asks for rows before the visible ones run out, in direction %i', async (direction) => {
    for (let i = 1; i <= 100; i++) {
      model.scroll(5000 + direction * i * 8);
      // An answer comes after three movements: the list is drawn more often than it is answered.
      if (i % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
      expect(model.row(Math.floor(model.top))).toBeDefined();
      expect(model.row(Math.ceil(model.top + 10) - 1)).toBeDefined();
    }
  });

  it('asks less far ahead once it rests', async () => {
    for (let i = 1; i <= 5; i++) model.scroll(5000 + i * 40);
    await model.refresh();
    expect(source.asked.at(-1)!.count).toBeGreaterThan(400);
    await arrive(1);
    expect(source.asked.at(-1)!.count).toBeLessThan(200);
  });
});

describe('the list while it does not follow', () => {
  beforeEach(async () => {
    start(1000);
    await arrive(1000);
    model.scroll(500.25);
    await model.refresh();
  });

  it('does not move when rows arrive, and counts them', async () => {
    source.evicted = 0;
    const before = topSeq();
    await arrive(0);
    expect(topSeq()).toBe(before);
    expect(model.unseen).toBe(0);
    await arrive(7);
    expect(topSeq()).toBe(before);
    expect(model.top % 1).toBeCloseTo(0.25);
    expect(model.unseen).toBe(7);
  });

  it('keeps its place when eviction moves the rows by more than was fetched', async () => {
    const before = topSeq();
    await arrive(400);
    expect(model.counts.evicted).toBe(400);
    expect(topSeq()).toBe(before);
    expect(model.unseen).toBe(400);
  });

  it('shows the oldest rows that are left when its own were evicted', async () => {
    await arrive(700);
    expect(model.top).toBe(0);
    expect(topSeq()).toBe(701);
    expect(model.unseen).toBe(700);
  });

  it('keeps its place under a filter while the store evicts', async () => {
    await model.setQuery({ filter: 'even' });
    model.scroll(200);
    await model.refresh();
    const before = topSeq();
    await arrive(300);
    expect(topSeq()).toBe(before);
    expect(model.unseen).toBe(150);
  });

  it('does not call rows new that the user has seen', async () => {
    await arrive(20);
    expect(model.unseen).toBe(20);
    model.scroll(975);
    await model.refresh();
    expect(model.unseen).toBe(15);
  });

  it('jumps to the end when following is switched on', async () => {
    await arrive(20);
    model.setFollow(true);
    await model.refresh();
    expect(bottomSeq()).toBe(1020);
    expect(model.unseen).toBe(0);
  });

  it('keeps its place when the user scrolls while an answer is under way', async () => {
    source.meanwhile = () => {
      source.meanwhile = () => undefined;
      source.add(30);
      model.scroll(510);
    };
    const expected = model.row(510)!.seq;
    await model.refresh();
    expect(topSeq()).toBe(expected);
  });
});

describe('another filter', () => {
  it('keeps the row at the upper edge when it still matches', async () => {
    start();
    await arrive(1000);
    model.scroll(501);
    await model.refresh();
    expect(topSeq()).toBe(502);
    await model.setQuery({ filter: 'even' });
    expect(topSeq()).toBe(502);
    expect(model.length).toBe(500);
  });

  it('starts at the first row when the edge does not match', async () => {
    start();
    await arrive(1000);
    model.scroll(500);
    await model.setQuery({ filter: 'unit 7' });
    expect(model.top).toBe(0);
    expect(topSeq()).toBe(7);
  });

  it('follows on when it followed', async () => {
    start();
    await arrive(1000);
    await model.setQuery({ filter: 'even' });
    expect(bottomSeq()).toBe(1000);
  });

  it('takes only the answer to the latest filter', async () => {
    start();
    await arrive(100);
    const first = model.setQuery({ filter: 'even' });
    await Promise.all([first, model.setQuery({ filter: 'unit 99' })]);
    expect(model.length).toBe(1);
    expect(topSeq()).toBe(99);
  });
});

describe('a move right after another filter', () => {
  it('is one among the rows that match', async () => {
    start();
    await arrive(1000);
    void model.setQuery({ filter: 'even' });
    await model.settled();
    expect((await model.show(0))?.seq).toBe(2);
    expect(await model.locate(10)).toBe(4);
  });
});

describe('finding rows', () => {
  beforeEach(async () => {
    start();
    await arrive(1000);
  });

  it('brings a far unit into sight and stops following', async () => {
    expect(await model.reveal(300)).toBe(true);
    expect(model.follow).toBe(false);
    const index = model.fetchedIndex(300);
    expect(index).toBe(299);
    expect(index).toBeGreaterThanOrEqual(model.top);
    expect(index).toBeLessThan(model.top + 10);
  });

  it('says when the filter hides a unit', async () => {
    await model.setQuery({ filter: 'even' });
    expect(await model.reveal(301)).toBe(false);
    expect(await model.reveal(302)).toBe(true);
  });

  it('gives rows that it has to fetch first', async () => {
    expect((await model.show(0))?.seq).toBe(1);
    expect((await model.show(999))?.seq).toBe(1000);
  });
});

describe('the list while eviction is faster than its margin', () => {
  it('keeps its place over several requests', async () => {
    start(2000);
    await arrive(2000);
    model.scroll(1000.5);
    await model.refresh();
    const seq = topSeq();
    const batches = [100, 60, 60];
    const rows = FakeSource.prototype.rows.bind(source);
    source.rows = async (query, from, count) => {
      source.add(batches.shift() ?? 0);
      await Promise.resolve();
      return rows(query, from, count);
    };
    model.push(source.counts(model.query));
    await model.refresh();
    await model.refresh();
    expect(batches).toEqual([]);
    expect(topSeq()).toBe(seq);
  });
});

describe('a view that is shown again', () => {
  it('stands where it stood', async () => {
    start();
    source.add(1000);
    model.restore({ filter: 'even' }, false, { seq: 600, offset: 0.5 });
    await model.refresh();
    expect(topSeq()).toBe(600);
    expect(model.top).toBe(299.5);
    expect(model.follow).toBe(false);
  });
});

describe('a source in trouble', () => {
  it('is reported and asked again at the next change', async () => {
    start();
    source.rows = () => Promise.reject(new Error('no answer'));
    model.push(source.counts(model.query));
    await model.refresh();
    expect(errors).toEqual([new Error('no answer')]);
    source.rows = FakeSource.prototype.rows.bind(source);
    await arrive(3);
    expect(model.length).toBe(3);
  });

  it('is asked again for what changed while it failed', async () => {
    start();
    await model.refresh();
    source.rows = async () => {
      await Promise.resolve();
      source.rows = FakeSource.prototype.rows.bind(source);
      source.add(3);
      model.push(source.counts(model.query));
      throw new Error('no answer');
    };
    await model.refresh();
    expect(errors).toEqual([new Error('no answer')]);
    expect(model.length).toBe(3);
  });

  it('that has fewer rows than it says does not keep the page busy', async () => {
    start();
    source.add(50);
    source.rows = async (query, from, count) => {
      source.asked.push({ from, count });
      await Promise.resolve();
      return { ...source.counts(query), rows: [], matching: 5000 };
    };
    await model.refresh();
    expect(source.asked.length).toBeLessThan(6);
  });
});

describe('whatever happens', () => {
  it('the row at the upper edge never jumps while it is kept', async () => {
    const step = fc.oneof(
      fc.record({ add: fc.integer({ min: 1, max: 90 }) }),
      fc.record({ scroll: fc.double({ min: 0, max: 1, noNaN: true }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        start(200);
        await arrive(150);
        for (const one of steps) {
          if ('scroll' in one) {
            model.scroll(one.scroll * (model.length - 10));
            await model.refresh();
            continue;
          }
          const before = topSeq()!;
          const following = model.follow;
          await arrive(one.add);
          if (following) expect(bottomSeq()).toBe(source.rowsKept.at(-1)!.seq);
          else if (source.rowsKept.some((row) => row.seq === before)) expect(topSeq()).toBe(before);
          else expect(model.top).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });
});
