import type { TrafficRow } from '../../../protocols/core/inspect/index.ts';
import type { Sort } from './columns.ts';
import type { FilterFault, RowsAnswer } from '../messages.ts';
import { LookAhead } from './look-ahead.ts';

/** Which rows the list shows. */
export interface Query {
  readonly filter: string;
  readonly connection?: string;
  readonly sort?: Sort;
  /** Units that belong together are one row; below the first of an open group are its others. */
  readonly groups?: { readonly open: readonly number[] };
}

/** Where rows come from. */
export interface TrafficSource {
  rows(query: Query, from: number, count: number): Promise<RowsAnswer>;
  /** Index of a unit among the rows that match, or −1. */
  indexOf(query: Query, seq: number): Promise<number>;
}

export interface Counts {
  readonly matching: number;
  readonly kept: number;
  /** Number of the oldest unit kept. */
  readonly first: number;
  readonly evicted: number;
  readonly paused: boolean;
}

/** A row of the list that a view holds on to, wherever eviction moves it. */
interface Held {
  /** Null where the row itself has not been fetched. */
  readonly seq: number | null;
  readonly index: number;
}

/**
 * The part of the traffic that the list shows. Pulls rows for the visible part and what is next to it, one request at a time. While it
 * follows, the newest row stays in sight; while it does not, the row at the upper edge stays where it is, whatever
 * arrives below or is evicted above.
 */
export class TrafficModel {
  readonly #source: TrafficSource;
  readonly #changed: () => void;
  readonly #failed: (error: unknown) => void;
  #query: Query = { filter: '' };
  /** The query that the rows answer. */
  #answered: Query | null = null;
  #rows: readonly TrafficRow[] = [];
  #from = 0;
  #visible = 1;
  #anchor: Held | null = null;
  /** The last row at the moment when following stopped: what comes after it is new. */
  #tail: Held | null = null;
  readonly #lookAhead = new LookAhead();
  #pulling: Promise<void> | null = null;
  #again = false;
  /** The count of evicted units at the last answer. */
  #evicted = 0;
  /** Places the list again by its anchor: after a new filter, and after the view was restored. */
  #relocate = false;

  /** False until the first answer. */
  loaded = false;
  counts: Counts = { matching: 0, kept: 0, first: 1, evicted: 0, paused: false };
  /** Why the filter of the last answer cannot be read. */
  problem: FilterFault | undefined;
  /** More rows than this are not sorted; undefined where they are in the order that was asked for. */
  unsorted: number | undefined;
  /** Rows that matched at the last answer: the list's height. */
  length = 0;
  /** The first visible row, with a fraction. */
  top = 0;
  follow = true;

  constructor(source: TrafficSource, changed: () => void, failed: (error: unknown) => void) {
    this.#source = source;
    this.#changed = changed;
    this.#failed = failed;
  }

  get query(): Query {
    return this.#query;
  }

  /** Rows of the visible part, with a fraction. */
  get visible(): number {
    return this.#visible;
  }

  /** Rows that arrived below since following stopped. */
  get unseen(): number {
    if (this.follow || this.#tail === null) return 0;
    return Math.max(0, this.length - 1 - this.#tail.index);
  }

  /** The rows that have been fetched. */
  get fetched(): readonly TrafficRow[] {
    return this.#rows;
  }

  /** The row at an index, when it has been fetched. */
  row(index: number): TrafficRow | undefined {
    return this.#rows[index - this.#from];
  }

  /** The index of a unit among the fetched rows, or −1. */
  fetchedIndex(seq: number): number {
    const at = this.#rows.findIndex((row) => row.seq === seq);
    return at < 0 ? -1 : this.#from + at;
  }

  /** The unit at the upper edge and the fraction of its row that is scrolled off; to be saved and restored. */
  get anchor(): { readonly seq: number; readonly offset: number } | null {
    const row = this.row(Math.floor(this.top));
    return row === undefined ? null : { seq: row.seq, offset: this.top % 1 };
  }

  /** Takes up where an earlier page was. */
  restore(query: Query, follow: boolean, anchor: { readonly seq: number; readonly offset: number } | null): void {
    this.#query = query;
    this.#anchor = null;
    this.#tail = null;
    this.follow = follow || anchor === null;
    if (!this.follow && anchor !== null) {
      this.top = anchor.offset;
      this.#anchor = { seq: anchor.seq, index: 0 };
      this.#relocate = true;
    }
  }

  /** The store has changed. */
  push(counts: Counts): void {
    this.counts = counts;
    this.#lookAhead.rest();
    this.#changed();
    void this.refresh();
  }

  setQuery(query: Query): Promise<void> {
    this.#query = query;
    this.#relocate = !this.follow;
    this.#tail = null;
    return this.refresh();
  }

  /** The list's visible part has another height. @param visible rows, with a fraction. */
  resize(visible: number): void {
    this.#visible = Math.max(1, visible);
    if (this.follow) this.top = this.#maxTop;
    void this.refresh();
  }

  /** The user has scrolled. Following stops on the way up, and goes on when the end is reached on the way down. */
  scroll(top: number): void {
    const atEnd = top >= this.#maxTop - 0.5;
    const up = top < this.top;
    this.#lookAhead.moved(top - this.top);
    if (up && !atEnd) this.#unfollow();
    else if (!up && atEnd) this.follow = true;
    this.#moveTo(top);
  }

  setFollow(follow: boolean): void {
    if (follow === this.follow) return;
    if (follow) {
      this.follow = true;
      this.#moveTo(this.#maxTop);
    } else {
      this.#unfollow();
      this.#changed();
    }
  }

  /** Brings a row into sight, moving no further than needed; following stops unless it is the last row. */
  async show(index: number): Promise<TrafficRow | undefined> {
    if (index < this.length - 1) this.#unfollow();
    if (index < this.top) this.#moveTo(index);
    else if (index > this.top + this.#visible - 1) this.#moveTo(Math.min(index - this.#visible + 1, this.#maxTop));
    if (this.row(index) === undefined) await this.refresh();
    return this.row(index);
  }

  /** Brings a unit into the middle of the list. @returns false when the filter hides it, or it is gone. */
  async reveal(seq: number): Promise<boolean> {
    const index = await this.locate(seq);
    if (index < 0) return false;
    if (index < this.top || index > this.top + this.#visible - 1) {
      this.#unfollow();
      this.#moveTo(index - Math.floor(this.#visible / 2));
      await this.refresh();
    }
    return true;
  }

  /** Resolves when the rows are those of the latest filter. */
  async settled(): Promise<void> {
    if (this.#answered !== this.#query) await this.refresh();
  }

  /** The index of a unit, fetched or not; −1 when the filter hides it, or it is gone. */
  async locate(seq: number): Promise<number> {
    await this.settled();
    const index = this.fetchedIndex(seq);
    return index >= 0 ? index : this.#source.indexOf(this.#query, seq);
  }

  /** Fetches the visible rows again; what is asked for meanwhile is fetched right after. */
  refresh(): Promise<void> {
    this.#again = true;
    this.#pulling ??= this.#pullAll();
    return this.#pulling;
  }

  async #pullAll(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        await this.#pull();
      } catch (error) {
        // What was asked for while this request failed is still fetched.
        this.#failed(error);
      }
    }
    this.#pulling = null;
  }

  async #pull(): Promise<void> {
    const query = this.#query;
    if (this.#relocate) await this.#relocateTop(query);
    const from = this.#first;
    const { above, below } = this.#lookAhead;
    const answer = await this.#source.rows(query, from, Math.ceil(this.#visible) + above + below);
    // The user has chosen another filter meanwhile: its pull is next.
    if (query !== this.#query) return;
    await this.#keepPlace(query, answer, from);
    if (query !== this.#query) return;
    this.#answered = query;
    this.#apply(answer, from);
  }

  async #relocateTop(query: Query): Promise<void> {
    this.#relocate = false;
    const seq = this.#anchor?.seq ?? null;
    const index = seq === null ? -1 : await this.#source.indexOf(query, seq);
    if (query !== this.#query) return;
    this.top = index < 0 ? 0 : index + (this.top % 1);
    this.#anchor = index < 0 ? null : { seq, index };
  }

  /** Eviction takes rows away at the front: finds where the rows that are held on to stand now. */
  async #keepPlace(query: Query, answer: RowsAnswer, from: number): Promise<void> {
    if (this.follow) return;
    const evicting = answer.evicted !== this.#evicted;
    const place = async (held: Held | null, otherwise: number): Promise<number> => {
      if (held?.seq == null) return otherwise;
      const at = answer.rows.findIndex((row) => row.seq === held.seq);
      if (at >= 0) return from + at;
      return evicting ? this.#source.indexOf(query, held.seq) : held.index;
    };
    const anchor = this.#anchor;
    const tail = this.#tail;
    const anchorNow = await place(anchor, -1);
    const shift = anchor === null || anchorNow < 0 ? 0 : anchorNow - anchor.index;
    const tailNow = await place(tail, (tail?.index ?? answer.matching - 1) + shift);
    if (query !== this.#query) return;
    // The user may have scrolled while we asked: move by as much as the rows did, from wherever the list is now.
    if (anchor !== null) this.top = anchorNow < 0 ? 0 : this.top + shift;
    if (this.#anchor === anchor && anchor !== null)
      this.#anchor = anchorNow < 0 ? null : { seq: anchor.seq, index: anchorNow };
    if (this.#tail === tail) this.#tail = { seq: tail?.seq ?? null, index: tailNow };
  }

  #apply(answer: RowsAnswer, from: number): void {
    this.loaded = true;
    this.#rows = answer.rows;
    this.problem = answer.problem;
    this.unsorted = answer.unsorted;
    this.#from = from;
    this.#evicted = answer.evicted;
    this.length = answer.matching;
    this.counts = {
      matching: answer.matching,
      kept: answer.kept,
      first: answer.first,
      evicted: answer.evicted,
      paused: answer.paused,
    };
    this.top = this.follow ? this.#maxTop : Math.min(Math.max(0, this.top), this.#maxTop);
    // When eviction is faster than the margin, the row at the top is not among these rows: it is still held on to.
    this.#hold(this.#anchor);
    // Asks again only from another place: a source that has fewer rows than it says must not keep us busy.
    if (!this.#covers() && this.#first !== from) this.#again = true;
    this.#changed();
  }

  #moveTo(top: number): void {
    this.top = Math.min(Math.max(0, top), this.#maxTop);
    this.#hold();
    this.#changed();
    if (!this.#covers(this.#lookAhead.wanted)) void this.refresh();
  }

  #unfollow(): void {
    if (!this.follow) return;
    this.follow = false;
    this.#tail = { seq: this.row(this.length - 1)?.seq ?? null, index: this.length - 1 };
  }

  /** Notes the rows by which the list is found again after eviction. Rows in sight are not new any more. */
  #hold(otherwise: Held | null = null): void {
    this.#anchor = this.#held(Math.floor(this.top)) ?? otherwise;
    if (this.follow) {
      this.#tail = null;
      return;
    }
    const lastSeen = this.#held(Math.min(this.length, Math.floor(this.top + this.#visible)) - 1);
    if (lastSeen !== null && this.#tail !== null && lastSeen.index > this.#tail.index) this.#tail = lastSeen;
  }

  #held(index: number): Held | null {
    const row = this.row(index);
    return row === undefined ? null : { seq: row.seq, index };
  }

  /** Whether all visible rows are here, and those above and below that the list has. */
  #covers({ above, below } = { above: 0, below: 0 }): boolean {
    const first = Math.max(0, Math.floor(this.top) - above);
    const end = Math.min(this.length, Math.ceil(this.top + this.#visible) + below);
    return first >= this.#from && end <= this.#from + this.#rows.length;
  }

  /** Index of the first row to fetch. */
  get #first(): number {
    const first = this.follow ? this.counts.matching - Math.ceil(this.#visible) : Math.floor(this.top);
    return Math.max(0, first - this.#lookAhead.above);
  }

  get #maxTop(): number {
    return Math.max(0, this.length - this.#visible);
  }
}
