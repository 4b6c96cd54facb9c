import type { ConnectionDetails, ConnectionStart } from '../../protocols/captures/input/index.ts';
import { noIssues, noNotes, type ProtocolName, type UnitContext } from '../../protocols/core/index.ts';
import type { Counts } from '../protocol.ts';
import type { Backing } from './backing.ts';
import { Columns, recordBytes, type RecordCursor, type UnitRecord } from './columns.ts';
import { Contexts } from './contexts.ts';
import { Marks } from './marks.ts';
import type { NewUnit, Remarks, StoredUnit } from './new-unit.ts';
import { Slabs, type Place } from './slabs.ts';

const noBytes = new Uint8Array(0);

/** Names that are told apart; later ones are shown as an ellipsis. */
const maxNames = 10_000;
const overflowName = '…';

/** About the memory of one remark, in bytes: a peer that breaks a rule with every frame must not fill it either. */
const remarkBytes = 300;

const noRemarks: Remarks = { issues: noIssues, notes: noNotes };

/** Units that were discarded, and can be taken back; and what was counted then. */
interface Cleared extends Pick<Counts, 'first' | 'bytes' | 'evicted' | 'skipped'> {
  readonly units: number;
  readonly records: number;
  /** Memory of contexts. */
  readonly contexts: number;
}

/** What a file says of a connection. */
export interface ReadConnection {
  /** Its number in the file, from 0; left out for the files of live traffic, which are no files for people. */
  readonly inFile?: number;
  readonly start?: ConnectionStart;
  readonly details?: ConnectionDetails;
}

/** A connection as the store knows it. */
export interface StoredConnection extends ReadConnection {
  readonly number: number;
  readonly name: string;
  readonly protocol: ProtocolName;
  /** The first number that a unit of it can have. */
  readonly since: number;
  /** Its number among the connections of that name, from 1. */
  readonly socket: number;
  /** Where its server is: `localhost:5672`. */
  readonly address?: string;
}

/** About the memory of one connection beside its texts, in bytes. */
const connectionBytes = 300;

/**
 * The traffic: raw bytes in slabs, a small record of numbers for each unit, no decoded trees. Slabs leave memory where there is a backing for them.
 * When what is in memory exceeds the limit, the oldest units are given up, and counted.
 */
export class TrafficStore {
  /** Called with the numbers of units that are answered from now on. */
  onPair: ((requests: readonly number[]) => void) | undefined;
  readonly #limit: number;
  readonly #backing: Backing | undefined;
  readonly #changed: () => void;
  readonly #slabs = new Slabs();
  readonly #columns = new Columns();
  readonly #names: string[] = [overflowName];
  readonly #nameNumbers = new Map<string, number>();
  readonly #connections = new Map<number, StoredConnection>();
  /** How many connections of each name there have been. */
  readonly #sockets = new Map<string, number>();
  /** By a unit's number, in ascending order; most units have none. */
  readonly #remarks = new Map<number, Remarks>();
  readonly #contexts = new Contexts();
  /** What lies between the units. */
  readonly marks = new Marks();
  /** Number of the oldest unit that is kept. */
  #first = 1;
  #bytes = 0;
  /** Memory of records and remarks, with those of discarded units. */
  #records = 0;
  #cleared: Cleared | undefined;
  #connectionBytes = 0;
  #evicted = 0;
  #paused = false;
  #skipped = 0;

  /** `limit`: bytes in memory for units and their records. `changed` is called for every change. `backing`: where slabs go that leave memory. */
  constructor(limit: number, changed: () => void = () => undefined, backing?: Backing) {
    this.#limit = limit;
    this.#backing = backing;
    this.#changed = changed;
  }

  /** Number of the oldest unit kept, and of the newest ever recorded; empty when `first > last`. */
  get first(): number {
    return this.#first;
  }

  get last(): number {
    return this.#columns.last;
  }

  /** The number of the unit that is added next; undefined while paused. */
  get next(): number | undefined {
    return this.#paused ? undefined : this.last + 1;
  }

  get counts(): Counts {
    return {
      kept: this.last - this.#first + 1,
      first: this.#first,
      evicted: this.#evicted,
      bytes: this.#bytes + this.#contexts.bytes - (this.#cleared?.contexts ?? 0),
      paused: this.#paused,
      skipped: this.#skipped,
      cleared: this.#cleared?.units ?? 0,
    };
  }

  /** While paused nothing new is kept, but every unit that passes is counted in `skipped`. */
  set paused(paused: boolean) {
    this.#paused = paused;
  }

  /** Registers a connection and gives its number, from 1. */
  addConnection(name: string, protocol: ProtocolName, address?: string, read: ReadConnection = {}): StoredConnection {
    const sockets = (this.#sockets.get(name) ?? 0) + 1;
    this.#sockets.set(name, sockets);
    const number = this.#connections.size + 1;
    const connection = {
      number,
      name,
      protocol,
      socket: sockets,
      ...(address === undefined ? {} : { address }),
      since: this.last + 1,
      ...read,
    };
    this.#connections.set(connection.number, connection);
    this.#connectionBytes += connectionBytes + 2 * (name.length + (address?.length ?? 0));
    return connection;
  }

  /** All connections, in the order of their numbers. */
  connections(): Iterable<StoredConnection> {
    return this.#connections.values();
  }

  /** Memory that all of this takes, in bytes, about. */
  get memory(): number {
    return this.#records + this.#contexts.bytes + this.#connectionBytes + this.#slabs.size + this.marks.bytes;
  }

  connection(number: number): StoredConnection | undefined {
    return this.#connections.get(number);
  }

  /** The number of a connection among those of its name; undefined where it is the only one. */
  socketOf(number: number): number | undefined {
    const connection = this.#connections.get(number);
    return connection === undefined || this.#sockets.get(connection.name) === 1 ? undefined : connection.socket;
  }

  /** Keeps a unit and gives its number, or undefined while paused. */
  add(unit: NewUnit): number | undefined {
    if (this.#paused) {
      this.#skipped++;
      this.#changed();
      return undefined;
    }
    const place = this.#slabs.append(unit.bytes);
    const seq = this.#record({ ...unit, size: unit.bytes.length }, place);
    this.#backing?.added?.(seq, unit, place.slab);
    this.#fit();
    this.#changed();
    return seq;
  }

  /** Keeps a unit whose bytes the backing has, and gives its number. */
  addStored(unit: StoredUnit): number {
    const seq = this.#record(unit, { slab: 0, offset: 0 });
    this.#fit();
    this.#changed();
    return seq;
  }

  #record(unit: StoredUnit, place: Place): number {
    this.#bytes += unit.size + recordBytes;
    this.#records += recordBytes;
    return this.#columns.add({
      time: unit.time,
      ...place,
      size: unit.size,
      connection: unit.connection,
      side: unit.side,
      protocol: unit.protocol,
      kind: unit.kind,
      name: this.#nameNumber(unit.name),
      channel: unit.channel,
      peer: 0,
      context: this.#contexts.numberOf(unit.context, this.last + 1),
      failed: unit.failed,
      delivery: unit.delivery,
      lossy: unit.lossy,
      encrypted: unit.encrypted,
    });
  }

  /** The record of a unit that is still kept. */
  get(seq: number): UnitRecord | undefined {
    return seq < this.#first ? undefined : this.#columns.get(seq);
  }

  /** A record that goes from unit to unit: only units that are kept may be asked for. */
  cursor(): RecordCursor {
    return this.#columns.cursor();
  }

  /** A view on the unit's bytes, which stay as they are. It keeps all of its slab in memory: let go of it once the unit is evicted. */
  bytes(record: UnitRecord): Uint8Array {
    const { slab, offset, size } = record;
    if (this.#backing === undefined || !this.#slabs.isGone(slab)) return this.#slabs.read(slab, offset, size);
    return this.#backing.read(record) ?? noBytes;
  }

  nameOf(record: UnitRecord): string {
    return this.#names[record.name] ?? '';
  }

  /** Notes that one unit answers others; its own peer is the first of them. Those with a negative number were not kept. */
  pair(requests: readonly number[], answer: number): void {
    const first = requests.find((request) => request > 0);
    if (first === undefined) return;
    for (const request of requests) this.#columns.setPeer(request, answer);
    this.#columns.setPeer(answer, first);
    this.#backing?.paired?.(requests, answer);
    this.onPair?.(requests);
  }

  /** Keeps what only the conversation knows about a unit. */
  remark(seq: number, remarks: Remarks): void {
    if (this.get(seq) === undefined || sizeOf(remarks) === 0) return;
    this.#remarks.set(seq, remarks);
    this.#backing?.remarked?.(seq, remarks);
    this.#bytes += sizeOf(remarks);
    this.#records += sizeOf(remarks);
    this.#fit();
  }

  remarks(seq: number): Remarks {
    if (seq < this.#first) return noRemarks;
    return this.#remarks.get(seq) ?? noRemarks;
  }

  /** What only the conversation knew about a unit. */
  contextOf(record: UnitRecord): UnitContext {
    return this.#contexts.get(record.context);
  }

  /** Discards all units, which can be taken back until the next time, or until memory is short. Numbers go on, counts start again. */
  clear(): void {
    if (this.last >= this.#first) {
      this.dropCleared();
      const [first, bytes, records, contexts] = [this.#first, this.#bytes, this.#records, this.#contexts.bytes];
      this.#cleared = {
        first,
        units: this.last + 1 - first,
        bytes,
        records,
        contexts,
        evicted: this.#evicted,
        skipped: this.#skipped,
      };
      this.#first = this.last + 1;
      this.#bytes = 0;
      this.#backing?.clear?.();
    }
    this.#evicted = 0;
    this.#skipped = 0;
  }

  /** Takes back the latest `clear`: its units are in front of those that came since. False where they are gone for good. */
  undoClear(): boolean {
    const cleared = this.#cleared;
    if (cleared === undefined) return false;
    this.#cleared = undefined;
    this.#first = cleared.first;
    this.#bytes += cleared.bytes;
    this.#evicted += cleared.evicted;
    this.#skipped += cleared.skipped;
    this.#backing?.undoClear?.();
    return true;
  }

  /** Forgets the units that were discarded. */
  dropCleared(): void {
    const cleared = this.#cleared;
    if (cleared === undefined) return;
    this.#cleared = undefined;
    this.#records -= cleared.records;
    for (const seq of this.#remarks.keys()) {
      if (seq >= this.#first) break;
      this.#remarks.delete(seq);
    }
    if (this.#first > this.last) this.#slabs.clear();
    this.#backing?.dropCleared?.();
    this.#release();
  }

  /** Gives up the units before this one: they are no longer kept elsewhere. */
  giveUpBefore(seq: number): void {
    this.dropCleared();
    while (this.#first < Math.min(seq, this.last)) this.#evictOldest();
    this.#release();
  }

  /** What counts against the limit. */
  get #held(): number {
    const units =
      this.#backing === undefined ? this.#bytes + (this.#cleared?.bytes ?? 0) : this.#records + this.#slabs.size;
    return this.#contexts.bytes + units;
  }

  #fit(): void {
    this.#moveOut();
    if (this.#held > this.#limit) this.dropCleared();
    if (this.#held > this.#limit) this.#evict(this.#limit - this.#limit / 8);
  }

  /** Lets slabs go that are kept elsewhere. */
  #moveOut(): void {
    const { memory = Infinity } = this.#backing ?? {};
    while (this.#slabs.size > memory) {
      const { oldest } = this.#slabs;
      if (oldest === undefined || this.#backing?.keep(oldest.slab, oldest.bytes) !== true) return;
      this.#slabs.releaseBefore(oldest.slab + 1);
    }
  }

  /** Gives up the oldest units. Goes down below the limit, so that eviction is rare; the newest unit always stays. */
  #evict(goal: number): void {
    while (this.#held > goal && this.#first < this.last) {
      this.#evictOldest();
      // Now and then, since it looks at every context.
      if (this.#evicted % 1024 === 0) this.#contexts.releaseBefore(this.#first);
      if (this.#backing !== undefined) this.#releaseSlabs();
    }
    this.#release();
  }

  #evictOldest(): void {
    const record = this.#columns.get(this.#first);
    const own = recordBytes + sizeOf(this.remarks(this.#first));
    this.#bytes -= (record?.size ?? 0) + own;
    this.#records -= own;
    this.#remarks.delete(this.#first);
    this.#first++;
    this.#evicted++;
  }

  /** Lets go of what belongs to units that are gone. */
  #release(): void {
    this.#contexts.releaseBefore(this.#first);
    this.#releaseSlabs();
    this.#columns.releaseBefore(this.#first);
    this.marks.releaseBefore(this.#first);
    this.#backing?.gone?.(this.#first);
  }

  #releaseSlabs(): void {
    const oldest = this.#columns.get(this.#first);
    if (oldest !== undefined) this.#slabs.releaseBefore(oldest.slab);
  }

  #nameNumber(name: string): number {
    const known = this.#nameNumbers.get(name);
    if (known !== undefined) return known;
    // Names come from the peer: a hostile one must not fill the table without end.
    if (this.#names.length >= maxNames) return 0;
    this.#names.push(name);
    this.#nameNumbers.set(name, this.#names.length - 1);
    return this.#names.length - 1;
  }
}

function sizeOf({ issues, notes }: Remarks): number {
  return issues.length * remarkBytes + notes.reduce((sum, { message }) => sum + remarkBytes + 2 * message.length, 0);
}
