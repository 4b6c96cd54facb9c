import type { SendPayload } from '../protocols/core/index.ts';
import type { ConnectionProfile } from '../protocols/project/index.ts';
import type { Timeouts } from './net/deadline.ts';
import type { TlsInfo } from './net/tls.ts';
import type { ConnectionTap } from './record/tap.ts';
import type { LogParams, SendReply, WireFailure } from './protocol.ts';

/** What a connection is opened with. */
export interface OpenRequest {
  readonly profile: ConnectionProfile;
  readonly password?: string;
  readonly tap: ConnectionTap;
  readonly timeouts: Timeouts;
  /** Cancels the opening. */
  readonly signal: AbortSignal;
  readonly log: (level: LogParams['level'], message: string) => void;
  /** The connection has ended without being asked to, after it was open. Called at most once. */
  readonly onClosed: (failure: WireFailure) => void;
}

/** How something is sent. */
export interface SendOptions {
  /** Milliseconds to wait for the reply. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** An open connection of either protocol. Its functions fail with a `WireError`. */
export interface LiveConnection {
  /** The full JID, or the peer's container id. */
  readonly identity: string;
  readonly tls: TlsInfo | null;
  send(payload: SendPayload, options: SendOptions): Promise<SendReply>;
  /** Ends politely within the time for closing, then at once. */
  close(): Promise<void>;
}
