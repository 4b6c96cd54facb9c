/** What is followed: an answer, with the number by which newer ones are asked for. */
interface Numbered {
  readonly version: number;
}

export interface FollowOptions<State extends Numbered> {
  /** Answers at once without `since`, else once there is something newer; null when there is nothing to follow any more. Never rejects. */
  readonly ask: (key: string, since: number | undefined, signal: AbortSignal) => Promise<State | null>;
  /** What `state` answers is another one now. */
  readonly changed: (key: string) => void;
  /** Milliseconds to rest after an answer, whatever goes on. */
  readonly pause: number;
}

/**
 * Follows what has a key for as long as it is looked at: while it is expanded, and the view that shows it is visible. At most one
 * question a key is open at any time, and none is when nobody looks.
 */
export class Follower<State extends Numbered> {
  readonly #options: FollowOptions<State>;
  readonly #states = new Map<string, State>();
  readonly #running = new Map<string, AbortController>();
  /** What is expanded, whether visible or not. */
  readonly #wanted = new Set<string>();
  #visible = false;

  constructor(options: FollowOptions<State>) {
    this.#options = options;
  }

  /** The state of what has just been expanded, or is; it is followed from now on. Null when there is nothing to follow. */
  async expand(key: string): Promise<State | null> {
    this.#wanted.add(key);
    const known = this.#running.has(key) ? this.#states.get(key) : undefined;
    if (known !== undefined) return known;
    const state = await this.#options.ask(key, undefined, new AbortController().signal);
    if (state === null) this.#forget(key);
    else if (this.#wanted.has(key)) {
      this.#states.set(key, state);
      this.#run(key);
    }
    return state;
  }

  collapse(key: string): void {
    this.#forget(key);
  }

  /** Forgets what does not exist any more. */
  retain(exists: (key: string) => boolean): void {
    for (const key of [...this.#wanted]) if (!exists(key)) this.#forget(key);
  }

  /** Whether the view is visible: while it is not, nothing is asked. */
  set visible(visible: boolean) {
    this.#visible = visible;
    if (visible) for (const key of this.#wanted) this.#run(key);
    else this.#stop();
  }

  dispose(): void {
    this.#stop();
    this.#wanted.clear();
  }

  #stop(): void {
    for (const controller of this.#running.values()) controller.abort();
    this.#running.clear();
    // Much may have come and gone before somebody looks again.
    this.#states.clear();
  }

  #forget(key: string): void {
    this.#running.get(key)?.abort();
    this.#running.delete(key);
    this.#wanted.delete(key);
    this.#states.delete(key);
  }

  #run(key: string): void {
    if (!this.#visible || !this.#wanted.has(key) || this.#running.has(key)) return;
    const controller = new AbortController();
    this.#running.set(key, controller);
    void this.#loop(key, controller.signal);
  }

  async #loop(key: string, signal: AbortSignal): Promise<void> {
    do {
      const state = await this.#options.ask(key, this.#states.get(key)?.version, signal);
      if (signal.aborted) return;
      if (state === null) this.#forget(key);
      else this.#states.set(key, state);
      this.#options.changed(key);
    } while (await rest(this.#options.pause, signal));
  }
}

/** Waits so many milliseconds, or until aborted; whether the time is over. */
function rest(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve(!signal.aborted);
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
