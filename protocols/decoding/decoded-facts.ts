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
} from '../core/index.ts';
import type { UnitFacts } from '../filter/index.ts';
import { protocolOf } from '../index.ts';
import type { DecodedUnit } from './decoded-unit.ts';
import type { Exchanges } from './exchanges.ts';

/** What is known of the connections of an input: their names and addresses, by number. */
export type ConnectionNames = ReadonlyMap<number, readonly string[]>;

const none: readonly string[] = [];

/** A decoded unit as a filter looks at it. */
export class DecodedFacts implements UnitFacts {
  readonly #unit: DecodedUnit;
  readonly #names: ConnectionNames;
  readonly #exchanges: Exchanges | undefined;

  /** `exchanges`: what answers what, where the filter needs it. */
  constructor(unit: DecodedUnit, names: ConnectionNames, exchanges: Exchanges | undefined) {
    this.#unit = unit;
    this.#names = names;
    this.#exchanges = exchanges;
  }

  get number(): number {
    return this.#unit.number;
  }

  get time(): number | undefined {
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
    return this.#unit.opened.name;
  }

  get size(): number {
    return this.#unit.size;
  }

  get channel(): number | undefined {
    return this.#unit.opened.channel;
  }

  get failed(): boolean {
    return this.#unit.opened.failure() !== undefined;
  }

  get connection(): readonly string[] {
    return this.#names.get(this.#unit.connection) ?? none;
  }

  get connectionNumber(): number {
    return this.#unit.connection;
  }

  get peer(): number | undefined {
    return this.#exchanges?.peer(this.#unit.connection, this.#unit.number);
  }

  get latency(): number | undefined {
    const { time, connection } = this.#unit;
    const { peer } = this;
    const other = peer === undefined ? undefined : this.#exchanges?.time(connection, peer);
    return time === undefined || other === undefined ? undefined : Math.abs(time - other);
  }

  place(): UnitPlace | undefined {
    return this.#unit.place;
  }

  get delivery(): number | undefined {
    return this.#unit.delivery;
  }

  bytes(): Uint8Array {
    return this.#unit.bytes;
  }

  open(): OpenUnit {
    return this.#unit.opened;
  }

  get search(): UnitSearch {
    return protocolOf(this.#unit.protocol).search;
  }

  issues(least: Severity): readonly Issue[] {
    return least === 'hint' ? this.#unit.issues : this.#unit.findings;
  }

  get notes(): readonly Note[] {
    return this.#unit.notes;
  }

  other(number: number): UnitFacts | undefined {
    const unit = this.#exchanges?.unit(this.#unit.connection, number);
    return unit === undefined ? undefined : new DecodedFacts(unit, this.#names, this.#exchanges);
  }
}
