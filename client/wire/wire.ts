import { EventEmitter, type CancellationToken, type Disposable } from 'vscode';
import type { RequestType, RequestType0 } from 'vscode-jsonrpc';
import { UserError } from '../errors/userError.ts';
import type { Log } from '../log.ts';
import * as protocol from '../../wire/protocol.ts';
import type { ChangedParams, ConnectionInfo } from '../../wire/protocol.ts';
import type { WireHost } from '../../wire/host.ts';

export interface WireOptions {
  /** Path of the worker's bundle. */
  readonly worker: string;
  /** Bytes of traffic to keep, asked for when the worker starts. */
  readonly memoryLimit: () => number;
}

/** The wire worker, started by the first request and started again by the next one after it failed. */
export class Wire implements Disposable {
  readonly #changed = new EventEmitter<ChangedParams>();
  readonly #connection = new EventEmitter<ConnectionInfo>();
  readonly #ended = new EventEmitter<string>();
  /** Units came or went. */
  readonly onDidChangeTraffic = this.#changed.event;
  readonly onDidChangeConnection = this.#connection.event;
  /** The worker failed, with the reason; its connections and its traffic are gone. */
  readonly onDidFail = this.#ended.event;
  readonly #options: WireOptions;
  readonly #log: Log;
  #host: Promise<WireHost> | undefined;
  #disposed = false;

  constructor(options: WireOptions, log: Log) {
    this.#options = options;
    this.#log = log;
  }

  /** Whether the worker runs, or is starting. */
  get started(): boolean {
    return this.#host !== undefined;
  }

  async request<P, R>(type: RequestType<P, R, void>, params: P, token?: CancellationToken): Promise<R> {
    const { connection } = await this.#start();
    return token === undefined ? connection.sendRequest(type, params) : connection.sendRequest(type, params, token);
  }

  async ask<R>(type: RequestType0<R, void>): Promise<R> {
    const { connection } = await this.#start();
    return connection.sendRequest(type);
  }

  dispose(): void {
    this.#disposed = true;
    void this.#host?.then((host) => host.dispose());
    this.#host = undefined;
    for (const emitter of [this.#changed, this.#connection, this.#ended]) emitter.dispose();
  }

  #start(): Promise<WireHost> {
    this.#host ??= this.#launch();
    return this.#host;
  }

  async #launch(): Promise<WireHost> {
    try {
      const { startWire } = await import('../../wire/host.ts');
      const host = await startWire({ worker: this.#options.worker, memoryLimit: this.#options.memoryLimit() });
      host.connection.onNotification(protocol.changed, (params) => this.#changed.fire(params));
      host.connection.onNotification(protocol.connectionChanged, (info) => this.#connection.fire(info));
      host.connection.onNotification(protocol.log, (line) => this.#log.write(line));
      host.onExit((reason) => this.#fail(reason));
      return host;
    } catch (error) {
      this.#host = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      throw new UserError('wire-worker', `Wireloupe’s network worker did not start: ${reason}`, [{ title: 'Show Log', command: 'wireloupe.showLog' }]);
    }
  }

  #fail(reason: string): void {
    this.#host = undefined;
    if (this.#disposed) return;
    this.#log.error(`The network worker ended: ${reason}`);
    this.#ended.fire(reason);
  }
}
