import type { Socket } from 'node:net';

/** Bytes under way to one client above which nothing more is handed to rhea. */
const ENOUGH = 4_194_304;

/** Keeps a client's consumers from putting more into its socket than it takes out: credit counts messages, not bytes. */
export class Outflow {
  readonly #socket: Socket;
  readonly #relaxed = new Set<() => void>();
  #handed = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('drain', () => this.#tell());
  }

  get congested(): boolean {
    return this.#handed + this.#socket.writableLength > ENOUGH;
  }

  /** Says that so many bytes were handed to rhea, which writes them before this turn of the event loop ends. */
  hand(bytes: number): void {
    if (this.#handed === 0) {
      setImmediate(() => {
        this.#handed = 0;
        this.#tell();
      });
    }
    this.#handed += bytes;
  }

  /** Calls `listener` whenever there is room again; gives a function that ends this. */
  onRelaxed(listener: () => void): () => void {
    this.#relaxed.add(listener);
    return () => void this.#relaxed.delete(listener);
  }

  #tell(): void {
    if (this.congested) return;
    for (const listener of this.#relaxed) listener();
  }
}
