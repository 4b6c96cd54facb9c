import type { FramedUnit, Framer } from './unit.ts';

/** Gives everything that arrives as one unit at the end of each chunk. */
export function createUnknownFramer(): Framer {
  let offset = 0;
  return {
    push(bytes): FramedUnit[] {
      if (bytes.length === 0) return [];
      const unit = { protocol: 'unknown', kind: 'garbage', offset, size: bytes.length, bytes } as const;
      offset += bytes.length;
      return [unit];
    },
    end: () => [],
  };
}
