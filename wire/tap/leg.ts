import type { Socket } from 'node:net';
import { TLSSocket, type SecureContext } from 'node:tls';

/** What happens at one end of a tapped connection. */
export interface LegEvents {
  data(bytes: Buffer): void;
  /** The peer sends nothing more; it may still read. */
  end(): void;
  /** What was written has gone out, after `write` gave false. */
  drain(): void;
  /** The socket is gone. `error`: why, where it was not closed in good order. */
  close(error: Error | undefined): void;
}

export interface ServerTls {
  readonly context: SecureContext;
  /** The name that the program asks for (RFC 6066, 3), and the context for it; undefined where there is none for that name. */
  readonly contextFor: (name: string) => Promise<SecureContext | undefined>;
  /** What the program offers (RFC 7301); gives what is taken, undefined for none. */
  readonly protocol: (offered: readonly string[]) => string | undefined;
  /** Takes a line for a key log. */
  readonly onKeys: ((line: Uint8Array) => void) | undefined;
}

const nothing: LegEvents = {
  data: () => undefined,
  end: () => undefined,
  drain: () => undefined,
  close: () => undefined,
};

/**
 * One end of a tapped connection: the socket of the program that is watched, or that of its server. It begins paused. It may go over
 * to TLS once; from then on `data` has what is inside.
 */
export class Leg {
  events: LegEvents = nothing;
  readonly #raw: Socket;
  #socket: Socket;
  #error: Error | undefined;
  #isClosed = false;
  #isEnded = false;
  #unread = Buffer.alloc(0);
  readonly #onData = (bytes: Buffer): void => this.events.data(bytes);
  readonly #onEnd = (): void => {
    this.#isEnded = true;
    this.events.end();
  };
  readonly #onDrain = (): void => this.events.drain();
  readonly #onError = (error: Error): void => void (this.#error ??= error);
  readonly #onClose = (): void => {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.events.close(this.#error);
  };

  /** @param socket one that allows half-open connections, and that nothing has read from */
  constructor(socket: Socket) {
    this.#raw = socket;
    this.#socket = socket;
    socket.pause();
    socket.setNoDelay(true);
    this.#listen();
  }

  get isSecure(): boolean {
    return this.#socket instanceof TLSSocket;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The peer has ended its direction. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Reads no more until `resume`. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Gives bytes back: `takeUnread` has them. */
  unread(bytes: Uint8Array): void {
    this.#unread = Buffer.concat([bytes, this.#unread]);
  }

  /** Bytes that were given back, which come before all that is read. */
  takeUnread(): Buffer | undefined {
    const unread = this.#unread;
    this.#unread = Buffer.alloc(0);
    return unread.length === 0 ? undefined : unread;
  }

  /** Whether more may be written at once; where not, `drain` follows. */
  write(bytes: Uint8Array): boolean {
    return this.#socket.writable ? this.#socket.write(bytes) : true;
  }

  /** Sends nothing more, and goes on reading. */
  end(): void {
    if (!this.#socket.destroyed) this.#socket.end();
  }

  /** Cuts the connection off: what was written and has not gone out is lost. */
  destroy(): void {
    this.#socket.destroy();
    this.#raw.destroy();
  }

  /** Cuts it off with a RST, as a peer does that fails. */
  reset(): void {
    if (!this.#raw.destroyed) this.#raw.resetAndDestroy();
    this.#socket.destroy();
  }

  /** Answers TLS of a program, with a certificate of the tap. @throws Error of the handshake */
  secureAsServer({ context, contextFor, protocol, onKeys }: ServerTls): Promise<TLSSocket> {
    this.#forget();
    const socket = new TLSSocket(this.#raw, {
      isServer: true,
      secureContext: context,
      SNICallback: (name, give) => {
        contextFor(name).then(
          (found) => give(null, found),
          (error: unknown) => give(error as Error),
        );
      },
      ALPNCallback: ({ protocols }) => protocol(protocols),
    });
    if (onKeys !== undefined) socket.on('keylog', onKeys);
    return this.#secured(socket);
  }

  /** Puts TLS to a server, which is made by `make` around the socket, into its place. @throws what `make` throws */
  async secureWith(make: (raw: Socket) => Promise<TLSSocket>): Promise<void> {
    this.#forget();
    const socket = await make(this.#raw);
    socket.pause();
    this.#socket = socket;
    this.#listen();
  }

  #secured(socket: TLSSocket): Promise<TLSSocket> {
    socket.pause();
    return new Promise((resolve, reject) => {
      const done = (): void => {
        socket.off('secure', onSecure);
        socket.off('error', onError);
        socket.off('close', onClose);
        socket.off('end', onClose);
      };
      const onSecure = (): void => {
        done();
        this.#socket = socket;
        this.#listen();
        resolve(socket);
      };
      const onError = (error: Error): void => {
        done();
        socket.on('error', () => undefined);
        reject(error);
      };
      const onClose = (): void => onError(new Error('The connection was closed during the TLS handshake.'));
      socket.on('secure', onSecure);
      socket.on('error', onError);
      socket.on('close', onClose);
      socket.on('end', onClose);
    });
  }

  #listen(): void {
    this.#socket.on('data', this.#onData);
    this.#socket.on('end', this.#onEnd);
    this.#socket.on('drain', this.#onDrain);
    this.#socket.on('error', this.#onError);
    this.#socket.on('close', this.#onClose);
    this.#socket.pause();
  }

  #forget(): void {
    this.#socket.off('data', this.#onData);
    this.#socket.off('end', this.#onEnd);
    this.#socket.off('drain', this.#onDrain);
    this.#socket.off('close', this.#onClose);
  }
}
