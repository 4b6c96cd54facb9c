/** Numbers of units as stretches from the first to the last of each, ascending, and apart from each other. A million of them in a row are one. */
export type NumberRanges = readonly (readonly [first: number, last: number])[];

/** Puts numbers together, in any order, each once or more often. */
export function rangesOf(numbers: Iterable<number>): NumberRanges {
  const ranges: [number, number][] = [];
  for (const number of Float64Array.from(numbers).sort()) {
    const latest = ranges.at(-1);
    if (latest !== undefined && number <= latest[1] + 1) latest[1] = Math.max(latest[1], number);
    else ranges.push([number, number]);
  }
  return ranges;
}

/** Whether a number is one of them. */
export function hasNumber(ranges: NumberRanges, number: number): boolean {
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle] ?? [0, 0];
    if (number < first) high = middle - 1;
    else if (number > last) low = middle + 1;
    else return true;
  }
  return false;
}

/** How many they are. */
export function countNumbers(ranges: NumberRanges): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** Each of them, ascending. */
export function* numbersOf(ranges: NumberRanges): Generator<number, void> {
  for (const [first, last] of ranges) for (let number = first; number <= last; number++) yield number;
}

/** Those of both. */
export function joinNumbers(a: NumberRanges, b: NumberRanges): NumberRanges {
  const joined: [number, number][] = [];
  for (const [first, last] of [...a, ...b].sort(([x], [y]) => x - y)) {
    const latest = joined.at(-1);
    if (latest !== undefined && first <= latest[1] + 1) latest[1] = Math.max(latest[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

/** Those of the first that are not among the second. */
export function withoutNumbers(ranges: NumberRanges, others: NumberRanges): NumberRanges {
  const left: [number, number][] = [];
  let at = 0;
  for (const [first, last] of ranges) {
    let start = first;
    while (at > 0 && (others[at - 1]?.[1] ?? 0) >= first) at--;
    for (; at < others.length; at++) {
      const [from, to] = others[at] ?? [0, 0];
      if (from > last) break;
      if (from > start) left.push([start, from - 1]);
      start = Math.max(start, to + 1);
    }
    if (start <= last) left.push([start, last]);
  }
  return left;
}

/** Those from a number on; the same object where that is all of them. */
export function numbersFrom(ranges: NumberRanges, number: number): NumberRanges {
  if ((ranges[0]?.[0] ?? number) >= number) return ranges;
  return ranges.filter(([, last]) => last >= number).map(([first, last]) => [Math.max(first, number), last] as const);
}
