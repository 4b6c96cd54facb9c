import { Worker } from 'node:worker_threads';
import {
  CancellationTokenSource,
  createMessageConnection,
  PortMessageReader,
  PortMessageWriter,
  type CancellationToken,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { cancelled, wireError } from './failures.ts';
import { Listeners } from './listeners.ts';
import { defaultTimeouts } from './net/deadline.ts';
import * as protocol from './protocol.ts';
import { Watch } from './watch.ts';
import type { Wire, WireOptions } from './wire.ts';

/** After this many crashes within this time, in milliseconds, the worker is not started again for as long. */
const crashWindow = 60_000;
const maxCrashes = 5;
/** Time after which an answer, or else a sign of life, is due, and that the sign may take then, in milliseconds. */
const soon = 10_000;
const usualPatience = 10_000;

export interface WireHostOptions extends WireOptions {
  /** The bundled worker, `dist/wire.cjs`. */
  readonly workerPath: string | URL;
  /** Limit of the worker's JavaScript heap, in megabytes; 512 when not given. Recorded bytes are outside of it. */
  readonly maxMemoryMb?: number;
  /** Milliseconds in which the worker must give a sign of life while an answer is due, or else it is ended; 10,000 when not given. */
  readonly patience?: number;
}

/**
 * Wire in its own worker. When the worker fails, or is stuck and ended, it starts again, and `onCrash` says so in words; connections and
 * traffic are then gone.
 */
export interface WireHost extends Wire {
  onCrash(listener: (message: string) => void): { dispose(): void };
}

/**
 * Makes a host. The worker starts with the first request, not before. A request that was under way when the worker failed
 * is answered with a failure where its answer can carry one, and rejects otherwise.
 */
export function startWire(options: WireHostOptions): WireHost {
  return new WorkerHost(options);
}

interface Running {
  readonly worker: Worker;
  readonly connection: MessageConnection;
  readonly watch: Watch;
  /** Why it has stopped. */
  reason?: string;
}

class WorkerHost implements WireHost {
  readonly #options: WireHostOptions;
  readonly #changed = new Listeners<protocol.ChangedParams>();
  readonly #connectionChanged = new Listeners<protocol.ConnectionInfo>();
  readonly #logged = new Listeners<protocol.LogParams>();
  readonly #crashed = new Listeners<string>();
  /** The last known state of each connection, to tell that it is gone. */
  readonly #known = new Map<string, protocol.ConnectionInfo>();
  #running: Running | undefined;
  #crashes: number[] = [];
  #disposed = false;

  constructor(options: WireHostOptions) {
    this.#options = options;
  }

  readonly onChanged: Wire['onChanged'] = (listener) => this.#changed.add(listener);
  readonly onConnectionChanged: Wire['onConnectionChanged'] = (listener) => this.#connectionChanged.add(listener);
  readonly onLog: Wire['onLog'] = (listener) => this.#logged.add(listener);
  readonly onCrash: WireHost['onCrash'] = (listener) => this.#crashed.add(listener);

  connect(params: protocol.ConnectParams): Promise<protocol.Outcome<protocol.ConnectionInfo>> {
    return this.#orFailure(soon, (connection) => connection.sendRequest(protocol.connect, params));
  }

  async disconnect(name: string): Promise<void> {
    if (this.#running === undefined) return;
    const running = this.#running;
    try {
      await this.#ask(0, (connection) => connection.sendRequest(protocol.disconnect, { name }));
    } catch (error) {
      // Where the worker was ended, the connection is closed.
      if (running.reason === undefined) throw error;
    }
  }

  connections(): Promise<readonly protocol.ConnectionInfo[]> {
    return this.#running === undefined
      ? Promise.resolve([])
      : this.#ask(soon, (connection) => connection.sendRequest(protocol.connections));
  }

  async send(params: protocol.SendParams, signal?: AbortSignal): Promise<protocol.Outcome<protocol.SendReply>> {
    const isCancelled = (): boolean => signal?.aborted === true;
    if (isCancelled()) return { ok: false, failure: cancelled('Sending').failure };
    const due = params.timeout ?? protocol.defaultReplyTimeout;
    const outcome = await withToken(signal, (token) =>
      this.#orFailure(due, (connection) => connection.sendRequest(protocol.send, params, token), signal),
    );
    return !outcome.ok && outcome.failure.code === 'stopped' && isCancelled()
      ? { ok: false, failure: cancelled('Sending').failure }
      : outcome;
  }

  rows(params: protocol.RowsParams): Promise<protocol.RowsResult> {
    return this.#ask(soon, (connection) => connection.sendRequest(protocol.rows, params));
  }

  unit(seq: number, secrets = false): Promise<protocol.UnitResult | null> {
    return this.#ask(soon, (connection) => connection.sendRequest(protocol.unit, { seq, secrets }));
  }

  indexOf(seq: number, filter: protocol.RowFilter): Promise<number> {
    return this.#ask(soon, (connection) => connection.sendRequest(protocol.indexOf, { seq, filter }));
  }

  setProjectContext(params: protocol.ProjectContextParams): Promise<void> {
    return this.#ask(soon, (connection) => connection.sendRequest(protocol.setProjectContext, params));
  }

  async conversation(
    params: protocol.ConversationParams,
    signal?: AbortSignal,
  ): Promise<protocol.ConversationResult | null> {
    // Where nothing runs, nothing is open.
    if (this.#running === undefined || signal?.aborted === true) return null;
    return withToken(signal, (token) =>
      this.#ask(undefined, (connection) => connection.sendRequest(protocol.conversation, params, token)),
    );
  }

  clear(): Promise<void> {
    return this.#ask(soon, (connection) => connection.sendRequest(protocol.clear));
  }

  pause(paused: boolean): Promise<void> {
    return this.#ask(soon, (connection) => connection.sendRequest(protocol.pause, { paused }));
  }

  startPlayground(options: protocol.PlaygroundPorts = {}): Promise<protocol.Outcome<protocol.PlaygroundInfo>> {
    return this.#orFailure(soon, (connection) => connection.sendRequest(protocol.startPlayground, options));
  }

  stopPlayground(): Promise<void> {
    return this.#running === undefined
      ? Promise.resolve()
      : this.#ask(soon, (connection) => connection.sendRequest(protocol.stopPlayground));
  }

  /** Closes connections politely, then ends the worker; one that is stuck is ended at once. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    const running = this.#running;
    const { close } = { ...defaultTimeouts, ...this.#options.timeouts };
    if (running === undefined) return;
    try {
      await this.#ask(close, (connection) => connection.sendRequest(protocol.shutdown));
    } catch (error) {
      this.#logged.tell({ level: 'debug', message: `The wire worker did not end politely: ${String(error)}` });
    }
    this.#running = undefined;
    running.watch.dispose();
    running.connection.dispose();
    await running.worker.terminate();
  }

  /** Asks the worker, which is started if need be. The answer is due after so many milliseconds, or when the signal is aborted. */
  async #ask<T>(
    dueAfter: number | undefined,
    request: (connection: MessageConnection) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const { connection, watch } = (this.#running ??= this.#start());
    let met: (() => void) | undefined;
    const due = (): void => void (met ??= watch.due());
    const timer = dueAfter === undefined ? undefined : setTimeout(due, dueAfter);
    signal?.addEventListener('abort', due);
    try {
      return await request(connection);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', due);
      met?.();
    }
  }

  #start(): Running {
    if (this.#crashes.length >= maxCrashes && Date.now() - (this.#crashes.at(-1) ?? 0) < crashWindow) {
      throw wireError(
        'internal',
        `The wire worker crashed ${maxCrashes} times in a minute. Try again in ${crashWindow / 1000} s`,
      );
    }
    if (this.#disposed) throw cancelled('The request');
    const { workerPath, maxMemoryMb = 512, maxTrafficMb, timeouts } = this.#options;
    const worker = new Worker(workerPath, {
      name: 'wireloupe wire',
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
      workerData: {
        ...(maxTrafficMb === undefined ? {} : { maxTrafficMb }),
        ...(timeouts === undefined ? {} : { timeouts }),
      } satisfies WireOptions,
    });
    // A library prints what it finds strange as the peer wrote it: that belongs to the log, and never to a terminal.
    for (const printed of [worker.stdout, worker.stderr])
      printed
        .setEncoding('utf8')
        .on('data', (text: string) => this.#logged.tell({ level: 'debug', message: text.trimEnd() }));
    const connection = createMessageConnection(new PortMessageReader(worker), new PortMessageWriter(worker));
    const patience = this.#options.patience ?? usualPatience;
    const watch = new Watch({
      ping: () => connection.sendRequest(protocol.connections),
      onStuck: () => this.#fail(running, `it did not react for ${patience / 1000} s, and was ended`),
      patience,
    });
    const running: Running = { worker, connection, watch };
    connection.onNotification(protocol.changed, (params) => this.#changed.tell(params));
    connection.onNotification(protocol.log, (params) => this.#logged.tell(params));
    connection.onNotification(protocol.connectionChanged, (info) => {
      this.#known.set(info.name, info);
      this.#connectionChanged.tell(info);
    });
    worker.once('error', (error) => this.#fail(running, error.message));
    worker.once('exit', (code) => this.#fail(running, `it ended with code ${code}`));
    connection.listen();
    return running;
  }

  #fail(running: Running, reason: string): void {
    if (this.#running !== running) return;
    this.#running = undefined;
    running.reason = reason;
    running.watch.dispose();
    running.connection.dispose();
    void running.worker.terminate();
    if (this.#disposed) return;
    this.#crashes = [...this.#crashes.filter((time) => time > Date.now() - crashWindow), Date.now()];
    const message = `The wire worker stopped: ${reason}. Connections and recorded traffic are gone.`;
    this.#logged.tell({ level: 'error', message });
    const failure: protocol.WireFailure = { code: 'stopped', message, hint: 'Connect again.' };
    for (const info of this.#known.values()) {
      if (info.state !== 'disconnected' && info.state !== 'failed')
        this.#connectionChanged.tell({ ...info, state: 'failed', failure });
    }
    this.#known.clear();
    this.#crashed.tell(
      this.#crashes.length >= maxCrashes
        ? `${message} It crashed ${maxCrashes} times in a minute: try again in ${crashWindow / 1000} s.`
        : `${message} It starts again when you connect.`,
    );
  }

  async #orFailure<T>(
    dueAfter: number,
    request: (connection: MessageConnection) => Promise<protocol.Outcome<T>>,
    signal?: AbortSignal,
  ): Promise<protocol.Outcome<T>> {
    let running: Running | undefined;
    try {
      running = this.#running ??= this.#start();
      return await this.#ask(dueAfter, request, signal);
    } catch (error) {
      if (running?.reason !== undefined)
        return {
          ok: false,
          failure: { code: 'stopped', message: `The wire worker stopped: ${running.reason}.`, hint: 'Connect again.' },
        };
      const reason = error instanceof Error ? error.message : String(error);
      return {
        ok: false,
        failure: {
          code: 'internal',
          message: `The request did not reach its end: ${reason}.`,
          hint: 'Connect again. The log has more.',
        },
      };
    }
  }
}

/** Runs a request whose token is cancelled with the signal. */
async function withToken<T>(
  signal: AbortSignal | undefined,
  request: (token: CancellationToken) => Promise<T>,
): Promise<T> {
  const source = new CancellationTokenSource();
  const cancel = (): void => source.cancel();
  signal?.addEventListener('abort', cancel);
  try {
    return await request(source.token);
  } finally {
    signal?.removeEventListener('abort', cancel);
    source.dispose();
  }
}
