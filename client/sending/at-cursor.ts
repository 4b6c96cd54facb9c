import type { Sendable } from '../../protocols/core/index.ts';

/**
 * The sendable that an offset means: the smallest that holds it, else the next one below, else the last one of the document,
 * so that the cursor may stand on a comment above what it is for.
 */
export function sendableAt<S extends Pick<Sendable, 'start' | 'end'>>(
  sendables: readonly S[],
  offset: number,
): S | undefined {
  const holding = sendables.filter(({ start, end }) => start <= offset && offset <= end);
  if (holding.length > 0)
    return holding.reduce((best, each) => (each.end - each.start < best.end - best.start ? each : best));
  return sendables.find(({ start }) => start > offset) ?? sendables.at(-1);
}
