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
