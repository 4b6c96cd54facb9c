import type { Socket } from 'node:net';
import { otherSide, type Side } from '../../protocols/core/index.ts';
import { toFailure } from '../failures.ts';
import { defaultTimeouts } from '../net/deadline.ts';
import { hostAndPort } from '../net/service.ts';
import { openTcp } from '../net/tcp.ts';
import { startTls } from '../net/tls.ts';
import type { TapCertificates } from './certificates.ts';
import { handoverOf, type Opening } from './handover/index.ts';
import { HostRewriter } from './handover/http.ts';
import { hear, type Heard } from './hear.ts';
import { Leg } from './leg.ts';
import type { TapSettings } from './model.ts';
import type { ConnectionRecording } from './recording.ts';
import { relay } from './relay.ts';
import { whyRefused } from './refusals.ts';

export interface TapConnectionOptions {
  readonly settings: TapSettings;
  readonly certificates: TapCertificates;
  readonly recording: ConnectionRecording;
  /** Where the recording is behind, settles when it has room again. */
  readonly room: () => Promise<void> | undefined;
  /** Takes a line of the key log of either side. */
  readonly onKeys: ((line: Uint8Array) => void) | undefined;
  readonly closed: () => void;
}

/** One connection of a program through a tap, from its first byte to its end. */
export class TapConnection implements Opening {
  readonly #options: TapConnectionOptions;
  readonly #client: Leg;
  #server: Leg | undefined;
  readonly #over = new AbortController();
  #rewriter: HostRewriter | undefined;
  #isClosed = false;
  /** The program has sent something that passes. */
  #hasSpoken = false;
  /** The application protocol that TLS with the program has agreed on (RFC 7301): the server is offered the same. */
  #alpn: string | undefined;

  constructor(socket: Socket, options: TapConnectionOptions) {
    this.#options = options;
    this.#client = new Leg(socket);
    void this.#run();
  }

  /** Cuts both ends off. */
  close(): void {
    this.#over.abort();
    this.#client.destroy();
    this.#server?.destroy();
    this.#finish();
  }

  async #run(): Promise<void> {
    const { settings, recording } = this.#options;
    const { protocol, listen, to } = settings;
    try {
      if (listen.tls === 'direct') await this.secureClient();
      if (to.service.tls === 'direct') recording.encrypted();
      await handoverOf(protocol, listen, to.service)(this);
      if (listen.transport !== 'tcp') this.#rewriter = new HostRewriter(hostField(to.service));
      this.#relay();
    } catch (error) {
      this.#fail(error);
    }
  }

  hear(from?: Side): Promise<Heard> {
    const server = this.#server;
    if (from === 'server' && server !== undefined) return hear({ server });
    if (from === 'client' || server === undefined) return hear({ client: this.#client });
    return hear({ client: this.#client, server });
  }

  pass(side: Side, bytes: Uint8Array): void {
    this.write(otherSide(side), bytes);
    this.record(side, bytes);
  }

  write(to: Side, bytes: Uint8Array): void {
    (to === 'client' ? this.#client : this.#server)?.write(bytes);
  }

  record(side: Side, bytes: Uint8Array): void {
    if (side === 'client') this.#hasSpoken = true;
    this.#options.recording.data(side, bytes);
  }

  unread(side: Side, bytes: Uint8Array): void {
    (side === 'client' ? this.#client : this.#server)?.unread(bytes);
  }

  note(text: string): void {
    this.#options.recording.note(text);
  }

  async dial(name?: string): Promise<void> {
    this.#server?.destroy();
    const { to, timeouts = defaultTimeouts } = this.#options.settings;
    const socket = await openTcp(to.service, timeouts.tcp, this.#over.signal, true);
    const server = new Leg(socket);
    this.#server = server;
    if (this.#isClosed) server.destroy();
    if (to.service.tls === 'direct') await this.#secure(server, name, this.#alpn);
  }

  async secureClient(name?: string): Promise<void> {
    const { certificates, settings, recording } = this.#options;
    const { context, host } = await certificates.contextOf(name ?? settings.listen.host);
    try {
      await this.#client.secureAsServer({
        context,
        contextFor: async (asked) => (await certificates.contextOf(asked)).context,
        onKeys: this.#options.onKeys,
        protocol: (offered) => (this.#alpn = offered.find((each) => each !== 'h2')),
      });
    } catch (error) {
      throw whyRefused(error, host, settings.name);
    }
    recording.encrypted();
  }

  async secureServer(name?: string): Promise<void> {
    if (this.#server === undefined) throw new Error('There is no connection to the server.');
    await this.#secure(this.#server, name, undefined);
    this.#options.recording.encrypted();
  }

  async #secure(server: Leg, name: string | undefined, alpn: string | undefined): Promise<void> {
    const { to, timeouts = defaultTimeouts } = this.#options.settings;
    await server.secureWith(async (socket) => {
      const { socket: secured } = await startTls({
        socket,
        name: to.domain ?? name ?? to.service.host,
        target: to.service.target,
        options: to.tls,
        onKeys: this.#options.onKeys,
        ...(alpn === undefined ? {} : { alpn }),
        ms: timeouts.tls,
        signal: this.#over.signal,
      });
      return secured;
    });
  }

  #relay(): void {
    const server = this.#server;
    if (server === undefined || this.#isClosed) {
      // The program went away before it said anything.
      this.close();
      return;
    }
    const { recording } = this.#options;
    const rewriter = this.#rewriter;
    relay(
      { client: this.#client, server },
      {
        ...(rewriter === undefined
          ? {}
          : {
              changed: (side, bytes) => (side === 'client' ? rewriter.push(bytes) : bytes),
              left: (side) => (side === 'client' ? rewriter.end() : new Uint8Array(0)),
            }),
        passed: (side, bytes) => this.record(side, bytes),
        room: this.#options.room,
        ended: (side) => recording.end(side),
        closed: (cut) => {
          if (cut !== undefined)
            recording.note(
              `${cut.side === 'client' ? 'The program' : 'The server'} cut the connection off (${codeOf(cut.error)})`,
            );
          this.#finish();
        },
      },
    );
  }

  /** What comes from here on cannot pass: both ends are cut off, and the recording says why. */
  #fail(error: unknown): void {
    const { message, hint } = toFailure(error);
    if (!this.#isClosed) this.note(`${message}${hint === undefined ? '' : ` ${hint}`}`.replace(/\.$/u, ''));
    this.close();
  }

  #finish(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const { recording, closed, settings } = this.#options;
    // Node.js completes the handshake before it looks at the certificate.
    if (this.#client.isSecure && !this.#hasSpoken && !this.#over.signal.aborted)
      recording.note(saidNothing(settings.name));
    recording.end('client');
    recording.end('server');
    closed();
  }
}

/** What a program does that does not trust the tap, and finds that out late. */
function saidNothing(tap: string): string {
  return `The program closed the connection to “${tap}” after the TLS handshake without sending anything. Programs that do not trust the certificate do so: make it trust the development CA of Wireloupe`;
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.message;
}

/** How a host stands in a request: a port that is the scheme's own is left out (RFC 9110, 7.2). */
function hostField({ host, port, tls }: TapSettings['listen']): string {
  const whole = hostAndPort(host, port);
  const own = tls === 'direct' ? 443 : 80;
  return port === own ? whole.slice(0, -`:${port}`.length) : whole;
}
