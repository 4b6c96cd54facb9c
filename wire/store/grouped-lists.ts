import type { TrafficRow } from '../../protocols/core/inspect/index.ts';
import { severities } from '../../protocols/core/index.ts';
import { protocolOf } from '../../protocols/index.ts';
import type { RowGroups } from '../protocol.ts';
import { GroupedMatches } from './grouped-matches.ts';
import { Groups } from './groups.ts';
import type { Matches } from './matches.ts';
import { listOrder, OpenGroups, type GroupedRow, type Order } from './open-groups.ts';
import type { UnitOpener } from './stored-facts.ts';
import type { TrafficStore } from './store.ts';

/** Units of a group whose findings and outcome its row shows: a delivery may have many thousand frames. */
const mostLookedAt = 64;

/** The rows of a list, in their order. */
export interface ListRows {
  readonly length: number;
  slice(from: number, count: number): readonly GroupedRow[];
  indexOf(seq: number): number;
  isOpen(head: number): boolean;
}

/** The lists of a store in which units that belong together are one row. What belongs together is found out when the first of them is asked for. */
export class GroupedLists {
  readonly #store: TrafficStore;
  readonly #opener: UnitOpener;
  readonly #grew: () => void;
  #groups: Groups | undefined;
  readonly #lists = new Set<GroupedMatches>();
  /** Which groups were open when a list was last asked for. */
  readonly #open = new WeakMap<Matches, readonly number[]>();

  constructor(store: TrafficStore, opener: UnitOpener, grew: () => void) {
    this.#store = store;
    this.#opener = opener;
    this.#grew = grew;
  }

  /** The same units with those that belong together as one. */
  grouped(index: Matches): GroupedMatches {
    const list = new GroupedMatches(this.#store, this.#groupsNow(), index, this.#grew, () => this.#lists.delete(list));
    this.#lists.add(list);
    return list;
  }

  /** The rows of a list. @param order that of a sorted one */
  rows(index: Matches, order: readonly number[] | undefined, groups: RowGroups | undefined): ListRows {
    if (groups === undefined || !(index instanceof GroupedMatches)) return plainRows(index, order);
    this.#open.set(index, groups.open);
    return new OpenGroups(order === undefined ? orderOf(index) : listOrder(order), this.#groupsNow(), groups.open);
  }

  /** How many rows a list has, with those of its open groups. */
  lengthOf(index: Matches): number {
    if (!(index instanceof GroupedMatches)) return index.length;
    return new OpenGroups(orderOf(index), this.#groupsNow(), this.#open.get(index) ?? []).length;
  }

  async groupOf(seq: number): Promise<number> {
    const groups = this.#groupsNow();
    while (groups.next <= seq && seq <= this.#store.last && !groups.look(performance.now() + 8))
      await new Promise((resolve) => setImmediate(resolve));
    return groups.headOf(seq);
  }

  /** All units that rows stand for, at most so many. */
  *unitsOf(rows: readonly GroupedRow[], list: ListRows, most: number): Generator<number, void> {
    const groups = this.#groupsNow();
    let taken = 0;
    for (const { seq, head } of rows) {
      if (taken++ >= most) return;
      yield seq;
      if (head !== undefined || list.isOpen(seq)) continue;
      for (const member of groups.membersOf(seq)) {
        if (taken++ >= most) return;
        yield member;
      }
    }
  }

  /** The row of a group's first unit, with what is known of the others. */
  withGroup(row: TrafficRow, isOpen: boolean): TrafficRow {
    const groups = this.#groupsNow();
    const units = groups.sizeOf(row.seq);
    if (units === 1) return row;
    let { size, state, failure } = row;
    let outcome: string | undefined;
    let looked = 0;
    for (const seq of groups.membersOf(row.seq)) {
      const record = this.#store.get(seq);
      if (record === undefined) continue;
      size += record.size;
      const ends = record.side !== row.side;
      // Frames of a delivery that say nothing new are passed over; what ends it comes last.
      if (!ends && ++looked > mostLookedAt) continue;
      const opened = this.#opener.open(record);
      const found = this.#opener.issues(record, opened, 'information').map(({ severity }) => severity);
      state = severities.find((each) => each === state || found.includes(each));
      if (record.failed) failure ??= opened.failure()?.condition;
      outcome = protocolOf(record.protocol).search.outcome(opened) ?? outcome;
      opened.forget?.();
    }
    return {
      ...row,
      size,
      ...(state !== undefined && { state }),
      ...(failure !== undefined && { failure }),
      group: { units, open: isOpen, ...(outcome !== undefined && { outcome }) },
    };
  }

  dispose(): void {
    this.#groups = undefined;
    this.#lists.clear();
  }

  #groupsNow(): Groups {
    if (this.#groups === undefined) {
      this.#groups = new Groups(this.#store, (record) => this.#opener.open(record));
      this.#groups.onEvicted = (alone) => {
        for (const list of this.#lists) list.free(alone);
      };
    }
    return this.#groups;
  }
}

function orderOf(index: GroupedMatches): Order {
  return {
    length: index.length,
    slice: (from, count) => index.slice(from, count),
    placesOf: (units) => units.map((seq) => index.placeOf(seq)),
  };
}

function plainRows(index: Matches, order: readonly number[] | undefined): ListRows {
  return {
    length: order?.length ?? index.length,
    slice: (from, count) =>
      (order === undefined ? index.slice(from, count) : order.slice(from, from + count)).map((seq) => ({ seq })),
    indexOf: (seq) => (order === undefined ? index.placeOf(seq) : order.indexOf(seq)),
    isOpen: () => false,
  };
}
