/** Serial number arithmetic on 32 bits (RFC 1982), as the specification wants it for sequence numbers (AMQP 1.0, 2.8.10). */

/** `a + n`, wrapping. */
export function serialAdd(a: number, n: number): number {
  return (a + n) >>> 0;
}

/** How far `b` lies after `a`: negative when it lies before. */
export function serialDistance(a: number, b: number): number {
  return (b - a) | 0;
}

/** The later of two. */
export function serialMax(a: number, b: number): number {
  return serialDistance(a, b) > 0 ? b : a;
}

/** The farthest that one number can lie after another. */
const farthest = 0x7fffffff;

/** The end of a promise of `n` more from `a` on. A wider promise than any distance has no end that can be told: it is cut to the farthest. */
export function serialLimit(a: number, n: number): number {
  return serialAdd(a, Math.min(n, farthest));
}
