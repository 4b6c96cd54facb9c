import type { FramedUnit, Side } from '../../core/index.ts';
import type { StreamContext } from '../protocol-stream.ts';

/** What is known of a connection before its first unit. */
export interface ConnectionStart {
  /** Which sides the input has at all. */
  readonly sides: 'both' | Side;
  /**
   * The beginning is not in the input. `headers`: only what comes before the first frame of AMQP is missing (headers, SASL), so that
   * all from both opens on is there.
   */
  readonly partial?: boolean | 'headers';
  /** What a program prints of its units: steps that it does not print, such as going over to TLS, are not known. */
  readonly printed?: boolean;
}

/** What is known about a connection beside its units, as far as the input tells it. */
export interface ConnectionDetails {
  /** What people call it. */
  readonly name?: string;
  /** The ends: `127.0.0.1:5672`, `[::1]:5672`, or a name of a host in the place of the address. */
  readonly client?: string;
  readonly server?: string;
  /** `message`: each unit was in a message of a WebSocket. */
  readonly framing?: 'stream' | 'message';
  /** What is known about TLS; `null` where there was none. */
  readonly tls?: TlsDetails | null;
}

/** What is known about TLS around a connection. */
export interface TlsDetails {
  readonly version?: string;
  readonly cipher?: string;
  /** Whether the certificate was verified. */
  readonly verified?: boolean;
}

/** How a side of a connection ends; `cut`: the input ends before the connection does. */
export type ConnectionEnd = Side | 'cut';

/** Takes the units of an input as they come. */
export interface UnitSink {
  /** A connection begins, before its first unit. One that is not begun has both sides, from the beginning on. */
  begin(connection: number, start: ConnectionStart): void;
  /** `time`: milliseconds since 1970; 0 where the input has none. `encrypted`: whether it crossed inside TLS, where that is known. */
  unit(connection: number, side: Side, time: number, unit: FramedUnit, encrypted?: boolean): void;
  /** What is known about a connection: before its first unit, and again where more is. */
  details?(connection: number, details: ConnectionDetails): void;
  /** A side of a connection sends nothing more. */
  ended?(connection: number, end: ConnectionEnd, time: number, reason?: string): void;
  /**
   * Bytes of a connection are late, or lost: then `lost` is the side that sent them. What comes next may answer them. `bytes`: how many
   * are lost, where that is known.
   */
  late(connection: number, lost?: Side, bytes?: number): void;
  /** Something about a connection that people should know: encrypted, compressed, bytes missing. Without its full stop. */
  note(connection: number, side: Side | undefined, text: string): void;
  /** Something about the input as a whole: a sentence. */
  tell(text: string): void;
  /** A part of the input cannot be read: a sentence. The connection is named where it is known. */
  problem(text: string, connection?: number): void;
  /** The input ended: how many connections it has, and which of them carry other protocols and are left out. */
  connections?(count: number, leftOut: readonly number[]): void;
  /** Awaited before more is read, so that a slow reader of the results holds back the reading. */
  flush(): Promise<void>;
}

/** The name of a format of input. */
export type FormatName = string;

/** A format of input, as `decode --help` lists it. */
export interface Format {
  readonly name: FormatName;
  readonly title: string;
}

/** Takes the pieces of an input whose format is known. */
export interface Feeder {
  push(bytes: Uint8Array): void;
  /** The input ended. Gives what is wrong with its end, if anything is: a sentence. */
  end(): string | undefined;
}

/** What every reader of an input needs. */
export interface InputContext {
  /** The side of an input that is one direction. */
  readonly direction: Side;
  /** Which end a log's program is, whatever its kind and content say. */
  readonly perspective?: Side | undefined;
  /** What follows the bytes of connections. */
  readonly streams: StreamContext;
  readonly sink: UnitSink;
}

/** An input that cannot be read at all: the message says why, and what to do. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
