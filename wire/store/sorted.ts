import type { SortKey } from '../../protocols/core/inspect/index.ts';
import type { RowSort } from '../protocol.ts';
import type { Matches } from './matches.ts';
import type { TrafficStore } from './store.ts';

/** More rows are not sorted: a filter comes first. */
export const mostSorted = 200_000;

/** An order is made again after so many times what it took to make it. */
const rest = 10;

/** The rows that match in another order than that of their numbers. The latest order is kept as long as it holds. */
export class SortedRows {
  readonly #store: TrafficStore;
  readonly #grew: () => void;
  #latest:
    | {
        readonly matches: Matches;
        readonly sort: RowSort;
        /** What the order was made of. */
        readonly state: string;
        readonly order: readonly number[];
        readonly until: number;
      }
    | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** `grew` is called when an order that was out of date can be made again. */
  constructor(store: TrafficStore, grew: () => void) {
    this.#store = store;
    this.#grew = grew;
  }

  /** Numbers of units in order; undefined where they are too many. While much arrives, an order may be some moments old. */
  of(matches: Matches, sort: RowSort): readonly number[] | undefined {
    const { length } = matches;
    if (length > mostSorted) return undefined;
    const { first, last } = this.#store;
    const state = `${length} ${first} ${last}`;
    const latest = this.#latest;
    const now = performance.now();
    if (latest?.matches === matches && latest.sort.by === sort.by && latest.sort.descending === sort.descending) {
      if (latest.state === state) return latest.order;
      if (now < latest.until) {
        this.#remind(latest.until - now);
        return latest.order.filter((seq) => seq >= first);
      }
    }
    const order = this.#order(matches.slice(0, length), sort);
    const took = performance.now() - now;
    this.#latest = { matches, sort, state, order, until: now + took * (1 + rest) };
    return order;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#latest = undefined;
  }

  #remind(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#grew();
    }, ms);
    this.#timer.unref();
  }

  #order(seqs: readonly number[], { by, descending }: RowSort): readonly number[] {
    const key = this.#keyOf(by);
    const sign = descending ? -1 : 1;
    const keyed = seqs.map((seq): readonly [number, number | string | undefined] => [seq, key(seq)]);
    // What has no key comes last in both directions; what is alike stays in the order of numbers.
    keyed.sort(([a, x], [b, y]) => {
      if (x === y) return a - b;
      if (x === undefined || y === undefined) return x === undefined ? 1 : -1;
      return x < y ? -sign : sign;
    });
    return keyed.map(([seq]) => seq);
  }

  #keyOf(by: SortKey): (seq: number) => number | string | undefined {
    const store = this.#store;
    const record = store.cursor();
    const of =
      (key: () => number | string | undefined) =>
      (seq: number): number | string | undefined =>
        seq >= store.first && record.seek(seq) ? key() : undefined;
    switch (by) {
      case 'number':
        return (seq) => seq;
      case 'time':
        return of(() => record.time);
      case 'size':
        return of(() => record.size);
      case 'direction':
        return of(() => record.side);
      case 'name':
        return of(() => store.nameOf(record));
      case 'connection':
        return of(() => store.connection(record.connection)?.name);
      case 'latency':
        return of(() => {
          const peer = record.peer === 0 ? undefined : store.get(record.peer);
          return peer === undefined ? undefined : Math.abs(peer.time - record.time);
        });
    }
  }
}
