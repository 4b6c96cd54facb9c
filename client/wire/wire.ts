import { EventEmitter, type Disposable } from 'vscode';
import type { WireHost } from '../../wire/host.ts';
import type { CaptureInfo, ChangedParams, ConnectionInfo, JournalSettings, TapInfo } from '../../wire/protocol.ts';
import type { Log } from '../log.ts';

export interface WireSettings {
  /** Path of the worker's bundle. */
  readonly worker: string;
  /** Megabytes of traffic to keep, asked for when wire is first used. */
  readonly maxTrafficMb: () => number;
  /** Where traffic is kept on the disk; undefined where it is not. */
  readonly journal: () => JournalSettings | undefined;
}

/** Live traffic, as the extension uses it. Nothing of it is loaded before somebody asks; then it runs in its own worker. */
export class WireWorker implements Disposable {
  readonly #changed = new EventEmitter<ChangedParams>();
  readonly #connection = new EventEmitter<ConnectionInfo>();
  readonly #tap = new EventEmitter<TapInfo>();
  readonly #failed = new EventEmitter<string>();
  readonly #noticed = new EventEmitter<string>();
  readonly #capture = new EventEmitter<CaptureInfo>();
  /** A file is read further, or something about it has changed. */
  readonly onDidChangeCapture = this.#capture.event;
  /** Units came or went. */
  readonly onDidChangeTraffic = this.#changed.event;
  readonly onDidChangeConnection = this.#connection.event;
  readonly onDidChangeTap = this.#tap.event;
  /** The worker failed; a text for people says what is gone. It starts again with the next use. */
  readonly onDidFail = this.#failed.event;
  /** Something about the recording that users should be told: sentences. */
  readonly onDidNotice = this.#noticed.event;
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

  /** Whether recorded traffic outlives the worker. */
  get keepsTraffic(): boolean {
    return this.#settings.journal() !== undefined;
  }

  /** Takes back the latest `clear`. False where there is nothing to take back. */
  async undoClear(): Promise<boolean> {
    return this.#host !== undefined && (await (await this.#host).undoClear());
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
    for (const emitter of [this.#capture, this.#changed, this.#connection, this.#tap, this.#failed, this.#noticed])
      emitter.dispose();
  }

  async #load(): Promise<WireHost> {
    const { startWire } = await import('../../wire/host.ts');
    const { worker, maxTrafficMb, journal } = this.#settings;
    const kept = journal();
    const host = startWire({
      workerPath: worker,
      maxTrafficMb: maxTrafficMb(),
      ...(kept !== undefined && { journal: kept }),
    });
    host.on('changed', (params) => this.#changed.fire(params));
    host.on('captureChanged', (info) => this.#capture.fire(info));
    host.on('connectionChanged', (info) => this.#connection.fire(info));
    host.on('tapChanged', (info) => this.#tap.fire(info));
    host.on('log', (line) => this.#log.write(line));
    host.on('notice', ({ text }) => this.#noticed.fire(text));
    host.onCrash((message) => this.#failed.fire(message));
    return host;
  }
}
