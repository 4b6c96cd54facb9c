/** One decoded part of an AMQP 0-9-1 frame; offsets are bytes within the frame. */
export interface Node091 {
  readonly name: string;
  /** The type of the specification, for a table's value with its type octet: `shortstr`, `table 'S'`. */
  readonly type: string;
  /** Scalars only: longs beyond 32 bits are bigint. */
  readonly value?: null | boolean | number | bigint | string | Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly children: readonly Node091[];
}

/** What is wrong, and at which byte. */
export interface Problem091 {
  readonly message: string;
  readonly offset: number;
}
