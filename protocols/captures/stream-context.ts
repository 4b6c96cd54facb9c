import type { CreateFramer, FramedUnit, Framer, ProtocolName, Side } from '../core/index.ts';
import type { Admission } from './admission.ts';
import type { Beginning } from './beginning.ts';
import type { CapturedConnection } from './connections.ts';
import type { BoshSessions, HttpConnection } from './http/index.ts';
import type { KeyLog, TlsCrypto, TlsSession } from './tls.ts';

/** What follows the bytes of connections needs, and where it gives what it finds. */
export interface StreamContext {
  /** Makes a framer, so that this folder knows no protocol. */
  readonly framer: (protocol: ProtocolName, options: Parameters<CreateFramer>[0]) => Framer;
  readonly keyLog: KeyLog;
  readonly crypto?: TlsCrypto;
  /** Connections of other protocols are shown, too, as units of kind `foreign`. */
  readonly all?: boolean | undefined;
  /** `encrypted`: whether the unit crossed inside TLS; undefined where that is not known. */
  unit(
    connection: CapturedConnection,
    side: Side,
    time: number,
    unit: FramedUnit,
    encrypted: boolean | undefined,
  ): void;
  /** Bytes of a connection are late, or lost by `lost`: what the other side answers meanwhile may answer them. */
  late?(connection: CapturedConnection, lost?: Side, bytes?: number): void;
  /**
   * Something of a connection is given out next. `swapped`: the ends are the other way round than the capture’s first packet made
   * believe.
   */
  begins?(
    connection: CapturedConnection,
    how: { readonly swapped: boolean; readonly framing: 'stream' | 'message' },
  ): void;
  /** A side closed its direction of a connection. */
  ended?(connection: CapturedConnection, side: Side, time: number): void;
  /** Something about a connection that people should know: encrypted, compressed, bytes missing. */
  note(connection: CapturedConnection, side: Side, text: string): void;
  /** The capture ended: how many connections it has, and which of them carry other protocols and are left out. */
  connections?(count: number, leftOut: readonly number[]): void;
}

/** What both directions of one connection share. */
export interface ConnectionFacts {
  readonly tls: TlsSession;
  /** The bytes are those of a network's packets: what is read outside of TLS crossed it in clear. */
  readonly network?: boolean;
  protocol?: ProtocolName;
  /** The only direction that the input has, where it does not have both. */
  readonly alone?: Side;
  /** Those of the whole input. */
  readonly bosh?: BoshSessions;
  /** Set as soon as one direction begins with HTTP. */
  http?: HttpConnection;
  /** What a WebSocket or a tunnel of HTTP carries is a connection of its own. */
  carried?: ConnectionFacts;
  /** What is inside of TLS that begins with the connection. */
  inside?: ConnectionFacts;
  /** Both directions wait here until it is known what they carry. Without it, whatever comes is taken for AMQP or XMPP where that is possible. */
  readonly beginning?: Beginning;
  /** Whether the connection is shown; without it, it is. */
  readonly admission?: Admission;
  /** Makes the same for what is inside: what is expected there is known by less. */
  readonly within?: (expected: readonly ProtocolName[]) => ConnectionFacts;
  /** The ends are the other way round than the capture’s first packet made believe. */
  swapped?: boolean;
  /** Whether a byte came. */
  hasBytes?: boolean;
  /** How many directions have ended. */
  ended?: number;
}
