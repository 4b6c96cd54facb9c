/**
 * Whether two different words are one slip apart: a letter changed, left out or put in, or two neighbours swapped. Digits do not
 * count as slips, since another digit is another version.
 */
export function oneLetterApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let front = 0;
  while (front < a.length && a[front] === b[front]) front++;
  let back = 0;
  while (back < a.length - front && back < b.length - front && a[a.length - 1 - back] === b[b.length - 1 - back])
    back++;
  const [left, right] = [a.slice(front, a.length - back), b.slice(front, b.length - back)];
  if (/\d/.test(left) || /\d/.test(right)) return false;
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && `${left.charAt(1)}${left.charAt(0)}` === right;
}

/** The first of the candidates that is one slip away from a word; undefined for a short word, which may mean anything. */
export function oneLetterAway(word: string, candidates: Iterable<string>, shortest = 4): string | undefined {
  if (word.length < shortest || word.length > 200) return undefined;
  for (const candidate of candidates) if (oneLetterApart(word, candidate)) return candidate;
  return undefined;
}
