/**
 * The table of requests and notifications between wire's host and its worker: JSON-RPC by vscode-jsonrpc over the worker's MessagePort,
 * every payload structured-cloneable. An entry makes the method of `Wire`, the host's proxy and the worker's handler.
 */
import { RequestType } from 'vscode-jsonrpc';
import { cancelled } from './failures.ts';
import { Listeners, type Disposable } from './listeners.ts';
import {
  defaultReplyTimeout,
  type CaptureConnection,
  type CaptureInfo,
  type ChangedParams,
  type ConnectionInfo,
  type ConnectParams,
  type ConversationParams,
  type ConversationResult,
  type FindParams,
  type FindResult,
  type IndexOfParams,
  type LogParams,
  type Notice,
  type OpenCaptureParams,
  type Outcome,
  type PlaygroundInfo,
  type PlaygroundPorts,
  type ProjectContextParams,
  type RowsParams,
  type RowsResult,
  type SaveCaptureParams,
  type SavedCapture,
  type SendParams,
  type SendReply,
  type StartedTap,
  type StartTapParams,
  type StretchParams,
  type StretchResult,
  type TapInfo,
  type UnitGroup,
  type UnitGroupsParams,
  type UnitParams,
  type UnitResult,
  type WireFailure,
} from './protocol.ts';

/** What a request takes, in one value or none, and what it gives. */
type Signature = (params: never) => unknown;

/** What the host does where the worker does not answer a request. */
export interface Request<F extends Signature> {
  /** Milliseconds until the answer, or else a sign of life, is due; undefined for any time. 10,000 ms when left out. */
  readonly due?: (...params: Parameters<F>) => number | undefined;
  /** The result while no worker runs, or when it ends meanwhile. When left out, the request starts the worker. */
  readonly idle?: () => ReturnType<F>;
  /** The result of a request that is cancelled before it is sent, or whose worker ends after that. */
  readonly cancelled?: () => ReturnType<F>;
  /** The result when the worker fails. When left out, the request rejects. */
  readonly failed?: (failure: WireFailure) => ReturnType<F>;
}

const request = <F extends Signature>(policy: Request<F> = {}): Request<F> => policy;
const failed = (failure: WireFailure): Outcome<never> => ({ ok: false, failure });

/** Every request can be cancelled by a signal; `send`, `openCapture`, `saveCapture` and `conversation` end then, the others run to their end. */
export const requests = {
  connect: request<(params: ConnectParams) => Outcome<ConnectionInfo>>({ failed }),
  /** Takes the connection's name. */
  disconnect: request<(name: string) => void>({ due: () => 0, idle: () => undefined }),
  connections: request<() => readonly ConnectionInfo[]>({ idle: () => [] }),
  /** Cancelling stops waiting for the reply (and closes the socket of a frame script). */
  send: request<(params: SendParams) => Outcome<SendReply>>({
    due: ({ timeout = defaultReplyTimeout }) => timeout,
    cancelled: () => failed(cancelled('Sending').failure),
    failed,
  }),
  /** Answers at once: while a first scan of much traffic goes on, `matching` covers what was looked at, and grows by `changed`. */
  rows: request<(params: RowsParams) => RowsResult>(),
  unit: request<(params: UnitParams) => UnitResult | null>(),
  /** The index of a unit among the rows that match, or −1. A unit of a group that is not open is in the row of the group. */
  indexOf: request<(params: IndexOfParams) => number>(),
  /** The first unit of the group that a unit belongs to; the unit itself where it is alone. */
  groupOf: request<(params: UnitParams) => number>({ due: () => undefined }),
  /** The units of a stretch of the list's rows. Waits until the list has all of them. */
  stretch: request<(params: StretchParams) => StretchResult>({ due: () => undefined }),
  /** The next unit among those of a list that something is true of. Answers within about a second, with where to go on from. */
  find: request<(params: FindParams) => FindResult>(),
  /** Sets what a connection's project defines and which severities it sets; rows and units that are asked for later know it. */
  setProjectContext: request<(params: ProjectContextParams) => void>(),
  /**
   * What an open connection has come to, once it is newer than what the asker has. Null where the connection is not open, or ends
   * meanwhile, and when the request is cancelled. How often to ask is the asker's choice: between two requests nothing is done,
   * however much crosses.
   */
  conversation: request<(params: ConversationParams) => ConversationResult | null>({
    due: () => undefined,
    idle: () => null,
    cancelled: () => null,
  }),
  /**
   * Reads a file into a source of its own. Answers when its first rows are there, or when it has none; reading goes on, and
   * `captureChanged` tells how far. Cancelling ends it until then, `stopCapture` and `closeCapture` after that.
   */
  openCapture: request<(params: OpenCaptureParams) => Outcome<CaptureInfo>>({
    cancelled: () => failed(cancelled('Opening the file').failure),
    failed,
  }),
  /** How a capture is now; null where it is not open (any more). */
  capture: request<(source: number) => CaptureInfo | null>({ idle: () => null }),
  /** The connections of a capture that have rows, at most 1000. */
  captureConnections: request<(source: number) => readonly CaptureConnection[]>({ idle: () => [] }),
  /** Reads no more of a file; what was read stays. */
  stopCapture: request<(source: number) => void>({ idle: () => undefined }),
  /** Whose these units are, and in what they are written: at most 1000 groups. */
  unitGroups: request<(params: UnitGroupsParams) => readonly UnitGroup[]>(),
  /** Writes units to a file. Cancelling removes what was written. */
  saveCapture: request<(params: SaveCaptureParams) => Outcome<SavedCapture>>({
    due: () => undefined,
    cancelled: () => failed(cancelled('Saving').failure),
    failed,
  }),
  /** Forgets a capture. */
  closeCapture: request<(source: number) => void>({ idle: () => undefined }),
  /** The connections of live traffic, with those of the sessions before that are kept, at most 1000. */
  recordedConnections: request<() => readonly CaptureConnection[]>(),
  /** Discards all units. */
  clear: request<() => void>(),
  /** Takes back the latest `clear`, once. False where its units are gone for good. */
  undoClear: request<() => boolean>({ idle: () => false }),
  /** While paused, connections go on; what passes is counted in `skipped`, and not kept. */
  pause: request<(paused: boolean) => void>(),
  /** Listens in place of a server, passes everything on, and records it. */
  startTap: request<(params: StartTapParams) => Outcome<StartedTap>>({ failed }),
  /** Takes the tap's name; its connections are cut off. */
  stopTap: request<(name: string) => void>({ idle: () => undefined }),
  taps: request<() => readonly TapInfo[]>({ idle: () => [] }),
  startPlayground: request<(options: PlaygroundPorts) => Outcome<PlaygroundInfo>>({ failed }),
  stopPlayground: request<() => void>({ idle: () => undefined }),
  /** Closes all connections, taps and the playground; in the host, ends the worker too. */
  dispose: request<() => void>(),
};

/** What wire says by itself. */
export interface Notifications {
  /** At most 20 a second. */
  readonly changed: ChangedParams;
  /** Of each capture at most 20 a second. */
  readonly captureChanged: CaptureInfo;
  readonly connectionChanged: ConnectionInfo;
  /** Of each tap at most 20 a second. */
  readonly tapChanged: TapInfo;
  readonly log: LogParams;
  /** Something about the recording that users should be told: it cannot be written to the disk, or its file was cut. */
  readonly notice: Notice;
}

export type NotificationName = keyof Notifications;
type WireListeners = { readonly [K in NotificationName]: Listeners<Notifications[K]> };

/** Makes listeners for each notification, none of them subscribed. */
export const createListeners = (): WireListeners => ({
  changed: new Listeners(),
  captureChanged: new Listeners(),
  connectionChanged: new Listeners(),
  tapChanged: new Listeners(),
  log: new Listeners(),
  notice: new Listeners(),
});

type Requests = typeof requests;
export type RequestName = keyof Requests;

/** What wire is asked: one method a request, which takes a signal if it takes anything. */
export type Calls = {
  readonly [K in RequestName]: Requests[K] extends Request<infer F>
    ? Parameters<F> extends []
      ? () => Promise<ReturnType<F>>
      : (params: Parameters<F>[0], signal?: AbortSignal) => Promise<ReturnType<F>>
    : never;
};

/** What wire does, the same in its own worker and in this process. Nothing here rejects because of a peer. */
export type Wire = Calls & {
  /** Calls `listener` for each notification of that name. */
  on<K extends NotificationName>(name: K, listener: (params: Notifications[K]) => void): Disposable;
};

export const requestNames = Object.keys(requests) as readonly RequestName[];
export const notificationNames = Object.keys(createListeners()) as readonly NotificationName[];

/** A request as JSON-RPC carries it. */
export const rpcType = (name: RequestName): RequestType<unknown, unknown, void> => new RequestType(name);
