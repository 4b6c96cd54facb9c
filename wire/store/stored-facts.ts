import type {
  Issue,
  Note,
  OpenUnit,
  ProtocolName,
  Severity,
  Side,
  UnitKind,
  UnitPlace,
  UnitSearch,
} from '../../protocols/core/index.ts';
import type { UnitFacts } from '../../protocols/filter/index.ts';
import { protocolOf } from '../../protocols/index.ts';
import type { RecordCursor, UnitRecord } from './columns.ts';
import type { TrafficStore } from './store.ts';

/** How the facts open a unit and judge it: as the list does. */
export interface UnitOpener {
  open(record: UnitRecord): OpenUnit;
  issues(record: UnitRecord, opened: OpenUnit, least: Severity): readonly Issue[];
}

/** A unit of the store as a filter looks at it. One object is moved from unit to unit, since a scan looks at millions. */
export class StoredFacts implements UnitFacts {
  readonly #store: TrafficStore;
  readonly #opener: UnitOpener;
  readonly #record: RecordCursor;
  /** The number of the unit at hand; 0 for none. */
  #seq = 0;
  #opened: OpenUnit | undefined;
  /** Names of connections, by number. */
  readonly #connections = new Map<number, readonly string[]>();
  #other: StoredFacts | undefined;

  constructor(store: TrafficStore, opener: UnitOpener) {
    this.#store = store;
    this.#opener = opener;
    this.#record = store.cursor();
  }

  /** Goes to a unit. False where it is no longer kept; nothing may be asked of it then. */
  seek(seq: number): boolean {
    this.#opened = undefined;
    const isKept = seq >= this.#store.first && seq <= this.#store.last && this.#record.seek(seq);
    this.#seq = isKept ? seq : 0;
    return isKept;
  }

  /** Lets go of what was decoded. */
  close(): void {
    this.#opened?.forget?.();
    this.#opened = undefined;
    this.#other?.close();
  }

  get #unit(): UnitRecord {
    if (this.#seq === 0) throw new Error('The facts of a unit were asked for that is not kept.');
    return this.#record;
  }

  get number(): number {
    return this.#unit.seq;
  }

  get time(): number {
    return this.#unit.time;
  }

  get side(): Side {
    return this.#unit.side;
  }

  get kind(): UnitKind {
    return this.#unit.kind;
  }

  get protocol(): ProtocolName {
    return this.#unit.protocol;
  }

  get name(): string {
    return this.#store.nameOf(this.#unit);
  }

  get size(): number {
    return this.#unit.size;
  }

  get channel(): number | undefined {
    return this.#unit.channel;
  }

  get failed(): boolean {
    return this.#unit.failed;
  }

  /** The name, and the address. */
  get connection(): readonly string[] {
    const { connection: number } = this.#unit;
    let found = this.#connections.get(number);
    if (found === undefined) {
      const { name = '', address } = this.#store.connection(number) ?? {};
      found = address === undefined ? [name] : [name, address];
      this.#connections.set(number, found);
    }
    return found;
  }

  get connectionNumber(): number | undefined {
    return this.#store.connection(this.#unit.connection)?.inFile;
  }

  get peer(): number | undefined {
    const { peer } = this.#unit;
    return peer === 0 ? undefined : peer;
  }

  get latency(): number | undefined {
    const { peer, time } = this.#unit;
    const other = peer === 0 ? undefined : this.#store.get(peer);
    return other === undefined ? undefined : Math.abs(time - other.time);
  }

  place(): UnitPlace | undefined {
    return this.#store.contextOf(this.#unit).place;
  }

  get delivery(): number | undefined {
    return this.#unit.delivery;
  }

  bytes(): Uint8Array {
    return this.#store.bytes(this.#unit);
  }

  open(): OpenUnit {
    return (this.#opened ??= this.#opener.open(this.#unit));
  }

  get search(): UnitSearch {
    return protocolOf(this.#unit.protocol).search;
  }

  issues(least: Severity): readonly Issue[] {
    return this.#opener.issues(this.#unit, this.open(), least);
  }

  get notes(): readonly Note[] {
    return this.#store.remarks(this.#unit.seq).notes;
  }

  other(number: number): UnitFacts | undefined {
    const other = (this.#other ??= new StoredFacts(this.#store, this.#opener));
    // It may have been evicted since.
    const isKept = number >= this.#store.first && (other.#seq === number || other.seek(number));
    return isKept && other.#unit.connection === this.#unit.connection ? other : undefined;
  }
}
