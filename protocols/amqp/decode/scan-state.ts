import type { Issue, Rule, SectionRef } from '../../core/index.ts';
import type { Catalogue } from '../types/catalogue.ts';
import type { DescribedUse, FieldUse } from '../types/uses.ts';
import { defaultLimits, type DecodeLimits } from './limits.ts';
import { issueOf } from './report.ts';
import { gapFlag, TapeWriter } from './tape.ts';

/** What a reader answers where not even the value's end can be told; an issue then says why. */
export const unreadable = -1;

const noIssues: Issue[] = [];
const noOwners: number[] = [];

/** What the scanner and its checks share: the bytes, the tape, what was found, and where the scanner is. */
export abstract class ScanState extends TapeWriter {
  bytes: Uint8Array = new Uint8Array(0);
  catalogue: Catalogue;
  /** What was found, and for each finding the entry that it belongs to, or −1. */
  issues: Issue[] = noIssues;
  owners: number[] = noOwners;
  /** How far the unit is read. */
  limits: DecodeLimits = defaultLimits;
  /** The field whose value is read, and the type that it is a field of: for the texts of issues. */
  field: FieldUse | null = null;
  holder: DescribedUse | null = null;

  constructor(catalogue: Catalogue) {
    super();
    this.catalogue = catalogue;
  }

  protected beginState(bytes: Uint8Array, catalogue: Catalogue, limits: DecodeLimits): void {
    this.limits = limits;
    this.bytes = bytes;
    this.catalogue = catalogue;
    this.issues = noIssues;
    this.owners = noOwners;
  }

  /** Adds a finding; `section` is the place that is broken, where it is narrower than the rule's own. */
  report(rule: Rule, message: string, offset: number, length: number, entry = -1, section?: SectionRef): void {
    if (this.issues === noIssues) {
      this.issues = [];
      this.owners = [];
    }
    if (this.issues.length >= this.limits.findings) return;
    this.issues.push(issueOf(rule, message, offset, length, section));
    this.owners.push(entry);
  }

  /** Forgets the entries from `entry` on, and the findings from number `issues` on. */
  takeBack(entry: number, issues: number): void {
    this.at = this.base + entry;
    if (this.issues === noIssues) return;
    this.issues.length = issues;
    this.owners.length = issues;
  }

  /** Writes bytes that belong to no value; the caller reports why. */
  gap(start: number, end: number): number {
    const entry = this.reserve();
    this.fill(entry, start, start, end, gapFlag);
    return entry;
  }
}
