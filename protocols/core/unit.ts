/** The protocol that a unit of traffic belongs to. */
export type ProtocolName = 'amqp' | 'amqp-0-9-1' | 'xmpp' | 'unknown';

/** What a unit is: see notation.md's `decode` for the meaning of each. */
export type UnitKind = 'header' | 'frame' | 'heartbeat' | 'stanza' | 'stream' | 'keepalive' | 'garbage';

/** One unit that a framer cut out of one direction of a byte stream. */
export interface Unit {
  readonly protocol: ProtocolName;
  readonly kind: UnitKind;
  /** Bytes from the start of that direction's stream. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
}

/**
 * Cuts one direction of a byte stream into units. Bytes may arrive in pieces of any size: the units are the same for
 * every split. A framer never throws, and keeps no bytes of units that it has given out.
 */
export interface Framer {
  /** Takes the next bytes and gives the units that they complete, with the unit's own bytes. */
  push(chunk: Uint8Array): FramedUnit[];
  /** The stream has ended: what was left over, as garbage units. */
  end(): FramedUnit[];
}

/** A unit together with its bytes. */
export interface FramedUnit extends Unit {
  readonly bytes: Uint8Array;
  /** Whether it crossed inside TLS; left out where that is not known, or does not matter. */
  readonly encrypted?: boolean;
}
