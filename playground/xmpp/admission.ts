import type { Socket } from 'node:net';

/**
 * The connections of the server. When there are too many, the oldest of those that have bound no resource goes, so that
 * a new client always gets in; how many can have bound one is limited by the accounts.
 */
export class Admission {
  readonly #most: number;
  /** Whether each has bound a resource; in the order of their arrival. */
  readonly #sockets = new Map<Socket, () => boolean>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes a connection in; false, and it is closed, if all others are in use. */
  admit(socket: Socket): boolean {
    if (this.#sockets.size >= this.#most && !this.#makeRoom()) {
      socket.destroy();
      return false;
    }
    this.#sockets.set(socket, () => false);
    socket.once('close', () => this.#sockets.delete(socket));
    return true;
  }

  /** Tells how to learn whether the client has bound a resource. */
  follow(socket: Socket, isBound: () => boolean): void {
    if (this.#sockets.has(socket)) this.#sockets.set(socket, isBound);
  }

  destroyAll(): void {
    for (const socket of this.#sockets.keys()) socket.destroy();
  }

  #makeRoom(): boolean {
    for (const [socket, isBound] of this.#sockets) {
      if (isBound()) continue;
      this.#sockets.delete(socket);
      socket.destroy();
      return true;
    }
    return false;
  }
}
