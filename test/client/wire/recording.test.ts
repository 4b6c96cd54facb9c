import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Event, Memento } from 'vscode';
import { Recording } from '../../../client/wire/recording.ts';
import type { ChangedParams } from '../../../wire/protocol.ts';

/** An event that a test fires. */
class Fired<T> {
  readonly #listeners = new Set<(value: T) => unknown>();
  // The only part of a Disposable that is used.
  readonly event = ((listener: (value: T) => unknown) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }) as unknown as Event<T>;

  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
}

/** What a workspace remembers from one session to the next. */
class Memory implements Memento {
  readonly values = new Map<string, unknown>();
  written = 0;
  keys = (): readonly string[] => [...this.values.keys()];
  get = (key: string): unknown => this.values.get(key);
  update = (key: string, value: unknown): Promise<void> => {
    this.written++;
    this.values.set(key, value);
    return Promise.resolve();
  };
}

class Session {
  readonly traffic = new Fired<ChangedParams>();
  readonly failed = new Fired<string>();
  readonly recording: Recording;
  cleared = 0;
  begun = 0;

  #clear(): Promise<void> {
    this.cleared++;
    return Promise.resolve();
  }

  constructor(memory: Memento, keepsTraffic = false) {
    this.recording = new Recording(
      {
        onDidChangeTraffic: this.traffic.event,
        onDidFail: this.failed.event,
        keepsTraffic,
        clear: () => this.#clear(),
        undoClear: () => Promise.resolve(this.cleared-- > 0),
      },
      memory,
    );
    this.recording.onDidBegin(() => this.begun++);
  }

  keeps(kept: number): void {
    this.traffic.fire({
      counts: { kept, first: 1, evicted: 0, bytes: 0, paused: false, skipped: 0, cleared: 0 },
      matching: kept,
    });
  }
}

describe('a recording', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('lost nothing in the first session', () => {
    expect(new Session(new Memory()).recording.lost).toBeUndefined();
  });

  it('tells the next session how many units it had, until the user has been told', async () => {
    const memory = new Memory();
    const first = new Session(memory);
    first.keeps(36);
    await first.recording.save();
    first.recording.dispose();
    const second = new Session(memory);
    expect(second.recording.lost).toEqual({ units: 36, reason: 'reload' });
    expect(second.recording.id).not.toBe(first.recording.id);
    second.recording.told();
    expect(second.recording.lost).toBeUndefined();
    expect(new Session(memory).recording.lost).toBeUndefined();
  });

  it('notes its count a second later by itself: a window may end without a word', () => {
    const memory = new Memory();
    const first = new Session(memory);
    for (let kept = 1; kept <= 500; kept++) first.keeps(kept);
    expect(memory.written).toBe(0);
    vi.advanceTimersByTime(1000);
    expect(memory.written).toBe(1);
    expect(new Session(memory).recording.lost).toEqual({ units: 500, reason: 'reload' });
  });

  it('ends when the worker stops, and another begins that tells what was lost', () => {
    const session = new Session(new Memory());
    const { id } = session.recording;
    session.keeps(12);
    session.failed.fire('It has stopped.');
    expect(session.recording.lost).toEqual({ units: 12, reason: 'crash' });
    expect(session.recording.id).not.toBe(id);
    expect(session.begun).toBe(1);
  });

  it('still tells of the session before where a worker without units stops', async () => {
    const memory = new Memory();
    await memory.update('recorded units', 7);
    const session = new Session(memory);
    session.failed.fire('It has stopped.');
    expect(session.recording.lost).toEqual({ units: 7, reason: 'reload' });
  });

  it('stays known over sessions in which no page shows it, and is added to what those recorded', async () => {
    const memory = new Memory();
    await memory.update('recorded units', 36);
    const hidden = new Session(memory);
    await hidden.recording.save();
    hidden.recording.dispose();
    const next = new Session(memory);
    expect(next.recording.lost).toEqual({ units: 36, reason: 'reload' });
    next.keeps(5);
    await next.recording.save();
    next.recording.dispose();
    const last = new Session(memory);
    expect(last.recording.lost).toEqual({ units: 41, reason: 'reload' });
    last.keeps(2);
    last.failed.fire('It has stopped.');
    expect(last.recording.lost).toEqual({ units: 43, reason: 'crash' });
    last.recording.shown();
    expect(last.recording.lost).toEqual({ units: 43, reason: 'crash' });
    expect(new Session(memory).recording.lost).toBeUndefined();
  });

  it('ends when the user clears it, and nothing is lost then', async () => {
    const memory = new Memory();
    const session = new Session(memory);
    const { id } = session.recording;
    session.keeps(5);
    await session.recording.clear();
    expect([session.cleared, session.begun, session.recording.lost]).toEqual([1, 1, undefined]);
    expect(session.recording.id).not.toBe(id);
    expect(new Session(memory).recording.lost).toBeUndefined();
  });

  it.each([[-3], [1.5], ['36'], [Number.NaN], [{}]])('is not misled by what it finds noted: %o', async (noted) => {
    const memory = new Memory();
    await memory.update('recorded units', noted);
    expect(new Session(memory).recording.lost).toBeUndefined();
  });

  it('loses nothing where traffic is kept on the disk', async () => {
    const memory = new Memory();
    const session = new Session(memory, true);
    session.keeps(36);
    await session.recording.save();
    expect(new Session(memory, true).recording.lost).toBeUndefined();
    session.failed.fire('stopped');
    expect(session.begun).toBe(1);
    expect(session.recording.lost).toBeUndefined();
  });

  it('begins again when clearing is taken back, and only then', async () => {
    const session = new Session(new Memory());
    await session.recording.clear();
    await session.recording.undoClear();
    expect(session.begun).toBe(2);
    await session.recording.undoClear();
    expect(session.begun).toBe(2);
  });
});
