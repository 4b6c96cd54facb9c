const counts = new Intl.NumberFormat('en-US');

/** `12,340`. */
export function formatCount(count: number | bigint): string {
  return counts.format(count);
}

/** A number with its noun: `1 unit`, `12,340 units`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
