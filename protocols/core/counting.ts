/** A whole number as `12,340`. Not by Intl, whose first use costs 25 ms, as much as half a start of the command line. */
export function formatCount(count: number | bigint): string {
  const digits = String(count);
  const first = digits.startsWith('-') ? 1 : 0;
  let text = digits;
  for (let at = digits.length - 3; at > first; at -= 3) text = `${text.slice(0, at)},${text.slice(at)}`;
  return text;
}

/** A number with its noun: `1 unit`, `12,340 units`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
