import type { ConnectionEnd } from '../captures/input/model.ts';
import type { WlcapConnection } from '../captures/wlcap/model.ts';
import type { FramedUnit, Issue, Note, OpenUnit, Side } from '../core/index.ts';

/** A unit as it is written: redacted, where that was asked for. */
export interface ConvertedUnit {
  readonly connection: number;
  readonly side: Side;
  /** Milliseconds since 1970; 0 where it is not known. */
  readonly time: number;
  readonly unit: FramedUnit;
  /** Whether it crossed inside TLS, where that is known. */
  readonly encrypted: boolean | undefined;
  /** The same bytes, opened. */
  readonly opened: OpenUnit;
  /** Its number in the input, from 1. */
  readonly number: number;
  /** What is said about it, redacted as it is itself. */
  readonly said: () => Said;
  /** The unit before its names were replaced. */
  readonly named: OpenUnit;
}

/** What is wrong with a unit, and what is worth knowing about it. */
export interface Said {
  readonly issues: readonly Issue[];
  readonly notes: readonly Pick<Note, 'message'>[];
}

/** A format that a conversation is written in. Everything is given in the order of the input. */
export interface Output {
  /** A connection begins, before its first unit. */
  begin(connection: WlcapConnection): void;
  unit(unit: ConvertedUnit): void;
  /** Bytes of a side are missing. `bytes`: how many, where that is known. */
  gap(connection: number, side: Side, time: number, bytes: number | undefined): void;
  /** What comes next may answer what comes later. */
  late(connection: number, time: number): void;
  end(connection: number, end: ConnectionEnd, time: number, reason: string | undefined): void;
  /** The input ended. Gives what people should know about what was written, or left out: sentences. */
  finish(): readonly string[];
}

/** Takes what is written, piece by piece. */
export type Write = (piece: string | Uint8Array) => void;

/** A format that has no room for what the input is: the message says what to do. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  /** The units are of several connections: how one is chosen, the message leaves to who shows it. */
  readonly isOfConnections: boolean;

  constructor(message: string, because?: 'connections') {
    super(message);
    this.isOfConnections = because === 'connections';
  }
}
