/** Pushes diagnostics to clients that do not ask for them: a little after the last keystroke, once for each document. */
export class Pusher {
  readonly #publish: (uri: string) => Promise<void>;
  /** Milliseconds. */
  readonly #delay: number;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(publish: (uri: string) => Promise<void>, delay = 150) {
    this.#publish = publish;
    this.#delay = delay;
  }

  schedule(uri: string): void {
    this.cancel(uri);
    const timer = setTimeout(() => {
      this.#waiting.delete(uri);
      void this.#publish(uri);
    }, this.#delay);
    this.#waiting.set(uri, timer);
  }

  cancel(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
  }

  dispose(): void {
    for (const uri of [...this.#waiting.keys()]) this.cancel(uri);
  }
}
