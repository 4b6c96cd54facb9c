import type { Scanned } from './matches.ts';

/** Longest stretch of looking before other work gets its turn, and longest search before it is answered, in milliseconds. */
const slice = 8;
const patience = 1000;

/** Where a search has come to. */
export interface Found {
  /** The unit that was found; 0 for none. */
  readonly seq: number;
  /** The last unit that was looked at, where the search goes on from; 0 where there are no more. */
  readonly at: number;
}

/**
 * Looks for the next unit of which something is true, from one to the next in either direction, in short slices and for a second at most.
 * @param from the unit that the search begins behind (or before); it need not be kept
 */
export async function findUnit(
  store: Scanned,
  matches: (seq: number) => boolean,
  from: number,
  backwards: boolean,
): Promise<Found> {
  const step = backwards ? -1 : 1;
  const end = performance.now() + patience;
  let until = performance.now() + slice;
  let seq = backwards ? Math.min(from, store.last + 1) - 1 : Math.max(from, store.first - 1) + 1;
  for (let looked = 1; seq >= store.first && seq <= store.last; seq += step, looked++) {
    if (matches(seq)) return { seq, at: seq };
    if (looked % 16 !== 0 || performance.now() < until) continue;
    if (performance.now() > end) return { seq: 0, at: seq };
    await new Promise((resolve) => setImmediate(resolve));
    until = performance.now() + slice;
  }
  return { seq: 0, at: 0 };
}
