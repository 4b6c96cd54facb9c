import type { ConnectionEnd } from '../../protocols/captures/input/index.ts';
import type { Side } from '../../protocols/core/index.ts';

/** What happened on a connection between two units. */
export interface Mark {
  /** The number of the unit that comes next. */
  readonly before: number;
  /** The connection's number in the store. */
  readonly connection: number;
  readonly what:
    | { readonly kind: 'lost'; readonly side: Side; readonly bytes: number | undefined }
    /** What comes next may answer what comes later. */
    | { readonly kind: 'late' }
    | { readonly kind: 'end'; readonly end: ConnectionEnd; readonly time: number; readonly reason: string | undefined };
}

/** What an input says of a unit beside its bytes. */
export interface Remark {
  readonly explanation: string | undefined;
  readonly fault: string | undefined;
}

/** About the memory of one mark or remark beside its texts, in bytes. */
const ownBytes = 150;

/**
 * What is known of the traffic beside its units: bytes that are missing between them, and what an input says of one. Needed to write the units
 * to a file; a gap that the file did not have would make the next unit a fault.
 */
export class Marks {
  #marks: Mark[] = [];
  readonly #remarks = new Map<number, Remark>();
  #bytes = 0;

  /** Memory that this takes, in bytes, about. */
  get bytes(): number {
    return this.#bytes;
  }

  add(mark: Mark): void {
    // Nothing came between: the two say the same as one.
    const { before, connection, what } = this.#marks.at(-1) ?? mark;
    const isSame = before === mark.before && connection === mark.connection && what.kind === mark.what.kind;
    if (isSame && what.kind === 'late' && this.#marks.length > 0) return;
    this.#marks.push(mark);
    this.#bytes += ownBytes + (mark.what.kind === 'end' ? 2 * (mark.what.reason?.length ?? 0) : 0);
  }

  remark(seq: number, { explanation, fault }: Remark): void {
    if (explanation === undefined && fault === undefined) return;
    this.#remarks.set(seq, { explanation, fault });
    this.#bytes += ownBytes + 2 * ((explanation?.length ?? 0) + (fault?.length ?? 0));
  }

  remarkOf(seq: number): Remark | undefined {
    return this.#remarks.get(seq);
  }

  /** All marks from a unit on, in their order; those that are added meanwhile come, too. */
  *from(seq: number): Generator<Mark, void> {
    for (const mark of this.#marks) if (mark.before >= seq) yield mark;
  }

  /** Forgets what is about units before this one. */
  releaseBefore(seq: number): void {
    const kept = this.#marks.findIndex(({ before }) => before >= seq);
    const gone = kept === -1 ? this.#marks.length : kept;
    // Now and then, since it moves all others.
    if (gone * 2 > this.#marks.length) {
      for (const { what } of this.#marks.splice(0, gone))
        this.#bytes -= ownBytes + (what.kind === 'end' ? 2 * (what.reason?.length ?? 0) : 0);
    }
    for (const [number, { explanation, fault }] of this.#remarks) {
      if (number >= seq) break;
      this.#remarks.delete(number);
      this.#bytes -= ownBytes + 2 * ((explanation?.length ?? 0) + (fault?.length ?? 0));
    }
  }
}
