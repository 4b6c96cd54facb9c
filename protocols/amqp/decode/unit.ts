import type { Issue } from '../../text/index.ts';
import type { Catalogue } from '../types/catalogue.ts';
import type { Scanner } from './scanner.ts';

/** The bytes of one unit and what the scanner found in them; nodes are made from it on demand. */
export class ScannedUnit {
  readonly bytes: Uint8Array;
  readonly catalogue: Catalogue;
  readonly issues: readonly Issue[];
  /** The slab with the unit's entries, the place of the first, and the length of all. */
  readonly tape: Int32Array;
  readonly base: number;
  readonly length: number;
  readonly #owners: readonly number[];
  #byEntry: Map<number, Issue[]> | null = null;

  constructor(scanner: Scanner) {
    this.bytes = scanner.bytes;
    this.catalogue = scanner.catalogue;
    this.issues = scanner.issues;
    this.#owners = scanner.owners;
    this.tape = scanner.writer.tape;
    this.base = scanner.writer.base;
    this.length = scanner.nextEntry;
  }

  /** One of the five integers of an entry. */
  read(entry: number, slot: number): number {
    return this.tape[this.base + entry + slot] ?? 0;
  }

  /** The findings that belong to an entry itself, not to its parts. */
  issuesOf(entry: number): readonly Issue[] | undefined {
    if (this.issues.length === 0) return undefined;
    if (this.#byEntry === null) {
      this.#byEntry = new Map();
      for (let i = 0; i < this.issues.length; i++) {
        const owner = this.#owners[i] ?? -1;
        const issue = this.issues[i];
        if (issue === undefined) continue;
        const list = this.#byEntry.get(owner);
        if (list === undefined) this.#byEntry.set(owner, [issue]);
        else list.push(issue);
      }
    }
    return this.#byEntry.get(entry);
  }
}
