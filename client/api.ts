import type { Event } from 'vscode';
import type { ConnectionInfo } from '../wire/protocol.ts';
import type { RowLook } from './connections/describe.ts';
import type { RowLooks } from './connections/tree.ts';
import type { UserError } from './errors/user-error.ts';
import type { Inspected } from './inspector/source.ts';
import type { Sent } from './sending/replies.ts';
import type { WireHost } from '../wire/host.ts';

/**
 * What `activate` returns, for other extensions and for tests in the host. It looks; what acts is a command, but for `wire`, which
 * connects and sends by itself.
 */
export interface WireloupeApi {
  readonly version: 1;
  /** Milliseconds that activation took. */
  readonly activationTime: number;
  /** Which of the parts that start when needed have been started. */
  started(): { readonly language: boolean; readonly wire: boolean };
  /** Ends when the language server is ready; starts it if need be. */
  languageReady(): Promise<void>;
  /** Live traffic: rows, units, state of connections. Asking starts the worker. */
  wire(): Promise<WireHost>;
  /** The state of a connection, if it was ever opened. */
  connection(name: string): ConnectionInfo | undefined;
  /** How the sidebar shows a connection; undefined where it shows none of that name. */
  connectionRow(name: string): Promise<RowLook | undefined>;
  /** How the sidebar shows what is below an open connection: sessions with their links, or contacts with their resources. */
  rowsBelow(name: string): Promise<readonly RowLooks[]>;
  /** A reply came to what was sent from an editor. */
  readonly onDidSend: Event<Sent>;
  /** The user was told about a failure, with next steps. */
  readonly onDidTell: Event<UserError>;
  /** What the sidebar's Inspector shows. */
  inspected(): Inspected | undefined;
}
