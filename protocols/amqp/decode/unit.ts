import type { Issue } from '../../core/index.ts';
import { byteRules } from '../rules/bytes.ts';
import { byteAt } from '../types/bytes.ts';
import type { Catalogue } from '../types/catalogue.ts';
import { hexCode, layoutOf, layouts, primitiveOf } from '../types/formats.ts';
import { scalarAt, uint32At } from '../types/scalar.ts';
import { shorterCode } from '../types/shortest.ts';
import type { DescribedUse } from '../types/uses.ts';
import type { Scalar } from '../value.ts';
import { issueOf } from './report.ts';
import type { ScanState } from './scan-state.ts';
import { bodyOf, endOf, entrySize, infoOf, longFlag, startOf, typeShift } from './tape.ts';

/** The bytes of one unit and what the scanner found in them; nodes are made from it on demand. */
export class ScannedUnit {
  readonly bytes: Uint8Array;
  readonly catalogue: Catalogue;
  /** The findings but for hints at shorter encodings. */
  readonly findings: readonly Issue[];
  /** The slab with the unit's entries, the place of the first, and the length of all. */
  readonly tape: Int32Array;
  readonly base: number;
  readonly length: number;
  private readonly owners: readonly number[];
  private all: readonly Issue[] | null = null;
  private byEntry: Map<number, Issue[]> | null = null;

  constructor(scanner: ScanState) {
    this.bytes = scanner.bytes;
    this.catalogue = scanner.catalogue;
    this.findings = scanner.issues;
    this.owners = scanner.owners;
    this.tape = scanner.tape;
    this.base = scanner.base;
    this.length = scanner.at - scanner.base;
  }

  /** All findings: those of `findings`, and then the hints at shorter encodings. */
  get issues(): readonly Issue[] {
    if (this.all === null) this.collect();
    return this.all ?? [];
  }

  /** One of the five integers of an entry. */
  read(entry: number, slot: number): number {
    return this.tape[this.base + entry + slot] ?? 0;
  }

  /** The described type of an entry, where it is one that is known. */
  describedAt(entry: number): DescribedUse | undefined {
    return this.catalogue.described[this.read(entry, infoOf) >>> typeShift];
  }

  /** The value of an entry that is a scalar; undefined for others. */
  scalarAt(entry: number): Scalar | undefined {
    return scalarAt(this.bytes, this.read(entry, infoOf) & 0xff, this.read(entry, bodyOf), this.read(entry, endOf));
  }

  /** The findings that belong to an entry itself, not to its parts. */
  issuesOf(entry: number): readonly Issue[] | undefined {
    if (this.byEntry === null) this.collect();
    return this.byEntry?.get(entry);
  }

  private collect(): void {
    const all: Issue[] = [];
    const byEntry = new Map<number, Issue[]>();
    const add = (issue: Issue, entry: number): void => {
      all.push(issue);
      const list = byEntry.get(entry);
      if (list === undefined) byEntry.set(entry, [issue]);
      else list.push(issue);
    };
    this.findings.forEach((issue, index) => add(issue, this.owners[index] ?? -1));
    for (let entry = 0; entry < this.length; entry += entrySize)
      if ((this.read(entry, infoOf) & longFlag) !== 0) add(this.hint(entry), entry);
    this.all = all;
    this.byEntry = byEntry;
  }

  private hint(entry: number): Issue {
    const { bytes } = this;
    const code = this.read(entry, infoOf) & 0xff;
    const [start, body, end] = [this.read(entry, startOf), this.read(entry, bodyOf), this.read(entry, endOf)];
    const layout = layoutOf[code] ?? 0;
    const count =
      layout < layouts.compound8
        ? end - body
        : (layout & 1) === 1
          ? uint32At(bytes, body - 4)
          : byteAt(bytes, body - 1);
    const shorter = shorterCode(bytes, code, end, count, end - start);
    return issueOf(
      byteRules.nonPreferredEncoding,
      `This ${primitiveOf(code)} is written as ${hexCode(code)}; ${hexCode(shorter)} is shorter.`,
      start,
      end - start,
    );
  }
}
