import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { UnitSink } from '../../protocols/captures/input/index.ts';
import { messageOf } from '../../protocols/core/index.ts';
import { toFailure, wireError } from '../failures.ts';
import { hostAndPort } from '../net/service.ts';
import type { Outcome } from '../protocol.ts';
import type { TapCertificates } from './certificates.ts';
import { TapConnection } from './connection.ts';
import type { TapSettings } from './model.ts';
import { TapRecording } from './recording.ts';

export interface TapOptions {
  readonly certificates: TapCertificates;
  /** Takes what crosses: connections by number, from 0. */
  readonly sink: UnitSink;
  /** Where what takes the units is behind, settles when it has room again; until then, the tap reads no more. */
  readonly room?: () => Promise<void> | undefined;
  /** Takes a line for a key log, of TLS on either side, in the format of SSLKEYLOGFILE, with its end of line. */
  readonly onKeys?: (line: Uint8Array) => void;
  /** A program has connected, or its connection is over. `number`: the connection's. */
  readonly onConnection: (event: 'open' | 'closed', number: number, peer: string) => void;
}

/** A tap that listens: a program connects to it in place of its server, and everything passes and is recorded. */
export class Tap {
  readonly settings: TapSettings;
  readonly #options: TapOptions;
  readonly #server: Server;
  readonly #connections = new Set<TapConnection>();
  readonly #recording: TapRecording;
  #count = 0;

  private constructor(settings: TapSettings, options: TapOptions) {
    this.settings = settings;
    this.#options = options;
    this.#recording = new TapRecording(options.sink, settings.protocol, settings.listen);
    this.#server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (socket) =>
      this.#accept(socket),
    );
  }

  /** Listens; fails where the address cannot be used. */
  static async start(settings: TapSettings, options: TapOptions): Promise<Outcome<Tap>> {
    const tap = new Tap(settings, options);
    try {
      await tap.#listen();
      return { ok: true, value: tap };
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    }
  }

  /** Where it listens, `host:port`. */
  get address(): string {
    const { address, port } = this.#server.address() as AddressInfo;
    return hostAndPort(address, port);
  }

  /** How many connections are open. */
  get open(): number {
    return this.#connections.size;
  }

  /** Listens no more, and cuts all connections off. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const connection of [...this.#connections]) connection.close();
    await closed;
  }

  #listen(): Promise<void> {
    const { host, port, target } = this.settings.listen;
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(target, error)));
      this.#server.listen({ host, port }, () => {
        // A server that listens has errors of single connections alone, which the next one does not have.
        this.#server.on('error', () => undefined);
        resolve();
      });
    });
  }

  #accept(socket: Socket): void {
    const number = this.#count++;
    const peer = hostAndPort(socket.remoteAddress ?? '', socket.remotePort ?? 0);
    const { name, to } = this.settings;
    const { onConnection, certificates, onKeys, room = () => undefined } = this.#options;
    const recording = this.#recording.open(number, {
      name: number === 0 ? name : `${name} ${number + 1}`,
      client: peer,
      server: to.service.target,
    });
    onConnection('open', number, peer);
    const connection = new TapConnection(socket, {
      settings: this.settings,
      certificates,
      recording,
      room,
      onKeys,
      closed: () => {
        this.#connections.delete(connection);
        onConnection('closed', number, peer);
      },
    });
    this.#connections.add(connection);
  }
}

function cannotListen(target: string, error: NodeJS.ErrnoException): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return wireError(
        'refused',
        `Another program listens at ${target} already.`,
        'Choose another port, or port 0 for a free one.',
      );
    case 'EACCES':
      return wireError('refused', `Listening at ${target} is not allowed.`, 'Choose a port above 1023.');
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return wireError(
        'unknown-host',
        `${target} is no address of this machine.`,
        'Listen at 127.0.0.1, or at 0.0.0.0 for programs on other machines.',
      );
    default:
      return wireError('refused', `Listening at ${target} failed: ${messageOf(error)}.`);
  }
}
