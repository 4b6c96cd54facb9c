import type { OpenUnit } from './codec.ts';

/**
 * What a value of a unit names: a host, a JID or its localpart (`user`), a container or a node of AMQP (`address`), an identifier that pairs units
 * (`id`, `tag`); or it is a text in which names may be, or a `word`, which is one of the protocol’s as a rule, but may be an address.
 */
export type NameKind = 'host' | 'jid' | 'user' | 'container' | 'address' | 'id' | 'tag' | 'text' | 'word';

/** Says what stands in the place of names. */
export interface Names {
  /** What a value becomes; the value itself where it stays. */
  of(kind: NameKind, value: string): string;
  /** Bytes whose structure is not known, in as many bytes. */
  inBytes(bytes: Uint8Array): Uint8Array;
}

/** Takes out of units what must not leave the machine that they were recorded on. */
export interface Redactor {
  /**
   * The bytes of a unit that was opened by the codec of the same protocol, without its secrets (`OpenUnit.secrets`): as many bytes, with the same
   * structure, so that they are decoded as before. The unit's own bytes where it has no secret. Never throws.
   */
  redact(unit: OpenUnit): Uint8Array;
  /**
   * The bytes of a unit with other names, encoded again so that sizes are right. The unit's own bytes where nothing changes. Never throws.
   */
  rename(unit: OpenUnit, names: Names): Uint8Array;
}
