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

/** A unit as a filter looks at it. What costs something to know is a function; nothing is asked of it that a cheaper term decides. */
export interface UnitFacts {
  /** The number by which people name the unit. */
  readonly number: number;
  /** Milliseconds since 1970; undefined where it is not known. */
  readonly time: number | undefined;
  readonly side: Side;
  readonly kind: UnitKind;
  readonly protocol: ProtocolName;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** AMQP: the channel. */
  readonly channel: number | undefined;
  readonly failed: boolean;
  /** The connection's name and addresses: what `conn:` and words search. */
  readonly connection: readonly string[];
  /** The number of the connection, where people name it by one. */
  readonly connectionNumber: number | undefined;
  /** The unit that answers it, or that it answers; undefined for none. */
  readonly peer: number | undefined;
  /** Milliseconds between the two. */
  readonly latency: number | undefined;
  /** Session and link, where the conversation tells. */
  place(): UnitPlace | undefined;
  /** The delivery that a transfer is of, where the conversation tells. */
  readonly delivery: number | undefined;
  bytes(): Uint8Array;
  open(): OpenUnit;
  readonly search: UnitSearch;
  issues(least: Severity): readonly Issue[];
  readonly notes: readonly Note[];
  /** The unit of the same connection with this number, where it is known. */
  other(number: number): UnitFacts | undefined;
}

export interface EvaluateOptions {
  /** Minutes that the reader's clock is behind UTC at a time, as `Date.prototype.getTimezoneOffset` gives them. */
  readonly zone: (time: number) => number;
}

/** What a filter needs to know that is not known yet when a unit is seen first. */
export interface Needs {
  /** What answers a unit: it is known later. */
  readonly answers: boolean;
  /** Numbers of units that others are compared with; they may come later. */
  readonly units: readonly number[];
}

/** A filter that is ready to be applied. */
export interface CompiledFilter {
  readonly needs: Needs;
  matches(unit: UnitFacts): boolean;
}
