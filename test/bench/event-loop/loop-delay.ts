/** How late the event loop was, in milliseconds. */
export interface Delay {
  /** As a clock sees it: other processes that had the processor make the loop late as well. */
  readonly late: number;
  /** What this thread was at work meanwhile. */
  readonly busy: number;
}

const none: Delay = { late: 0, busy: 0 };

/** Milliseconds that this thread had a processor; those of the clock before Node.js 23.9, which does not tell. */
function used(): number {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => { readonly user: number; readonly system: number } };
  const usage = threadCpuUsage?.();
  return usage === undefined ? performance.now() : (usage.user + usage.system) / 1000;
}

/** Watches the event loop of the main thread with a timer that is due after a millisecond, again and again. */
export class LoopWatch {
  #longest = none;
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    this.#next();
  }

  /** The delay since the last call in which this thread was at work longest. */
  take(): Delay {
    const delay = this.#longest;
    this.#longest = none;
    return delay;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #next(): void {
    const [due, before] = [performance.now() + 1, used()];
    this.#timer = setTimeout(() => {
      const late = performance.now() - due;
      const busy = Math.min(late, used() - before);
      if (busy > this.#longest.busy) this.#longest = { late, busy };
      this.#next();
    }, 1);
  }
}
