import type { Groups } from './groups.ts';

/** Rows in an order, each of which may stand for a group by its first unit. */
export interface Order {
  readonly length: number;
  slice(from: number, count: number): readonly number[];
  /** The indexes of units, −1 where one is not there. */
  placesOf(units: readonly number[]): readonly number[];
}

/** An order that is a list: its units are looked for in one go. */
export function listOrder(units: readonly number[]): Order {
  return {
    length: units.length,
    slice: (from, count) => units.slice(from, from + count),
    placesOf: (wanted) => {
      const [only] = wanted;
      if (only !== undefined && wanted.length === 1) return [units.indexOf(only)];
      const places = new Map(wanted.map((seq) => [seq, -1]));
      units.forEach((seq, i) => {
        if (places.has(seq)) places.set(seq, i);
      });
      return wanted.map((seq) => places.get(seq) ?? -1);
    },
  };
}

/** A row of a list with groups. */
export interface GroupedRow {
  readonly seq: number;
  /** The first unit of the group that it is shown in. */
  readonly head?: number;
}

/** The rows of a list in which some groups are open: below the first unit of each, its others. */
export class OpenGroups {
  readonly #order: Order;
  readonly #groups: Groups;
  /** Open groups by the index of their first among closed ones, ascending, with how many rows are below it. */
  readonly #open: readonly { readonly head: number; readonly at: number; readonly below: number }[];

  /** @param heads the first units of the groups that are open; others are passed over */
  constructor(order: Order, groups: Groups, heads: readonly number[]) {
    this.#order = order;
    this.#groups = groups;
    const wanted = [...new Set(heads)].filter((head) => groups.sizeOf(head) > 1);
    const places = wanted.length === 0 ? [] : order.placesOf(wanted);
    this.#open = wanted
      .map((head, i) => ({ head, at: places[i] ?? -1, below: groups.sizeOf(head) - 1 }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at);
  }

  get length(): number {
    return this.#open.reduce((sum, { below }) => sum + below, this.#order.length);
  }

  isOpen(head: number): boolean {
    return this.#open.some((each) => each.head === head);
  }

  /** A stretch of the rows. */
  slice(from: number, count: number): readonly GroupedRow[] {
    const rows: GroupedRow[] = [];
    let [row, at] = [0, 0];
    const end = from + count;
    const closed = (until: number): void => {
      const start = Math.max(from, row);
      const stop = Math.min(end, row + until - at);
      if (stop > start) for (const seq of this.#order.slice(at + start - row, stop - start)) rows.push({ seq });
      row += until - at;
      at = until;
    };
    for (const { head, at: place, below } of this.#open) {
      if (row >= end) break;
      closed(place + 1);
      if (row < end && row + below > from) {
        let i = row;
        for (const seq of this.#groups.membersOf(head)) {
          if (i >= end) break;
          if (i++ >= from) rows.push({ seq, head });
        }
      }
      row += below;
    }
    if (row < end) closed(this.#order.length);
    return rows;
  }

  /** The row of a unit, or that of its group where it is closed; −1 where neither is in the list. */
  indexOf(seq: number): number {
    const head = this.#groups.headOf(seq);
    const at = this.#order.placesOf([head])[0] ?? -1;
    if (at < 0) return -1;
    const row = this.#open.reduce((sum, each) => (each.at < at ? sum + each.below : sum), at);
    if (seq === head || !this.isOpen(head)) return row;
    let below = 1;
    for (const member of this.#groups.membersOf(head)) {
      if (member === seq) break;
      below++;
    }
    return row + below;
  }
}
