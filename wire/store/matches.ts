import { Scan } from './scan.ts';
import type { FilterProblem } from '../../protocols/filter/index.ts';

/** A growing list of unit numbers, ascending, from whose front evicted ones are taken. */
export class SeqList {
  #numbers = new Float64Array(1024);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  push(seq: number): void {
    if (this.#end === this.#numbers.length) {
      const kept = this.#numbers.subarray(this.#start, this.#end);
      const larger = new Float64Array(Math.max(1024, kept.length * 2));
      larger.set(kept);
      this.#numbers = larger;
      this.#end = kept.length;
      this.#start = 0;
    }
    this.#numbers[this.#end++] = seq;
  }

  slice(from: number, count: number): number[] {
    const start = this.#start + Math.max(from, 0);
    return [...this.#numbers.subarray(Math.min(start, this.#end), Math.min(start + Math.max(count, 0), this.#end))];
  }

  /** Those behind a number, at most so many. */
  after(seq: number, count: number): number[] {
    let low = this.#start;
    let high = this.#end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#numbers[middle] ?? 0) <= seq) low = middle + 1;
      else high = middle;
    }
    return this.slice(low - this.#start, count);
  }

  dropBefore(seq: number): void {
    while (this.#start < this.#end && (this.#numbers[this.#start] ?? 0) < seq) this.#start++;
  }

  /** Takes numbers in and out: those of `changes`, ascending, each with whether it is one of the list from now on. */
  update(changes: Changes): void {
    const old = this.#numbers.subarray(this.#start, this.#end);
    const larger = new Float64Array(Math.max(1024, 2 * (old.length + changes.length)));
    let [from, end] = [0, 0];
    for (const [seq, isIn] of changes) {
      let to = from;
      while (to < old.length && (old[to] ?? 0) < seq) to++;
      larger.set(old.subarray(from, to), end);
      end += to - from;
      from = old[to] === seq ? to + 1 : to;
      if (isIn) larger[end++] = seq;
    }
    larger.set(old.subarray(from), end);
    [this.#numbers, this.#start, this.#end] = [larger, 0, end + old.length - from];
  }

  /** Index of a number, or −1. */
  indexOf(seq: number): number {
    let low = this.#start;
    let high = this.#end - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#numbers[middle] ?? 0;
      if (found === seq) return middle - this.#start;
      if (found < seq) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

/** What an index needs of the store. */
export interface Scanned {
  readonly first: number;
  readonly last: number;
}

/** Units, ascending, each with whether it matches from now on. */
export type Changes = readonly (readonly [seq: number, isIn: boolean])[];

/** Where the units that match a filter are asked for. */
export interface Matches {
  /** How many kept units match, as far as they have been looked at. */
  readonly length: number;
  slice(from: number, count: number): number[];
  /** Units that match behind a unit, at most so many, as far as they have been looked at. */
  after(seq: number, count: number): number[];
  /** Index of a unit among those that match, or −1, as far as they have been looked at. */
  placeOf(seq: number): number;
  /** Called with units that have been looked at again, and whether they match. */
  onChanged?: ((changes: Changes) => void) | undefined;
  /** Looks at new units for a moment, and starts the background scan for the rest. True when all are done. */
  advance(): boolean;
  /** Index of a unit among those that match, or −1; waits until the scan has passed it. */
  indexOf(seq: number): Promise<number>;
  /** Waits for the scan that is under way, but at most `ms`. */
  settle(ms: number): Promise<void>;
  /** Units are answered, which were not before: whether they match may have changed. */
  answered(requests: readonly number[]): void;
  /** The filter cannot be read. */
  readonly problem?: FilterProblem | undefined;
  /** Stops the scan. */
  dispose(): void;
}

/** Every unit matches: nothing to look at, nothing to remember. */
export function everything(store: Scanned): Matches {
  const length = (): number => store.last - store.first + 1;
  return {
    get length() {
      return length();
    },
    slice: (from, count) => {
      const start = Math.max(from, 0);
      const end = Math.min(start + Math.max(count, 0), length());
      return Array.from({ length: Math.max(end - start, 0) }, (_, i) => store.first + start + i);
    },
    after: (seq, count) => {
      const start = Math.max(seq + 1, store.first);
      const end = Math.min(start + count, store.last + 1);
      return Array.from({ length: Math.max(end - start, 0) }, (_, i) => start + i);
    },
    placeOf: (seq) => (seq >= store.first && seq <= store.last ? seq - store.first : -1),
    advance: () => true,
    indexOf: (seq) => Promise.resolve(seq >= store.first && seq <= store.last ? seq - store.first : -1),
    settle: () => Promise.resolve(),
    answered: () => undefined,
    dispose: () => undefined,
  };
}

/** No unit matches, since the filter cannot be read. */
export function nothing(problem: FilterProblem | undefined): Matches {
  return {
    problem,
    length: 0,
    slice: () => [],
    after: () => [],
    placeOf: () => -1,
    advance: () => true,
    indexOf: () => Promise.resolve(-1),
    settle: () => Promise.resolve(),
    answered: () => undefined,
    dispose: () => undefined,
  };
}

/** Longest stretch of scanning before other work gets its turn, in milliseconds. */
const slice = 8;

/**
 * The units that match one filter, kept up to date: only units that came since are looked at. Scanning goes on in the
 * background in short slices, from the oldest to the newest, so that a million units stall nobody.
 */
export class MatchIndex implements Matches {
  readonly #store: Scanned;
  readonly #matches: (seq: number) => boolean;
  readonly #list = new SeqList();
  /** The next unit to look at. */
  #next: number;
  readonly #scan: Scan;
  readonly #needsAnswers: boolean;
  onChanged: ((changes: Changes) => void) | undefined;
  /** Units that were looked at, and are answered since. */
  readonly #answered = new Set<number>();

  /** `grew` is called after each background slice. `needsAnswers`: whether a unit matches depends on what answers it. */
  constructor(store: Scanned, matches: (seq: number) => boolean, grew: () => void, needsAnswers = false) {
    this.#needsAnswers = needsAnswers;
    this.#store = store;
    this.#matches = matches;
    this.#scan = new Scan(() => this.#look(), grew);
    this.#next = store.first;
  }

  get length(): number {
    this.#list.dropBefore(this.#store.first);
    return this.#list.length;
  }

  slice(from: number, count: number): number[] {
    this.#list.dropBefore(this.#store.first);
    return this.#list.slice(from, count);
  }

  after(seq: number, count: number): number[] {
    this.#list.dropBefore(this.#store.first);
    return this.#list.after(seq, count);
  }

  placeOf(seq: number): number {
    this.#list.dropBefore(this.#store.first);
    return this.#list.indexOf(seq);
  }

  advance(): boolean {
    return this.#scan.advance();
  }

  answered(requests: readonly number[]): void {
    if (!this.#needsAnswers) return;
    for (const seq of requests) if (seq < this.#next) this.#answered.add(seq);
  }

  async indexOf(seq: number): Promise<number> {
    while (this.#next <= seq && seq <= this.#store.last && !this.#scan.isStopped) {
      this.advance();
      await this.#scan.done();
    }
    this.#list.dropBefore(this.#store.first);
    return this.#list.indexOf(seq);
  }

  settle(ms: number): Promise<void> {
    return this.#scan.settle(ms);
  }

  dispose(): void {
    this.#scan.stop();
  }

  /** Looks at units again that are answered since. False where the time did not suffice for all. */
  #lookAgain(until: number): boolean {
    if (this.#answered.size === 0) return true;
    const changes: (readonly [number, boolean])[] = [];
    for (const seq of this.#answered) {
      this.#answered.delete(seq);
      if (seq >= this.#store.first) changes.push([seq, this.#matches(seq)]);
      if (changes.length % 64 === 63 && performance.now() > until) break;
    }
    changes.sort(([a], [b]) => a - b);
    this.#list.update(changes);
    this.onChanged?.(changes);
    return this.#answered.size === 0;
  }

  #look(): boolean {
    this.#next = Math.max(this.#next, this.#store.first);
    const until = performance.now() + slice;
    if (!this.#lookAgain(until)) return false;
    for (let looked = 1; this.#next <= this.#store.last; looked++) {
      if (this.#matches(this.#next)) this.#list.push(this.#next);
      this.#next++;
      if (looked % 64 === 0 && performance.now() > until) return this.#next > this.#store.last;
    }
    return true;
  }
}
