import type { UnitRecord } from './columns.ts';
import type { NewUnit, Remarks } from './new-unit.ts';

/** Has the bytes of units that leave memory. */
export interface Backing {
  /** How many bytes of units stay in memory. */
  readonly memory: number;
  /** A unit is in the store from now on. @param slab the one that its bytes are in */
  added?(seq: number, unit: NewUnit, slab: number): void;
  /** A unit answers others. */
  paired?(requests: readonly number[], answer: number): void;
  /** Something is known about a unit from now on. */
  remarked?(seq: number, remarks: Remarks): void;
  /** A slab is about to leave memory. False where its bytes are found nowhere else: it stays then, or its units go. */
  keep(slab: number, bytes: Uint8Array): boolean;
  /** The bytes of a unit whose slab has left memory; undefined where they cannot be read. */
  read(record: UnitRecord): Uint8Array | undefined;
  /** Units before this one are gone. */
  gone?(first: number): void;
  /** The user has discarded all units, and may take that back. */
  clear?(): void;
  /** That was taken back. */
  undoClear?(): void;
  /** It cannot be taken back any more. */
  dropCleared?(): void;
}
