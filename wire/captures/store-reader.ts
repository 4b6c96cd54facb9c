import type { Output } from '../../protocols/conversion/model.ts';
import { UnitWriter, type RedactionOptions } from '../../protocols/conversion/unit-writer.ts';
import { plural, type Side } from '../../protocols/core/index.ts';
import type { UnitRecord } from '../store/columns.ts';
import type { Mark } from '../store/marks.ts';
import type { StoredConnection, TrafficStore } from '../store/store.ts';
import type { TrafficView } from '../store/view.ts';

/** Units that are looked at between two looks at the clock. */
const between = 16;

/** Gives the units of a store to an output, with what lies between them, from the oldest to the one that is the newest now. */
export class StoreReader {
  readonly #store: TrafficStore;
  readonly #view: TrafficView;
  readonly #isWanted: (seq: number) => boolean;
  readonly #writer: UnitWriter;
  readonly #marks: Generator<Mark, void>;
  readonly #last: number;
  readonly #first: number;
  /** Where the next unit of each side begins, by the connection’s number in the store. */
  readonly #next = new Map<number, Record<Side, number>>();
  #mark: Mark | undefined;
  #seq: number;
  #missed = 0;

  constructor(
    { store, view }: { readonly store: TrafficStore; readonly view: TrafficView },
    isWanted: (seq: number) => boolean,
    options: RedactionOptions,
    output: Output,
  ) {
    this.#store = store;
    this.#view = view;
    this.#isWanted = isWanted;
    this.#writer = new UnitWriter(options, output);
    this.#seq = this.#first = store.first;
    this.#last = store.last;
    this.#marks = store.marks.from(this.#first);
    this.#mark = this.#marks.next().value ?? undefined;
  }

  /** How many units were written. */
  get written(): number {
    return this.#writer.written;
  }

  /** What people should know: sentences. */
  get notes(): readonly string[] {
    return this.#missed === 0
      ? []
      : [`${plural(this.#missed, 'unit')} had to make room for newer ones meanwhile, and could not be written.`];
  }

  /** Reads on until a time of `performance.now`. False when all is read. */
  read(until: number): boolean {
    for (let looked = 1; this.#seq <= this.#last; looked++, this.#seq++) {
      this.#tellMarks(this.#seq);
      const record = this.#store.get(this.#seq);
      if (record === undefined) this.#missed++;
      else this.#unit(record);
      if (looked % between === 0 && performance.now() > until) {
        this.#seq++;
        return true;
      }
    }
    this.#tellMarks(this.#last + 1);
    return false;
  }

  #unit(record: UnitRecord): void {
    const { seq, connection: number, side, size, time, protocol, kind, lossy, encrypted } = record;
    const connection = this.#numberOf(number);
    const next = this.#nextOf(number);
    const offset = next[side];
    next[side] += size;
    if (!this.#isWanted(seq)) {
      this.#writer.skip(connection, side, size);
      return;
    }
    const { explanation, fault } = this.#store.marks.remarkOf(seq) ?? {};
    const opened = this.#view.openOnce(record);
    const place = { connection, side, offset, size, encrypted };
    const about = { time, number: seq, said: () => this.#view.said(record, opened) };
    this.#writer.unit({ ...place, protocol, kind, lossy, explanation, fault, opened }, about);
    opened.forget?.();
  }

  /** Tells what lies before a unit. */
  #tellMarks(seq: number): void {
    while (this.#mark !== undefined && this.#mark.before <= seq) {
      const { connection: number, what } = this.#mark;
      const connection = this.#numberOf(number);
      if (what.kind === 'end') this.#writer.ended(connection, what.end, what.time, what.reason);
      else if (what.kind === 'late') this.#writer.late(connection, undefined, undefined);
      else {
        this.#nextOf(number)[what.side] += what.bytes ?? 0;
        this.#writer.late(connection, what.side, what.bytes);
      }
      this.#mark = this.#marks.next().value ?? undefined;
    }
  }

  #nextOf(number: number): Record<Side, number> {
    let next = this.#next.get(number);
    if (next === undefined) {
      next = { client: 0, server: 0 };
      this.#next.set(number, next);
      const connection = this.#store.connection(number);
      if (connection !== undefined) this.#begin(connection);
    }
    return next;
  }

  /** The number that a connection has in the file: that of the file that it was read from, where there is one. */
  #numberOf(number: number): number {
    return this.#store.connection(number)?.inFile ?? number - 1;
  }

  #begin({ number, name, address, since, start = { sides: 'both' }, details }: StoredConnection): void {
    const connection = this.#numberOf(number);
    // Its first units may be gone.
    const isCut = since < this.#first;
    this.#writer.begin(connection, isCut ? { ...start, partial: true } : start);
    const live = { name, ...(address === undefined ? {} : { server: address }) };
    this.#writer.details(connection, details ?? live);
  }
}
