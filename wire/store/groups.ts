import { BoundedMap, type DeliveryIds, type Side } from '../../protocols/core/index.ts';
import { isDisposition, isIq } from '../../protocols/filter/index.ts';
import { protocolOf } from '../../protocols/index.ts';
import type { RecordCursor, UnitRecord } from './columns.ts';
import { NumberColumn } from './number-column.ts';
import type { UnitOpener } from './stored-facts.ts';
import type { TrafficStore } from './store.ts';

/** Deliveries that later frames and dispositions may belong to: more of them are forgotten from the oldest on. */
const mostDeliveries = 100_000;
/** Ids of a disposition that are looked up: one that is about more deliveries than one stands alone. */
const mostIds = 64;
/** Units of a group: a peer may send one delivery for ever. */
const mostUnits = 65_536;

/**
 * Which units belong together: an iq and its answer; the transfers of a delivery, and the dispositions that are about it alone. Told from what the
 * follower has told the store (pairs, deliveries, sessions), from the oldest unit to the newest, each once. A unit is part of one group at most.
 */
export class Groups {
  readonly #store: TrafficStore;
  readonly #open: UnitOpener['open'];
  readonly #record: RecordCursor;
  /** The first unit of a unit's group, by unit; 0 for one that is its own first, or alone. */
  readonly #heads = new NumberColumn();
  /** The next unit of the same group, by unit. */
  readonly #next = new NumberColumn();
  /** The last unit of a group, and how many it has, by its first. */
  readonly #tails = new NumberColumn();
  readonly #sizes = new NumberColumn();
  readonly #deliveries = new BoundedMap<string, number>(mostDeliveries);
  /** How far units have been looked at; the next one is not. */
  next: number;
  /** Called when units have been evicted, with those whose first is gone: each is alone from now on. */
  onEvicted: ((alone: readonly number[]) => void) | undefined;
  #first: number;

  constructor(store: TrafficStore, open: UnitOpener['open']) {
    this.#store = store;
    this.#open = open;
    this.#record = store.cursor();
    this.next = this.#first = store.first;
  }

  /** The first unit of the group; the unit itself where it is alone. */
  headOf(seq: number): number {
    return this.#heads.get(seq) || seq;
  }

  /** How many units a group has, by its first; 1 for a unit that is alone. */
  sizeOf(head: number): number {
    return this.#sizes.get(head) || 1;
  }

  /** The units of a group behind its first, in their order. */
  *membersOf(head: number): Generator<number, void> {
    if (this.sizeOf(head) === 1) return;
    for (let seq = this.#next.get(head); seq > 0; seq = this.#next.get(seq)) yield seq;
  }

  /** Looks at units until a time of `performance.now`. True when all have been looked at. */
  look(until: number): boolean {
    this.#evict();
    for (let looked = 1; this.next <= this.#store.last; looked++) {
      this.#take(this.next++);
      if (looked % 64 === 0 && performance.now() > until) return this.next > this.#store.last;
    }
    return true;
  }

  #evict(): void {
    const { first } = this.#store;
    if (first === this.#first) return;
    const alone: number[] = [];
    for (let seq = this.#first; seq < Math.min(first, this.next); seq++) {
      if (this.sizeOf(seq) === 1) continue;
      for (const member of [...this.membersOf(seq)]) {
        this.#heads.set(member, 0);
        this.#next.set(member, 0);
        if (member >= first) alone.push(member);
      }
      this.#sizes.set(seq, 0);
    }
    this.#first = first;
    this.next = Math.max(this.next, first);
    for (const column of [this.#heads, this.#next, this.#tails, this.#sizes]) column.releaseBefore(first);
    this.onEvicted?.(alone);
  }

  #take(seq: number): void {
    const record = this.#record;
    if (seq < this.#store.first || !record.seek(seq)) return;
    const { kind, peer, side, delivery } = record;
    if (delivery !== undefined) {
      this.#transfer(record, delivery);
      return;
    }
    const unit = { name: this.#store.nameOf(record), kind };
    if (isIq(unit) && peer > 0 && peer < seq) this.#join(peer, seq);
    else if (isDisposition(unit)) {
      const { search } = protocolOf(record.protocol);
      const ids = search.deliveries(this.#open(record), side);
      const head = ids === undefined ? undefined : this.#onlyDelivery(record, ids);
      if (head !== undefined) this.#join(head, seq);
    }
  }

  /** A frame begins a delivery, or continues one. */
  #transfer(record: UnitRecord, delivery: number): void {
    const { seq, side } = record;
    const key = this.#keyOf(record, side, delivery);
    const head = this.#store.contextOf(record).payload === 'opaque' ? this.#deliveries.get(key) : undefined;
    if (head === undefined || !this.#join(head, seq)) this.#deliveries.set(key, seq);
  }

  #onlyDelivery(record: UnitRecord, { first, last, sender }: DeliveryIds): number | undefined {
    // Ids are serial numbers of 32 bits (AMQP 1.0, 2.8.10).
    const more = (last - first) >>> 0;
    if (more >= mostIds) return undefined;
    let found: number | undefined;
    for (let i = 0; i <= more; i++) {
      const head = this.#deliveries.get(this.#keyOf(record, sender, (first + i) >>> 0));
      if (head === undefined) continue;
      if (found !== undefined) return undefined;
      found = head;
    }
    return found;
  }

  #keyOf(record: UnitRecord, sender: Side, delivery: number): string {
    const session = this.#store.contextOf(record).place?.session ?? `channel ${record.channel ?? ''}`;
    return `${record.connection} ${session} ${sender} ${delivery}`;
  }

  /** False where the group has no room, or its first is gone. */
  #join(head: number, seq: number): boolean {
    const size = this.sizeOf(head);
    if (head < this.#store.first || head < this.#first || this.#heads.get(head) !== 0 || size >= mostUnits)
      return false;
    this.#next.set(size === 1 ? head : this.#tails.get(head), seq);
    this.#tails.set(head, seq);
    this.#sizes.set(head, size + 1);
    this.#heads.set(seq, head);
    return true;
  }
}
