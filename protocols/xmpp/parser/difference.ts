/** Blocks are compared at once, which engines do fast: large ones first, then smaller ones. UTF-16 units. */
const steps = [65_536, 4096, 256];

/** How many UTF-16 units two texts share at their start. */
export function commonPrefix(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let same = 0;
  for (const step of steps)
    while (same + step <= limit && a.slice(same, same + step) === b.slice(same, same + step)) same += step;
  while (same < limit && a.charCodeAt(same) === b.charCodeAt(same)) same++;
  return same;
}

/** How many they share at their end, at most `limit`. */
export function commonSuffix(a: string, b: string, limit: number): number {
  let same = 0;
  for (const step of steps) {
    while (
      same + step <= limit &&
      a.slice(a.length - same - step, a.length - same) === b.slice(b.length - same - step, b.length - same)
    )
      same += step;
  }
  while (same < limit && a.charCodeAt(a.length - same - 1) === b.charCodeAt(b.length - same - 1)) same++;
  return same;
}
