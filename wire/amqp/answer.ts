import { formatCount, plural } from '../../protocols/core/index.ts';
import type { Registry } from '../../protocols/amqp/index.ts';
import type { RecordedUnit } from '../record/tap.ts';
import { complaintOf, type Complaint } from './complaints.ts';
import { describeUnit } from './decoded.ts';
import { amqpOf } from './units.ts';

/** Units of the answer that are kept, the newest, and their bytes together; names that a summary has room for; bytes that tell a protocol. */
const mostUnits = 1000;
const mostBytes = 1 << 20;
const mostNames = 20;
const telling = 64;
/** Different names that are remembered: more are no honest answer. */
const mostSeen = 100;

/** What a peer answers to a frame script. It may answer without end: all is counted, and the newest units are kept. */
export class Answer {
  readonly #kept: RecordedUnit[] = [];
  #bytes = 0;
  #count = 0;
  readonly #names: string[] = [];
  readonly #seen = new Set<string>();
  /** The first bytes, which tell the protocol. */
  first: Uint8Array = new Uint8Array(0);
  firstUnit: RecordedUnit | undefined;
  last: RecordedUnit | undefined;
  /** The first error that the peer tells of. */
  complaint: Complaint | undefined;

  /** How many units have come. */
  get count(): number {
    return this.#count;
  }

  /** The store's numbers of those that are kept. */
  get seqs(): number[] {
    this.#trim();
    return this.#kept.flatMap(({ seq }) => seq ?? []);
  }

  /** Whether a unit of that name has come, such as `open`. */
  has(name: string): boolean {
    return this.#seen.has(name);
  }

  /** Takes a piece, and the units that end in it. */
  take(chunk: Uint8Array, units: readonly RecordedUnit[]): void {
    if (this.first.length < telling) this.first = Buffer.concat([this.first, chunk.subarray(0, telling)]);
    for (const unit of units) this.#add(unit);
  }

  /** The units' names, in their order, for a sentence; `left` bytes at the end are no whole frame. */
  names(left: number): string {
    const more = this.#count - this.#names.length;
    return [
      ...this.#names,
      ...(more > 0 ? [`${formatCount(more)} more`] : []),
      ...(left > 0 ? [`${plural(left, 'byte')} of a frame that is not complete`] : []),
    ].join(', ');
  }

  /** The units that are kept, in the notation. */
  text(registry: Registry): string {
    this.#trim();
    const gone = this.#count - this.#kept.length;
    const units = this.#kept.map((unit) =>
      unit.bytes.length > mostBytes
        ? `# ${nameOf(unit)} of ${plural(unit.bytes.length, 'byte')} not shown`
        : describeUnit(unit, registry),
    );
    return [...(gone > 0 ? [`# ${plural(gone, 'earlier unit')} not shown`] : []), ...units].join('\n');
  }

  #add(unit: RecordedUnit): void {
    this.#count++;
    this.firstUnit ??= unit;
    this.last = unit;
    this.complaint ??= complaintOf(unit);
    if (this.#seen.size < mostSeen) this.#seen.add(nameOf(unit));
    if (this.#names.length < mostNames) this.#names.push(nameOf(unit));
    this.#kept.push(unit);
    this.#bytes += unit.bytes.length;
    // In halves, so that a long answer is not moved with each unit.
    if (this.#kept.length < 2 * mostUnits && this.#bytes < 2 * mostBytes) return;
    this.#trim();
  }

  #trim(): void {
    let from = this.#kept.length;
    let bytes = 0;
    while (from > 0 && this.#kept.length - from < mostUnits) {
      bytes += this.#kept[from - 1]?.bytes.length ?? 0;
      if (bytes > mostBytes && from < this.#kept.length) break;
      from--;
    }
    this.#kept.splice(0, from);
    this.#bytes = this.#kept.reduce((sum, { bytes: { length } }) => sum + length, 0);
  }
}

function nameOf(unit: RecordedUnit): string {
  return amqpOf(unit)?.name ?? unit.kind;
}
