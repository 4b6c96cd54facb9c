import { randomUUID } from 'node:crypto';
import type { Disposable, Event, Memento } from 'vscode';
import type { ChangedParams } from '../../wire/protocol.ts';
import type { LostUnits } from '../panel/messages.ts';

/** How a recording is identified. */
export interface RecordingSource {
  readonly onDidChangeTraffic: Event<ChangedParams>;
  readonly onDidFail: Event<string>;
  clear(): Promise<void>;
}

const key = 'recorded units';

/** Milliseconds between two notes of the count. */
const pause = 1000;

/**
 * The recording that runs: it begins when the window is loaded, when the wire worker stops, and when traffic is cleared. Numbers of
 * units name a unit of one recording only. How many units it has is noted for the workspace, so that the next session can say how
 * many were not kept.
 */
export class Recording implements Disposable {
  readonly #source: RecordingSource;
  readonly #memory: Memento;
  readonly #listeners = new Set<() => void>();
  readonly #listening: readonly Disposable[];
  #id = randomUUID();
  #units = 0;
  #lost: LostUnits | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(source: RecordingSource, memory: Memento) {
    this.#source = source;
    this.#memory = memory;
    const units = memory.get<unknown>(key);
    this.#lost = lostUnits(typeof units === 'number' ? units : 0, 'reload');
    this.#listening = [
      source.onDidChangeTraffic(({ counts }) => {
        this.#units = counts.kept;
        this.#timer ??= setTimeout(() => void this.save(), pause);
      }),
      source.onDidFail(() => this.#begin(lostUnits(this.#units, 'crash') ?? this.#lost)),
    ];
  }

  /** Another text for each recording. */
  get id(): string {
    return this.#id;
  }

  /** What is gone of the recording before, until `told`. */
  get lost(): LostUnits | undefined {
    return this.#lost;
  }

  /** Calls `listener` when another recording has begun. */
  onDidBegin(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** The user has been told of what was lost. */
  told(): void {
    if (this.#lost === undefined) return;
    this.#lost = undefined;
    void this.save();
  }

  /** Discards all units, at the user's wish. */
  async clear(): Promise<void> {
    await this.#source.clear();
    this.#begin(undefined);
  }

  /** Notes the count at once: the window may be about to close. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#memory.update(key, this.#units);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
    for (const each of this.#listening) each.dispose();
  }

  #begin(lost: LostUnits | undefined): void {
    this.#id = randomUUID();
    this.#units = 0;
    this.#lost = lost;
    void this.save();
    for (const listener of this.#listeners) listener();
  }
}

function lostUnits(units: number, reason: LostUnits['reason']): LostUnits | undefined {
  return Number.isSafeInteger(units) && units > 0 ? { units, reason } : undefined;
}
