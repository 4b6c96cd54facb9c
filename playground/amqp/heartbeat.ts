/** An empty frame (2.4.5). */
const heartbeat = Buffer.from([0, 0, 0, 8, 2, 0, 0, 0]);
/** Timers take no longer times. */
const longest = 3_600_000;

/** Sends an empty frame whenever nothing was sent for a while, as the client's idle-time-out asks for. */
export class Heartbeat {
  readonly #send: (frame: Uint8Array) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (frame: Uint8Array) => void) {
    this.#send = send;
  }

  /** Begins, with at most so many milliseconds between two frames. */
  start(interval: number): void {
    this.#timer = setInterval(() => this.#send(heartbeat), Math.min(interval, longest));
  }

  /** A frame was sent. */
  written(): void {
    this.#timer?.refresh();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
