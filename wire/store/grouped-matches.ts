import type { FilterProblem } from '../../protocols/filter/index.ts';
import type { Groups } from './groups.ts';
import { Scan } from './scan.ts';
import { SeqList, type Changes, type Matches, type Scanned } from './matches.ts';

/** Longest stretch of looking before other work gets its turn, in milliseconds. */
const slice = 8;
/** Units that are taken between two looks at the clock. */
const atOnce = 256;

/**
 * The units that match a filter, those that belong together as one: a group is there where one of its units matches, and stands in the place of its
 * first. Kept up to date in short slices, as its parts are.
 */
export class GroupedMatches implements Matches {
  readonly #store: Scanned;
  readonly #groups: Groups;
  readonly #inner: Matches;
  readonly #ended: () => void;
  readonly #heads = new SeqList();
  /** The last unit that has been taken from those that match. */
  #taken = 0;
  readonly #scan: Scan;

  constructor(store: Scanned, groups: Groups, inner: Matches, grew: () => void, ended: () => void) {
    this.#ended = ended;
    this.#store = store;
    this.#groups = groups;
    this.#inner = inner;
    this.#scan = new Scan(() => this.#look(), grew);
    inner.onChanged = (changes) => this.#change(changes);
  }

  get problem(): FilterProblem | undefined {
    return this.#inner.problem;
  }

  get length(): number {
    return this.#heads.length;
  }

  slice(from: number, count: number): number[] {
    return this.#heads.slice(from, count);
  }

  after(seq: number, count: number): number[] {
    return this.#heads.after(seq, count);
  }

  /** The index of a group by its first unit. */
  placeOf(head: number): number {
    return this.#heads.indexOf(head);
  }

  /** Units whose first has been evicted are rows of their own. */
  free(units: readonly number[]): void {
    this.#heads.dropBefore(this.#store.first);
    const changes = units
      .filter((seq) => seq <= this.#taken && this.#inner.placeOf(seq) >= 0)
      .map((seq) => [seq, true] as const);
    if (changes.length > 0) this.#heads.update(changes.sort(([a], [b]) => a - b));
  }

  advance(): boolean {
    this.#inner.advance();
    return this.#scan.advance();
  }

  /** Index of the group of a unit. */
  async indexOf(seq: number): Promise<number> {
    await this.#inner.indexOf(seq);
    while (this.#groups.next <= seq && seq <= this.#store.last && !this.#scan.isStopped) {
      this.advance();
      await this.#scan.done();
    }
    this.#look();
    return this.placeOf(this.#groups.headOf(seq));
  }

  async settle(ms: number): Promise<void> {
    await this.#inner.settle(ms);
    this.#inner.advance();
    await this.#scan.settle(ms);
  }

  answered(requests: readonly number[]): void {
    this.#inner.answered(requests);
  }

  dispose(): void {
    this.#scan.stop();
    this.#ended();
    this.#inner.dispose();
  }

  /** Takes what matches, as far as it is known to which group it belongs. */
  #look(): boolean {
    const until = performance.now() + slice;
    const known = this.#groups.look(until);
    const changes: (readonly [number, boolean])[] = [];
    for (;;) {
      const units = this.#inner.after(this.#taken, atOnce).filter((seq) => seq < this.#groups.next);
      for (const seq of units) {
        const head = this.#groups.headOf(seq);
        if (head === seq) this.#heads.push(seq);
        else if (changes.at(-1)?.[0] !== head && this.placeOf(head) < 0) changes.push([head, true]);
        this.#taken = seq;
      }
      if (units.length < atOnce || performance.now() > until) break;
    }
    this.#add(changes);
    return known && this.#inner.after(this.#taken, 1).length === 0;
  }

  #add(changes: (readonly [number, boolean])[]): void {
    if (changes.length === 0) return;
    changes.sort(([a], [b]) => a - b);
    this.#heads.update(changes.filter(([seq], i) => seq !== changes[i - 1]?.[0]));
  }

  /** Units that were taken match no longer, or now. */
  #change(changes: Changes): void {
    const changed = new Map<number, boolean>();
    for (const [seq, isIn] of changes) {
      if (seq > this.#taken) continue;
      const head = this.#groups.headOf(seq);
      const now =
        isIn ||
        this.#inner.placeOf(head) >= 0 ||
        [...this.#groups.membersOf(head)].some((each) => this.#inner.placeOf(each) >= 0);
      if (now !== this.placeOf(head) >= 0) changed.set(head, now);
    }
    this.#add([...changed]);
  }
}
