import { EventEmitter, type Disposable } from 'vscode';
import type { WireHost } from '../../wire/host.ts';
import type { ChangedParams, ConnectionInfo } from '../../wire/protocol.ts';
import type { Log } from '../log.ts';

export interface WireSettings {
  /** Path of the worker's bundle. */
  readonly worker: string;
  /** Megabytes of traffic to keep, asked for when wire is first used. */
  readonly maxTrafficMb: () => number;
}

/** Live traffic, as the extension uses it. Nothing of it is loaded before somebody asks; then it runs in its own worker. */
export class WireWorker implements Disposable {
  readonly #changed = new EventEmitter<ChangedParams>();
  readonly #connection = new EventEmitter<ConnectionInfo>();
  readonly #failed = new EventEmitter<string>();
  /** Units came or went. */
  readonly onDidChangeTraffic = this.#changed.event;
  readonly onDidChangeConnection = this.#connection.event;
  /** The worker failed; a text for people says what is gone. It starts again with the next use. */
  readonly onDidFail = this.#failed.event;
  readonly #settings: WireSettings;
  readonly #log: Log;
  #host: Promise<WireHost> | undefined;

  constructor(settings: WireSettings, log: Log) {
    this.#settings = settings;
    this.#log = log;
  }

  /** Whether anything has used it yet. */
  get started(): boolean {
    return this.#host !== undefined;
  }

  /** The host to ask things of. */
  use(): Promise<WireHost> {
    this.#host ??= this.#load();
    return this.#host;
  }

  /** Discards all recorded units. */
  async clear(): Promise<void> {
    if (this.#host !== undefined) await (await this.#host).clear();
  }

  /** Closes connections politely and ends the worker. */
  async stop(): Promise<void> {
    const host = await this.#host;
    await host?.dispose();
  }

  dispose(): void {
    for (const emitter of [this.#changed, this.#connection, this.#failed]) emitter.dispose();
  }

  async #load(): Promise<WireHost> {
    const { startWire } = await import('../../wire/host.ts');
    const host = startWire({ workerPath: this.#settings.worker, maxTrafficMb: this.#settings.maxTrafficMb() });
    host.on('changed', (params) => this.#changed.fire(params));
    host.on('connectionChanged', (info) => this.#connection.fire(info));
    host.on('log', (line) => this.#log.write(line));
    host.onCrash((message) => this.#failed.fire(message));
    return host;
  }
}
