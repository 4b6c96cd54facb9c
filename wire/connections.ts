import { stackOf, type SendPayload } from '../protocols/core/index.ts';
import { readService } from '../protocols/project/index.ts';
import { createFramer } from '../protocols/framers.ts';
import { openAmqp } from './amqp/connection.ts';
import { FrameScript } from './amqp/script.ts';
import { cancelled, toFailure, wireError } from './failures.ts';
import type { LiveConnection } from './live.ts';
import type { Timeouts } from './net/deadline.ts';
import {
  defaultReplyTimeout,
  type ConnectionInfo,
  type ConnectionProfile,
  type ConnectParams,
  type ConversationParams,
  type ConversationResult,
  type LogParams,
  type Outcome,
  type SendParams,
  type SendReply,
  type WireFailure,
} from './protocol.ts';
import { nextConversation } from './record/next-conversation.ts';
import { ConnectionTap } from './record/tap.ts';
import type { ProjectContexts } from './store/project-contexts.ts';
import type { TrafficStore } from './store/store.ts';
import { openXmpp } from './xmpp/connection.ts';

export interface ConnectionsOptions {
  readonly store: TrafficStore;
  readonly projects: ProjectContexts;
  readonly timeouts: Timeouts;
  readonly onChanged: (info: ConnectionInfo) => void;
  readonly log: (level: LogParams['level'], message: string) => void;
}

interface Entry {
  info: ConnectionInfo;
  profile: ConnectionProfile;
  readonly tap: ConnectionTap;
  /** Aborted when the connection is open no more. */
  readonly over: AbortController;
  live?: LiveConnection;
  /** Cancels an attempt that is under way. */
  attempt?: AbortController;
  closing?: Promise<void>;
}

/** The connections by name: at most one of a name is open. Nothing reconnects by itself. */
export class OpenConnections {
  readonly #options: ConnectionsOptions;
  readonly #entries = new Map<string, Entry>();
  /** Frame scripts whose next part is still to come, by their names. */
  readonly #scripts = new Map<string, FrameScript>();

  constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  list(): readonly ConnectionInfo[] {
    return [...this.#entries.values()].map((entry) => entry.info);
  }

  /** Opens a connection; one of the same name is closed first. */
  async connect(params: ConnectParams): Promise<Outcome<ConnectionInfo>> {
    const { name, profile, password } = params;
    const previous = this.#entries.get(name);
    const tap = this.#openTap(name, profile);
    const attempt = new AbortController();
    const entry: Entry = {
      profile,
      tap,
      attempt,
      over: new AbortController(),
      info: { name, number: tap.connection.number, protocol: profile.protocol, state: 'connecting' },
    };
    this.#entries.set(name, entry);
    this.#tell(entry, entry.info);
    try {
      if (previous !== undefined) await this.#close(previous);
      const open = profile.protocol === 'xmpp' ? openXmpp : openAmqp;
      const live = await open({
        profile,
        ...(password === undefined ? {} : { password }),
        tap,
        timeouts: this.#options.timeouts,
        signal: attempt.signal,
        log: this.#options.log,
        onClosed: (failure) => this.#lost(entry, failure),
      });
      delete entry.attempt;
      if (attempt.signal.aborted) {
        // Cancelled in the very moment of success.
        await live.close();
        throw cancelled('Connecting');
      }
      entry.live = live;
      this.#tell(entry, { ...entry.info, state: 'connected', identity: live.identity, tls: live.tls });
      return { ok: true, value: entry.info };
    } catch (error) {
      delete entry.attempt;
      const failure = this.#failureOf(error);
      this.#tell(entry, { ...entry.info, state: failure.code === 'cancelled' ? 'disconnected' : 'failed', failure });
      return { ok: false, failure };
    }
  }

  /** Closes a connection, or cancels the attempt to open it. Returns when the socket is done. */
  async disconnect(name: string): Promise<void> {
    const entry = this.#entries.get(name);
    if (entry !== undefined) await this.#close(entry);
  }

  async #close(entry: Entry): Promise<void> {
    entry.attempt?.abort();
    if (entry.closing !== undefined) return entry.closing;
    const { live } = entry;
    if (live === undefined) return;
    delete entry.live;
    entry.over.abort();
    this.#tell(entry, { ...entry.info, state: 'disconnecting' });
    entry.closing = live.close().finally(() => {
      delete entry.closing;
      this.#tell(entry, { ...entry.info, state: 'disconnected' });
    });
    return entry.closing;
  }

  /** The sessions and links of an open connection, or its contacts, once they are newer than what the asker knows of. */
  async conversation({ name, since }: ConversationParams, signal: AbortSignal): Promise<ConversationResult | null> {
    const entry = this.#entries.get(name);
    if (entry?.live === undefined) return null;
    return nextConversation(entry.tap, since, AbortSignal.any([signal, entry.over.signal]));
  }

  /** Sends, and waits for the reply that is owed. */
  async send(params: SendParams, signal: AbortSignal): Promise<Outcome<SendReply>> {
    const { connection: name, payload, timeout = defaultReplyTimeout } = params;
    try {
      const entry = this.#entries.get(name);
      if (payload.kind === 'amqp-frames') {
        const profile = params.profile ?? entry?.profile;
        if (profile === undefined) throw notConnected(name);
        return { ok: true, value: await this.#sendScript(payload, { ...params, profile, timeout }, signal) };
      }
      if (entry?.live === undefined) throw notConnected(name);
      return { ok: true, value: await entry.live.send(payload, { timeout, signal }) };
    } catch (error) {
      return { ok: false, failure: this.#failureOf(error) };
    }
  }

  /** Sends a frame script, or one part of it over the connection of the first. */
  async #sendScript(
    payload: Extract<SendPayload, { readonly kind: 'amqp-frames' }>,
    { connection, profile, timeout, script = '' }: SendParams & Required<Pick<SendParams, 'profile' | 'timeout'>>,
    signal: AbortSignal,
  ): Promise<SendReply> {
    let open = this.#scripts.get(script);
    if (open === undefined || payload.part === undefined || payload.part.index === 0) {
      if ((payload.part?.index ?? 0) > 0)
        throw wireError('closed', 'The connection of the frame script has ended.', 'Send the script again.');
      const tap = this.#openTap(connection, profile);
      open = await FrameScript.open({ profile, tap, timeouts: this.#options.timeouts, signal });
    }
    if (payload.part?.last === false) this.#scripts.set(script, open);
    try {
      return await open.send(payload, timeout, signal);
    } finally {
      if (open.isOver && this.#scripts.get(script) === open) this.#scripts.delete(script);
    }
  }

  /** Closes everything. */
  async dispose(): Promise<void> {
    for (const script of this.#scripts.values()) script.abandon();
    await Promise.all([...this.#entries.keys()].map((name) => this.disconnect(name)));
  }

  #openTap(name: string, profile: ConnectionProfile): ConnectionTap {
    const { store, projects } = this.#options;
    const service = readService(profile.service, profile.protocol);
    const encrypted = service?.tls === 'direct';
    return new ConnectionTap(store, store.addConnection(name, profile.protocol, service?.target), {
      createFramer: (side) => createFramer(profile.protocol, { side, framing: 'stream' }),
      encrypted,
      project: () => projects.of(name),
    });
  }

  #lost(entry: Entry, failure: WireFailure): void {
    // A connection that was closed on purpose, or replaced, has no say any more.
    if (entry.live === undefined) return;
    delete entry.live;
    entry.over.abort();
    this.#tell(entry, { ...entry.info, state: 'failed', failure });
  }

  #tell(entry: Entry, info: ConnectionInfo): void {
    entry.info = info;
    if (this.#entries.get(info.name) === entry) this.#options.onChanged(info);
  }

  #failureOf(error: unknown): WireFailure {
    const failure = toFailure(error);
    if (failure.code === 'internal') this.#options.log('error', stackOf(error));
    return failure;
  }
}

function notConnected(name: string): Error {
  return wireError('not-connected', `The connection “${name}” is not open.`, 'Connect it first.');
}
