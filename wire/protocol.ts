/**
 * What crosses between the extension (or the command line) and the wire worker: parameters and results of the requests and
 * notifications in `requests.ts`. All of it is structured-cloneable.
 */
import type { PlaygroundInfo, PlaygroundPorts } from '../playground/model.ts';
import type { SortKey, TrafficRow } from '../protocols/core/inspect/index.ts';
import type { FilterProblem } from '../protocols/filter/index.ts';
import type { ConnectionState as ProtocolState } from '../protocols/index.ts';
import type { ConnectionProfile } from '../protocols/project/index.ts';
import type {
  Issue,
  Note,
  NotTaken,
  NumberRanges,
  ProjectContext,
  SendPayload,
  Side,
  TakenValue,
  TextLanguage,
  UnitContext,
} from '../protocols/core/index.ts';

/** Life of one connection. `failed` keeps the reason until the next attempt. */
export type ConnectionState = 'connecting' | 'connected' | 'disconnecting' | 'disconnected' | 'failed';

/** A failure with a text for people. The code is stable; `hint` says what to do next. */
export interface WireFailure {
  readonly code:
    | 'refused'
    | 'unknown-host'
    | 'timeout'
    | 'closed'
    | 'auth'
    | 'tls-untrusted'
    | 'tls'
    | 'protocol'
    | 'policy'
    | 'cancelled'
    | 'not-connected'
    | 'internal'
    /** A file cannot be read, or nothing in it is recognized. */
    | 'unreadable'
    /** A file cannot be written. */
    | 'unwritable'
    /** Wire itself has stopped, and all connections with it. */
    | 'stopped';
  readonly message: string;
  readonly hint?: string;
  /** What the server said, word for word, which the message quotes: a stream error's condition and text, an AMQP error's condition and description. */
  readonly server?: { readonly condition: string; readonly text?: string };
  /** PEM of the certificate authority (or self-signed certificate) that was not trusted, to offer "trust this CA". */
  readonly untrustedCa?: string;
  /** The login needs a password, and none was given. */
  readonly passwordMissing?: true;
}

/** What the sidebar shows of a connection. */
export interface ConnectionInfo {
  /** The profile's name in `wireloupe.json`; the key of every request. */
  readonly name: string;
  /** Number of the latest connection of that name in the store. */
  readonly number: number;
  readonly protocol: 'xmpp' | 'amqp';
  readonly state: ConnectionState;
  /** `romeo@localhost/bench`, or the container id of the peer. */
  readonly identity?: string;
  /** TLS version and cipher; null for plain text. `verified` is false where the profile turned verification off. */
  readonly tls?: { readonly version: string; readonly cipher: string; readonly verified: boolean } | null;
  readonly failure?: WireFailure;
}

/** The result of a request that may fail in a way that people must be told. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: WireFailure };

export interface ConnectParams {
  readonly name: string;
  /** Paths in it are absolute, the password is filled in. */
  readonly profile: ConnectionProfile;
  readonly password?: string;
}

/** Milliseconds to wait for a reply when nothing else is said. */
export const defaultReplyTimeout = 10_000;

export interface SendParams {
  readonly connection: string;
  /** For frame scripts, which need no open connection: the profile, unless the name was connected before. */
  readonly profile?: ConnectionProfile;
  readonly payload: SendPayload;
  /** For a frame script in parts: a name that its parts have in common, and no other script. */
  readonly script?: string;
  /** Milliseconds to wait for a reply; `defaultReplyTimeout` when left out. */
  readonly timeout?: number;
}

/** What came back for what was sent. */
export interface SendReply {
  /** `result`, `error`, `accepted`, `rejected`, `released`, `modified`, `sent` (no reply is owed), `received`, `closed`. */
  readonly status: string;
  /** Milliseconds from the first byte sent to the reply. */
  readonly latency: number;
  /** Units of the store: what was sent, and what answered. */
  readonly sent: readonly number[];
  readonly received: readonly number[];
  /** One line for people; for errors what the server said and what it means. */
  readonly summary: string;
  /** The reply as text: XML, or the notation. */
  readonly text?: string;
  /** What keeps the reply from being all that was asked for, in a few words: `received 1 of 2`, `closed by peer: amqp:not-found`. */
  readonly problem?: { readonly severity: 'error' | 'warning'; readonly text: string };
  /** What came of the variables that were to be set, one of each of the payload's `sets`, in their order. */
  readonly taken?: readonly (TakenValue | NotTaken)[];
}

/** Which rows a list shows. All given parts must hold. */
export interface RowFilter {
  /** In the filter language (docs/filters.md). */
  readonly text?: string;
  readonly connection?: string;
}

/** Whose traffic is asked for: that of a capture, by its number; left out for what crosses live. */
export interface OfSource {
  readonly source?: number;
}

/** Another order than that of numbers. */
export interface RowSort {
  readonly by: SortKey;
  readonly descending: boolean;
}

/** Units that belong together are one row. */
export interface RowGroups {
  /** First units of the groups that are open: their other units are rows below them. */
  readonly open: readonly number[];
}

export interface RowsParams extends OfSource {
  readonly sort?: RowSort;
  /** Each unit is a row of its own where this is left out. */
  readonly groups?: RowGroups;
  readonly filter: RowFilter;
  /** Index among the matching rows, from 0. */
  readonly from: number;
  readonly count: number;
}

export interface RowsResult {
  /** The rows are in the order of their numbers, since there are more than so many. */
  readonly unsorted?: number;
  readonly rows: readonly TrafficRow[];
  readonly matching: number;
  readonly counts: Counts;
  /** The filter cannot be read, so that nothing matches it: why, and where in its text. */
  readonly problem?: FilterProblem;
}

/** Nothing vanishes silently: what the store keeps and what it had to give up. */
export interface Counts {
  readonly kept: number;
  /** Number of the oldest unit kept; the number of the next unit where none is. */
  readonly first: number;
  readonly evicted: number;
  /** Bytes kept. */
  readonly bytes: number;
  /** While paused, passing units are not kept. */
  readonly paused: boolean;
  /** Units that passed while paused. */
  readonly skipped: number;
  /** Units that were discarded by the latest `clear`, and that `undoClear` brings back. */
  readonly cleared: number;
}

/** Where live traffic is kept on the disk, without secrets. */
export interface JournalSettings {
  /** Absolute path of a folder that only this program uses. */
  readonly folder: string;
  /** Megabytes and days that are kept. */
  readonly maxMb: number;
  readonly maxDays: number;
}

/** What people should be told now. */
export interface Notice {
  /** Sentences. */
  readonly text: string;
}

/** One unit as it crossed the wire. Secret bytes are replaced by `*` (0x2a) unless `secrets` was asked for. */
export interface UnitResult {
  readonly row: TrafficRow;
  readonly connectionName: string;
  readonly bytes: Uint8Array;
  readonly masked: boolean;
  readonly issues: readonly Issue[];
  /** What is worth knowing about it and no violation; units are named by their numbers in the list, negative ones were not kept. */
  readonly notes: readonly Note[];
  /** What only the conversation knows about the unit: a codec needs it to open the unit. */
  readonly context: UnitContext;
}

export interface UnitParams extends OfSource {
  readonly seq: number;
  /** Secrets as they are. */
  readonly secrets?: boolean;
}

export interface IndexOfParams extends OfSource {
  readonly sort?: RowSort;
  readonly groups?: RowGroups;
  readonly seq: number;
  readonly filter: RowFilter;
}

/** A stretch of the rows of a list: from one unit to another, in either order, or all rows. */
export interface StretchParams extends OfSource {
  readonly filter: RowFilter;
  readonly sort?: RowSort;
  readonly groups?: RowGroups;
  /** Units at the two ends; one that the list does not have stands for the other. All rows where both are left out. */
  readonly from?: number;
  readonly to?: number;
}

/** At most so many units are in the answer to a `stretch`. */
export const longestStretch = 100_000;

export interface StretchResult {
  /** The units of its first rows, at most `longestStretch`; of a group that is not open, all units. */
  readonly units: NumberRanges;
  /** How many rows the stretch has. */
  readonly rows: number;
}

export interface FindParams extends OfSource {
  /** The rows among which is searched. */
  readonly filter: RowFilter;
  /** What is searched for, in the filter language. */
  readonly what: string;
  /** The unit that the search begins behind, or before; it need not match. */
  readonly from: number;
  readonly backwards: boolean;
}

export interface FindResult {
  /** The unit that was found; 0 for none. */
  readonly seq: number;
  /** Where a search that has found none goes on from; 0 at the end of what is kept. */
  readonly at: number;
  /** What is searched for cannot be read: why, and where in its text. */
  readonly problem?: FilterProblem;
}

/** The development authority that signs what taps show to the programs that connect to them. All PEM. */
export interface TapAuthority {
  readonly certificate: string;
  /** Whoever has it can pretend to be one of `names` to programs that trust the authority. */
  readonly key: string;
  /** The DNS names and IP addresses that it may sign for (RFC 5280, 4.2.1.10). A DNS name stands for its subdomains too. */
  readonly names: readonly string[];
  /** Milliseconds since 1970. */
  readonly until: number;
}

export interface StartTapParams {
  /** A tap of the same name ends first. */
  readonly name: string;
  /** The server that everything passes to; paths in it are absolute. */
  readonly profile: ConnectionProfile;
  /** `HOST:PORT` offers what the server does, an address something else; port 0 is a free one. */
  readonly listen: string;
  /** The authority that programs trust already. */
  readonly authority?: TapAuthority;
}

/** A tap as it is. */
export interface TapInfo {
  readonly name: string;
  /** The address of its server. */
  readonly to: string;
  /** Where it listens, `host:port`; null where it has ended. */
  readonly listening: string | null;
  /** The address that programs connect to. */
  readonly offers: string;
  /** How many connections are open, and how many there were. */
  readonly open: number;
  readonly total: number;
  /** How many of them have units. */
  readonly recorded: number;
  /** What people should know about its connections: sentences, the latest ones. */
  readonly notes: readonly string[];
}

export interface StartedTap {
  readonly info: TapInfo;
  /** What programs must trust that connect with TLS. */
  readonly authority: TapAuthority;
  /** It was made now: no program trusts it yet. */
  readonly isNew: boolean;
}

export interface OpenCaptureParams {
  /** Absolute path of the file: all that `wireloupe decode` reads. */
  readonly path: string;
  /** What the file is decoded and judged by. */
  readonly project?: ProjectContext;
  /** Text of a TLS key log. */
  readonly keyLog?: string;
  /** Name of the format, as `decode --format-in` takes it; told by the content when left out. */
  readonly format?: string;
  /** Connections of other protocols are shown, too. */
  readonly all?: boolean;
}

/** A file that is open as a source of traffic. */
export interface CaptureInfo {
  /** The number by which its rows are asked for. */
  readonly source: number;
  readonly path: string;
  /** `broken`: the file could not be read to its end, and a note says why; `stopped`: by `stopCapture`. Rows are there in each of them. */
  readonly state: 'reading' | 'complete' | 'stopped' | 'broken';
  /** Bytes of the file that have been read, and how many it has. */
  readonly read: number;
  readonly size: number;
  readonly counts: Counts;
  /** Rows that match the filter of the latest `rows` request for this source. */
  readonly matching: number;
  /** Connections that have rows. */
  readonly connections: number;
  readonly notes: readonly CaptureNote[];
}

/** What people should know about a file. */
export interface CaptureNote {
  /** `about`: its content; `problem`: a part of it cannot be read; `file`: it has changed or is gone since it was opened. */
  readonly kind: 'about' | 'problem' | 'file';
  /** Sentences. */
  readonly text: string;
}

export interface SaveCaptureParams extends OfSource {
  /** Absolute path of the file. It is there when it is whole, and only its owner may read it. */
  readonly path: string;
  /** Name of a format that `wireloupe convert` writes: `wlcap`, `pcapng` and so on. */
  readonly format: string;
  /** What is written: units by their numbers, or those that a filter selects; all where both are left out. */
  readonly units?: NumberRanges;
  readonly filter?: RowFilter;
  /** `redact`: without secrets; `pseudonymize`: and without names; `keep`: with secrets. */
  readonly secrets: 'redact' | 'pseudonymize' | 'keep';
  /** Of templates: whose units; the client’s when left out. */
  readonly side?: 'client' | 'server';
}

/** Whose units are asked about. */
export interface UnitGroupsParams extends OfSource {
  readonly units: NumberRanges;
}

/** Units of one side of one connection. */
export interface UnitGroup {
  readonly connection: number;
  /** The connection's name. */
  readonly name: string;
  readonly side: Side;
  /** What people write them in; left out where that is nothing. */
  readonly language?: TextLanguage;
  readonly units: number;
}

/** What was written. */
export interface SavedCapture {
  readonly units: number;
  /** What people should know about it: sentences. */
  readonly notes: readonly string[];
}

/** A connection of a capture, or of live traffic. */
export interface CaptureConnection {
  /** Number in the store: that of `TrafficRow.connection`. */
  readonly number: number;
  /** Number in the file, from 0, as `decode` shows it; left out for live traffic. */
  readonly inFile?: number;
  readonly name: string;
  readonly protocol: string;
  /** Where its server is, as far as it is known. */
  readonly address?: string;
}

export interface ProjectContextParams extends OfSource {
  /** The connection's name: what crossed it, and will cross it, is decoded and judged by these from now on. Of a capture, it is all connections. */
  readonly connection: string;
  /** Its types, and the severities that the project sets, and the user above it. */
  readonly project: ProjectContext;
}

export interface ConversationParams extends OfSource {
  /** The connection's name; of a capture, the latest one of that name. */
  readonly name: string;
  /** The `version` of the latest answer: the next one comes when there is a newer one. At once when left out. */
  readonly since?: number;
}

/** What an open connection has come to: the sessions and links of AMQP, or who is available by what XMPP has told. */
export type ConversationResult = ProtocolState & {
  /** Grows with what may have changed the state. */
  readonly version: number;
};

export interface ChangedParams {
  readonly counts: Counts;
  /** Rows that match the filter of the latest `rows` request. */
  readonly matching: number;
}

export interface LogParams {
  readonly level: 'error' | 'warning' | 'info' | 'debug';
  readonly message: string;
}

export type { ConnectionProfile, PlaygroundInfo, PlaygroundPorts, TrafficRow };
