import { randomUUID } from 'node:crypto';
import type { Disposable, Event, Memento } from 'vscode';
import type { ChangedParams } from '../../wire/protocol.ts';
import type { LostUnits } from '../panel/messages.ts';

/** The events of the traffic that a recording follows, and how it is cleared. */
export interface RecordingSource {
  readonly onDidChangeTraffic: Event<ChangedParams>;
  readonly onDidFail: Event<string>;
  /** Whether units outlive the worker and the window: then none is lost. */
  readonly keepsTraffic: boolean;
  clear(): Promise<void>;
  undoClear(): Promise<boolean>;
}

const key = 'recorded units';

/** Milliseconds between two notes of the count. */
const pause = 1000;

/**
 * The recording that runs: it begins when the window is loaded, when the wire worker stops, and when traffic is cleared. Numbers of
 * units name a unit of one recording only. Where units are not kept on the disk, their number is stored for the workspace, so that the next session can say how
 * many were lost. Lost units are counted from session to session until a page has shown them.
 */
export class Recording implements Disposable {
  readonly #source: RecordingSource;
  readonly #memory: Memento;
  readonly #listeners = new Set<() => void>();
  readonly #listening: readonly Disposable[];
  #id = randomUUID();
  #units = 0;
  #lost: LostUnits | undefined;
  /** Whether a page has shown what was lost. */
  #shown = false;
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
      source.onDidFail(() =>
        this.#begin(this.#losable === 0 ? this.#lost : lostUnits(this.#losable + this.#unseen, 'crash')),
      ),
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

  /** A visible page shows what was lost: the next session does not repeat it. */
  shown(): void {
    if (this.#lost === undefined || this.#shown) return;
    this.#shown = true;
    void this.save();
  }

  /** The user has closed the note of what was lost. */
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

  /** Brings back what was cleared last, where it is still there. */
  async undoClear(): Promise<void> {
    if (await this.#source.undoClear()) this.#begin(undefined);
  }

  /** Stores the count at once, with lost units that no page has shown: the window may be about to close. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#memory.update(key, this.#losable + this.#unseen);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
    for (const each of this.#listening) each.dispose();
  }

  /** The number of units that would be gone. */
  get #losable(): number {
    return this.#source.keepsTraffic ? 0 : this.#units;
  }

  /** The number of lost units that no page has shown. */
  get #unseen(): number {
    return this.#shown ? 0 : (this.#lost?.units ?? 0);
  }

  #begin(lost: LostUnits | undefined): void {
    this.#id = randomUUID();
    this.#units = 0;
    if (lost !== this.#lost) this.#shown = false;
    this.#lost = lost;
    void this.save();
    for (const listener of this.#listeners) listener();
  }
}

function lostUnits(units: number, reason: LostUnits['reason']): LostUnits | undefined {
  return Number.isSafeInteger(units) && units > 0 ? { units, reason } : undefined;
}
