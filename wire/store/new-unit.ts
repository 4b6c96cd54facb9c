import type {
  Issue,
  Lossy,
  Note,
  OpenUnit,
  ProtocolName,
  Side,
  UnitContext,
  UnitKind,
} from '../../protocols/core/index.ts';

/** What a recorder hands in for one unit. */
export interface NewUnit {
  readonly time: number;
  readonly side: Side;
  readonly connection: number;
  readonly protocol: ProtocolName;
  readonly kind: UnitKind;
  readonly name: string;
  readonly channel: number | undefined;
  readonly context: UnitContext;
  /** It reports a failure. */
  readonly failed: boolean;
  /** AMQP: the delivery-id of the delivery that a transfer is of. */
  readonly delivery?: number | undefined;
  readonly lossy?: Lossy | undefined;
  readonly encrypted?: boolean | undefined;
  readonly bytes: Uint8Array;
  /** Where it begins in the bytes of its side. */
  readonly offset?: number;
  /** The unit, opened, by which its secrets are known; left out where it has none. */
  readonly opened?: OpenUnit;
}

/** A unit without its bytes. */
export type StoredUnit = Omit<NewUnit, 'bytes' | 'offset' | 'opened'> & { readonly size: number };

/** What a unit's own bytes do not tell. */
export interface Remarks {
  /** What it breaks in its place in the conversation. */
  readonly issues: readonly Issue[];
  readonly notes: readonly Note[];
}
