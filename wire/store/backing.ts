import type { UnitRecord } from './columns.ts';

/** Has the bytes of units that leave memory. */
export interface Backing {
  /** How many bytes of units stay in memory. */
  readonly memory: number;
  /** A slab is about to leave memory. False where its bytes are found nowhere else: it stays then, or its units go. */
  keep(slab: number, bytes: Uint8Array): boolean;
  /** The bytes of a unit whose slab has left memory; undefined where they cannot be read. */
  read(record: UnitRecord): Uint8Array | undefined;
}
