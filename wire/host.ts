import { Worker } from 'node:worker_threads';
import { CancellationTokenSource, createMessageConnection, PortMessageReader, PortMessageWriter, type CancellationToken, type MessageConnection } from 'vscode-jsonrpc/node';
import { cancelled, wireError } from './failures.ts';
import { Listeners } from './listeners.ts';
import * as protocol from './protocol.ts';
import type { Wire, WireOptions } from './wire.ts';

/** After this many crashes within this time, in milliseconds, the worker is not started again for as long. */
const crashWindow = 60_000;
const maxCrashes = 5;

export interface WireHostOptions extends WireOptions {
  /** The bundled worker, `dist/wire.cjs`. */
  readonly workerPath: string | URL;
  /** Limit of the worker's JavaScript heap, in megabytes; 512 when not given. Recorded bytes are outside of it. */
  readonly maxMemoryMb?: number;
}

/** Wire in its own worker. When the worker fails it is started anew, and `onCrash` says so in words; connections and traffic are then gone. */
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
    return this.#orFailure(() => this.#connection().sendRequest(protocol.connect, params));
  }

  disconnect(name: string): Promise<void> {
    return this.#connection().sendRequest(protocol.disconnect, { name });
  }

  connections(): Promise<readonly protocol.ConnectionInfo[]> {
    return this.#running === undefined ? Promise.resolve([]) : this.#connection().sendRequest(protocol.connections);
  }

  async send(params: protocol.SendParams, signal?: AbortSignal): Promise<protocol.Outcome<protocol.SendReply>> {
    if (signal?.aborted === true) return { ok: false, failure: cancelled('Sending').failure };
    return withToken(signal, (token) => this.#orFailure(() => this.#connection().sendRequest(protocol.send, params, token)));
  }

  rows(params: protocol.RowsParams): Promise<protocol.RowsResult> {
    return this.#connection().sendRequest(protocol.rows, params);
  }

  unit(seq: number, secrets = false): Promise<protocol.UnitResult | null> {
    return this.#connection().sendRequest(protocol.unit, { seq, secrets });
  }

  indexOf(seq: number, filter: protocol.RowFilter): Promise<number> {
    return this.#connection().sendRequest(protocol.indexOf, { seq, filter });
  }

  know(params: protocol.KnowParams): Promise<void> {
    return this.#connection().sendRequest(protocol.know, params);
  }

  async conversation(params: protocol.ConversationParams, signal?: AbortSignal): Promise<protocol.ConversationResult | null> {
    // Where nothing runs, nothing is open.
    if (this.#running === undefined || signal?.aborted === true) return null;
    return withToken(signal, (token) => this.#connection().sendRequest(protocol.conversation, params, token));
  }

  clear(): Promise<void> {
    return this.#connection().sendRequest(protocol.clear);
  }

  pause(paused: boolean): Promise<void> {
    return this.#connection().sendRequest(protocol.pause, { paused });
  }

  startPlayground(options: protocol.PlaygroundOptions = {}): Promise<protocol.Outcome<protocol.PlaygroundInfo>> {
    return this.#orFailure(() => this.#connection().sendRequest(protocol.startPlayground, options));
  }

  stopPlayground(): Promise<void> {
    return this.#running === undefined ? Promise.resolve() : this.#connection().sendRequest(protocol.stopPlayground);
  }

  /** Closes connections politely, then ends the worker. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined) return;
    try {
      await running.connection.sendRequest(protocol.shutdown);
    } catch (error) {
      this.#logged.tell({ level: 'debug', message: `The wire worker did not end politely: ${String(error)}` });
    }
    running.connection.dispose();
    await running.worker.terminate();
  }

  #connection(): MessageConnection {
    this.#running ??= this.#start();
    return this.#running.connection;
  }

  #start(): Running {
    if (this.#crashes.length >= maxCrashes && Date.now() - (this.#crashes.at(-1) ?? 0) < crashWindow) {
      throw wireError('internal', `It has failed ${maxCrashes} times within a minute and is left alone for a while.`);
    }
    if (this.#disposed) throw cancelled('The request');
    const { workerPath, maxMemoryMb = 512, maxTrafficMb, timeouts } = this.#options;
    const worker = new Worker(workerPath, {
      name: 'wireloupe wire',
      resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
      workerData: { ...(maxTrafficMb === undefined ? {} : { maxTrafficMb }), ...(timeouts === undefined ? {} : { timeouts }) } satisfies WireOptions,
    });
    const connection = createMessageConnection(new PortMessageReader(worker), new PortMessageWriter(worker));
    const running = { worker, connection };
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
    running.connection.dispose();
    void running.worker.terminate();
    this.#crashes = [...this.#crashes.filter((time) => time > Date.now() - crashWindow), Date.now()];
    const message = `The part of Wireloupe that talks to servers has stopped: ${reason}. Connections and recorded traffic are gone.`;
    this.#logged.tell({ level: 'error', message });
    const failure: protocol.WireFailure = { code: 'stopped', message, hint: 'Connect again.' };
    for (const info of this.#known.values()) {
      if (info.state !== 'disconnected' && info.state !== 'failed') this.#connectionChanged.tell({ ...info, state: 'failed', failure });
    }
    this.#known.clear();
    this.#crashed.tell(this.#crashes.length >= maxCrashes ? `${message} It has failed ${maxCrashes} times within a minute, and is left alone for a while.` : `${message} It starts again when you connect.`);
  }

  async #orFailure<T>(request: () => Promise<protocol.Outcome<T>>): Promise<protocol.Outcome<T>> {
    try {
      return await request();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { ok: false, failure: { code: 'internal', message: `The request did not reach its end: ${reason}.`, hint: 'Connect again. The log has more.' } };
    }
  }
}

/** Runs a request whose token is cancelled with the signal. */
async function withToken<T>(signal: AbortSignal | undefined, request: (token: CancellationToken) => Promise<T>): Promise<T> {
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
