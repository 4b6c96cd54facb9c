import type { Socket } from 'node:net';
import type { Turns } from '../turns.ts';
import { enoughOutput, maxBacklog } from './limits.ts';

/** Transfers that are written to one client before others get their turn. */
const quantum = 32;

/** Writes to a client's socket, never more than it takes out by much: credit counts messages, not bytes. */
export class Output {
  readonly #socket: Socket;
  readonly #turns: Turns;
  readonly #relaxed: () => void;
  #transfers = 0;
  #corked = false;

  /** `relaxed` is called whenever there is room for transfers again. */
  constructor(socket: Socket, turns: Turns, relaxed: () => void) {
    this.#socket = socket;
    this.#turns = turns;
    this.#relaxed = relaxed;
    socket.on('drain', relaxed);
  }

  /** More waits than a client that reads leaves lying. */
  get full(): boolean {
    return this.#socket.writableLength > enoughOutput;
  }

  /** No transfer should be written now; it is notified when that changes. */
  get congested(): boolean {
    return this.#transfers >= quantum || this.full;
  }

  /** Writes bytes; all of one turn of the event loop go to the system together. */
  write(bytes: Uint8Array): void {
    const socket = this.#socket;
    if (socket.destroyed || !socket.writable) return;
    if (!this.#corked) {
      this.#corked = true;
      socket.cork();
      process.nextTick(() => {
        this.#corked = false;
        socket.uncork();
      });
    }
    socket.write(bytes);
    if (socket.writableLength > maxBacklog) socket.destroy();
  }

  /** Counts a transfer that was written. */
  countTransfer(): void {
    if (this.#transfers++ > 0) return;
    this.#turns.add(() => {
      this.#transfers = 0;
      if (!this.full && !this.#socket.destroyed) this.#relaxed();
      return false;
    });
  }
}
