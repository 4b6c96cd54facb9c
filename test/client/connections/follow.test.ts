import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Follower } from '../../../client/connections/follow.ts';

interface State {
  readonly version: number;
}

/** What is followed: a number that grows, or is gone. */
class Source {
  readonly asked: (number | undefined)[] = [];
  readonly changes: string[] = [];
  open = 0;
  #version: number | null = 1;
  #waiting: (() => void)[] = [];

  readonly follower = new Follower<State>({
    pause: 300,
    changed: (key) => this.changes.push(key),
    ask: (_key, since, signal) => {
      this.asked.push(since);
      this.open++;
      return new Promise<State | null>((resolve) => {
        const answer = (state: State | null): void => {
          this.open--;
          resolve(state);
        };
        const look = (): void => {
          if (this.#version === since) this.#waiting.push(look);
          else answer(this.#version === null ? null : { version: this.#version });
        };
        signal.addEventListener('abort', () => {
          if (this.#waiting.includes(look)) answer(null);
          this.#waiting = this.#waiting.filter((each) => each !== look);
        });
        look();
      });
    },
  });

  set version(version: number | null) {
    this.#version = version;
    for (const look of this.#waiting.splice(0)) look();
  }
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
let source: Source;

beforeEach(() => {
  vi.useFakeTimers();
  source = new Source();
});

afterEach(() => {
  source.follower.dispose();
  vi.useRealTimers();
});

describe('what is expanded in a view', () => {
  it('is asked for once, and then for what is newer', async () => {
    source.follower.visible = true;
    expect(await source.follower.expand('a')).toEqual({ version: 1 });
    await settle();
    expect(source.asked).toEqual([undefined, 1]);
    source.version = 2;
    await settle();
    expect(source.changes).toEqual(['a']);
    expect(await source.follower.expand('a')).toEqual({ version: 2 });
    expect(source.asked).toEqual([undefined, 1]);
  });

  it('is not asked for more often than the pause allows, however much changes', async () => {
    source.follower.visible = true;
    await source.follower.expand('a');
    for (let version = 2; version < 1000; version++) {
      source.version = version;
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(source.changes.length).toBeGreaterThan(1);
    expect(source.changes.length).toBeLessThan(6);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await source.follower.expand('a')).toEqual({ version: 999 });
  });

  it('is not asked for while the view is hidden, and anew when it is shown again', async () => {
    source.follower.visible = true;
    await source.follower.expand('a');
    await settle();
    source.follower.visible = false;
    await settle();
    expect(source.open).toBe(0);
    const before = source.asked.length;
    source.version = 5;
    await vi.advanceTimersByTimeAsync(5000);
    expect(source.asked).toHaveLength(before);
    source.follower.visible = true;
    await settle();
    expect(source.changes).toEqual(['a']);
    expect(await source.follower.expand('a')).toEqual({ version: 5 });
    expect(source.open).toBeLessThanOrEqual(1);
  });

  it('is told afresh at each look while the view is hidden', async () => {
    expect(await source.follower.expand('a')).toEqual({ version: 1 });
    source.version = 2;
    expect(await source.follower.expand('a')).toEqual({ version: 2 });
    expect(source.open).toBe(0);
  });

  it('is not asked for after it was collapsed, nor when the view is shown again', async () => {
    source.follower.visible = true;
    await source.follower.expand('a');
    await settle();
    source.follower.collapse('a');
    await settle();
    expect(source.open).toBe(0);
    source.follower.visible = false;
    source.follower.visible = true;
    await vi.advanceTimersByTimeAsync(1000);
    expect(source.open).toBe(0);
    expect(source.changes).toEqual([]);
  });

  it('is forgotten when there is nothing more to follow', async () => {
    source.follower.visible = true;
    await source.follower.expand('a');
    source.version = null;
    await vi.advanceTimersByTimeAsync(1000);
    expect(source.changes).toEqual(['a']);
    expect(source.open).toBe(0);
    expect(await source.follower.expand('a')).toBeNull();
  });

  it('is forgotten when it is gone, and only that', async () => {
    source.follower.visible = true;
    await source.follower.expand('a');
    await source.follower.expand('b');
    await settle();
    expect(source.open).toBe(2);
    source.follower.retain((key) => key === 'b');
    await settle();
    expect(source.open).toBe(1);
    source.version = 2;
    await settle();
    expect(source.changes).toEqual(['b']);
  });
});
