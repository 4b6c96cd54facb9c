/** One comparison of a benchmark: this project against a named peer, in the same run, medians. */
export interface Figure {
  /** `full decode, 220-byte transfers`. */
  readonly label: string;
  readonly ours: number;
  /** `rhea 3.0.5`, or `budget` where the goal is an absolute figure. */
  readonly peerName: string;
  readonly peer: number;
  /** Unit of both: `frames/s`, `ms`, `MB`. */
  readonly unit: string;
  /** Whether a larger or a smaller figure is better. */
  readonly better: 'larger' | 'smaller';
  /** How many times better than the peer it is to be (2 = twice as fast, or half the time). */
  readonly goal: number;
}

/** What a `*.bench.ts` file's `run` gives. */
export interface BenchResult {
  readonly name: string;
  readonly figures: readonly Figure[];
  /** Reasons why something could not be measured here. */
  readonly missing?: readonly string[];
}

/** How many times better than the peer. */
export function ratio(figure: Figure): number {
  return figure.better === 'larger' ? figure.ours / figure.peer : figure.peer / figure.ours;
}

/** The middle of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
