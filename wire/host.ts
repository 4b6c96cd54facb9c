import { messageOf } from '../protocols/core/index.ts';
import { Worker } from 'node:worker_threads';
import {
  CancellationTokenSource,
  createMessageConnection,
  PortMessageReader,
  PortMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { cancelled, wireError } from './failures.ts';
import { Listeners } from './listeners.ts';
import { defaultTimeouts } from './net/deadline.ts';
import type { ConnectionInfo, WireFailure } from './protocol.ts';
import {
  createListeners,
  notificationNames,
  requestNames,
  requests,
  rpcType,
  type Calls,
  type Request,
  type RequestName,
  type Wire,
} from './requests.ts';
import { Watch } from './watch.ts';
import type { WireOptions } from './wire.ts';

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
export type WireHost = Wire & {
  onCrash(listener: (message: string) => void): { dispose(): void };
};

/**
 * Makes a host. The worker starts with the first request, not before. A request that was under way when the worker failed
 * is answered with a failure where its answer can carry one, and rejects otherwise.
 */
export function startWire(options: WireHostOptions): WireHost {
  const host = new WorkerHost(options);
  const calls = requestNames.map((name) => [
    name,
    (params: unknown, signal?: AbortSignal) => host.request(name, params, signal),
  ]);
  return {
    ...(Object.fromEntries(calls) as Calls),
    on: (name, listener) => host.listeners[name].add(listener),
    onCrash: (listener) => host.crashed.add(listener),
    dispose: () => host.dispose(),
  };
}

interface Running {
  readonly worker: Worker;
  readonly connection: MessageConnection;
  readonly watch: Watch;
  /** Why it has stopped. */
  reason?: string;
}

class WorkerHost {
  readonly #options: WireHostOptions;
  readonly listeners = createListeners();
  readonly crashed = new Listeners<string>();
  /** The last known state of each connection, to tell that it is gone. */
  readonly #known = new Map<string, ConnectionInfo>();
  #running: Running | undefined;
  #crashes: number[] = [];
  #disposed = false;

  constructor(options: WireHostOptions) {
    this.#options = options;
    this.listeners.connectionChanged.add((info) => this.#known.set(info.name, info));
  }

  /** Sends a request of the table, to a worker that is started if need be; what the table says holds where it does not answer. */
  async request(name: RequestName, params: unknown, signal?: AbortSignal): Promise<unknown> {
    const { due = () => soon, idle, cancelled, failed } = requests[name] as Request<(params: unknown) => unknown>;
    const isCancelled = (): boolean => signal?.aborted === true;
    if (isCancelled() && cancelled !== undefined) return cancelled();
    if (this.#running === undefined && idle !== undefined) return idle();
    let running: Running | undefined;
    try {
      running = this.#running ??= this.#start();
      return await ask(running, name, params, due(params), signal);
    } catch (error) {
      const reason = running?.reason;
      if (reason !== undefined && isCancelled() && cancelled !== undefined) return cancelled();
      if (reason !== undefined && idle !== undefined) return idle();
      if (failed === undefined) throw error;
      return failed(
        reason !== undefined
          ? { code: 'stopped', message: `The wire worker stopped: ${reason}.`, hint: 'Connect again.' }
          : {
              code: 'internal',
              message: `The request did not reach its end: ${messageOf(error)}.`,
              hint: 'Connect again. The log has more.',
            },
      );
    }
  }

  /** Closes connections politely, then ends the worker; one that is stuck is ended at once. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    const running = this.#running;
    const { close } = { ...defaultTimeouts, ...this.#options.timeouts };
    if (running === undefined) return;
    try {
      await ask(running, 'dispose', undefined, close);
    } catch (error) {
      this.listeners.log.tell({ level: 'debug', message: `The wire worker did not end politely: ${String(error)}` });
    }
    this.#running = undefined;
    running.watch.dispose();
    running.connection.dispose();
    await running.worker.terminate();
  }

  #start(): Running {
    if (this.#crashes.length >= maxCrashes && Date.now() - (this.#crashes.at(-1) ?? 0) < crashWindow) {
      throw wireError(
        'internal',
        `The wire worker crashed ${maxCrashes} times in a minute. Try again in ${crashWindow / 1000} s`,
      );
    }
    if (this.#disposed) throw cancelled('The request');
    const { workerPath, maxMemoryMb = 512, maxTrafficMb, timeouts, journal } = this.#options;
    const worker = new Worker(workerPath, {
      name: 'wireloupe wire',
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
      workerData: {
        ...(maxTrafficMb === undefined ? {} : { maxTrafficMb }),
        ...(timeouts === undefined ? {} : { timeouts }),
        ...(journal === undefined ? {} : { journal }),
      } satisfies WireOptions,
    });
    // A library prints what it finds strange as the peer wrote it: that belongs to the log, and never to a terminal.
    for (const printed of [worker.stdout, worker.stderr])
      printed
        .setEncoding('utf8')
        .on('data', (text: string) => this.listeners.log.tell({ level: 'debug', message: text.trimEnd() }));
    const connection = createMessageConnection(new PortMessageReader(worker), new PortMessageWriter(worker));
    const patience = this.#options.patience ?? usualPatience;
    const watch = new Watch({
      ping: () => connection.sendRequest(rpcType('connections'), undefined),
      onStuck: () => this.#fail(running, `it did not react for ${patience / 1000} s, and was ended`),
      patience,
    });
    const running: Running = { worker, connection, watch };
    for (const name of notificationNames)
      connection.onNotification(name, (params) => this.listeners[name].tell(params as never));
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
    const traffic =
      this.#options.journal === undefined
        ? ' and recorded traffic are gone'
        : ' are gone; recorded traffic is read again from its file';
    const message = `The wire worker stopped: ${reason}. Connections${traffic}.`;
    this.listeners.log.tell({ level: 'error', message });
    const failure: WireFailure = { code: 'stopped', message, hint: 'Connect again.' };
    for (const info of this.#known.values()) {
      if (info.state !== 'disconnected' && info.state !== 'failed')
        this.listeners.connectionChanged.tell({ ...info, state: 'failed', failure });
    }
    this.#known.clear();
    this.crashed.tell(
      this.#crashes.length >= maxCrashes
        ? `${message} It crashed ${maxCrashes} times in a minute: try again in ${crashWindow / 1000} s.`
        : `${message} It starts again when you connect.`,
    );
  }
}

/** Asks the worker. The answer is due after so many milliseconds, or when the signal is aborted, which cancels the request. */
async function ask(
  { connection, watch }: Running,
  name: RequestName,
  params: unknown,
  dueAfter: number | undefined,
  signal?: AbortSignal,
): Promise<unknown> {
  const source = new CancellationTokenSource();
  let met: (() => void) | undefined;
  const due = (): void => void (met ??= watch.due());
  const cancel = (): void => {
    source.cancel();
    due();
  };
  const timer = dueAfter === undefined ? undefined : setTimeout(due, dueAfter);
  signal?.addEventListener('abort', cancel);
  try {
    return await connection.sendRequest(rpcType(name), params, source.token);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
    source.dispose();
    met?.();
  }
}
