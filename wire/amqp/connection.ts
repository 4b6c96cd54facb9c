import rhea, { type Connection, type EventContext } from 'rhea';
import { messageOf } from '../../protocols/core/index.ts';
import { wireError, WireError } from '../failures.ts';
import type { LiveConnection, OpenRequest, SendOptions } from '../live.ts';
import { underDeadline } from '../net/deadline.ts';
import type { ServiceAddress } from '../../protocols/project/index.ts';
import { parseService } from '../net/service.ts';
import type { RecordedUnit } from '../record/tap.ts';
import { readMechanisms, readSaslOutcome } from './decoded.ts';
import { amqpFailure } from './errors.ts';
import { RheaGate, gateError, maxFrameSize } from './gate.ts';
import { Pipe } from './pipe.ts';
import { receiveMessages } from './receive.ts';
import { bindHeartbeats, bindSession } from './rhea-internals.ts';
import { channelMax } from './rules.ts';
import { AmqpSasl } from './sasl.ts';
import { sendMessage } from './send.ts';
import { openAmqpSocket, type AmqpSocket } from './socket.ts';
import { amqpOf } from './units.ts';

/** Opens an AMQP connection up to and including `open` from both sides. Fails with a `WireError`. */
export async function openAmqp(request: OpenRequest): Promise<LiveConnection> {
  const service = parseService(request.profile.service, 'amqp');
  const socket = await openAmqpSocket(service, request);
  const connection = new AmqpConnection(request, service, socket);
  await connection.open();
  return connection;
}

class AmqpConnection implements LiveConnection {
  readonly #request: OpenRequest;
  readonly #service: ServiceAddress;
  readonly #socket: AmqpSocket;
  readonly #sasl: AmqpSasl | undefined;
  readonly #gate: RheaGate;
  readonly #pipe: Pipe;
  readonly #connection: Connection;
  readonly #ended: Promise<never>;
  #end: (reason: WireError) => void = () => undefined;
  #reason: WireError | undefined;
  #open = false;
  #closing = false;

  constructor(request: OpenRequest, service: ServiceAddress, socket: AmqpSocket) {
    this.#request = request;
    this.#service = service;
    this.#socket = socket;
    const { profile } = request;
    this.#sasl = profile.sasl === 'none' ? undefined : new AmqpSasl(request, service, socket.tls !== null);
    this.#gate = new RheaGate(request.tap, service.target, this.#sasl === undefined ? 0 : 3);
    this.#ended = new Promise<never>((_resolve, reject) => (this.#end = reject));
    // Operations race with it; when there is none, nobody needs to hear of it.
    this.#ended.catch(() => undefined);
    this.#pipe = new Pipe(
      (bytes) => {
        request.tap.sent(bytes);
        socket.write(bytes);
      },
      () => socket.end(),
    );
    const container = rhea.create_container({
      id: profile.containerId ?? `wireloupe-${crypto.randomUUID().slice(0, 8)}`,
    });
    this.#connection = container.create_connection({
      host: service.host,
      port: service.port,
      hostname: profile.hostname ?? service.host,
      ...(this.#sasl === undefined
        ? {}
        : { sasl_mechanisms: this.#sasl.mechanisms, sasl_init_hostname: profile.hostname ?? service.host }),
      max_frame_size: maxFrameSize,
      channel_max: channelMax,
      // For links that the peer begins: nothing is asked of them.
      receiver_options: { credit_window: 0, autoaccept: false },
      reconnect: false,
      connection_details: () => ({
        host: service.host,
        port: service.port,
        connect: (_port: number, _host: string, _options: unknown, connected: () => void) => this.#attach(connected),
      }),
    });
    this.#listen();
  }

  get identity(): string {
    // The specification allows an empty container-id; the address is then the better name.
    return this.#connection.container_id === '' ? this.#service.target : this.#connection.container_id;
  }

  get tls(): LiveConnection['tls'] {
    return this.#socket.tls;
  }

  open(): Promise<void> {
    const deadline = {
      ms: this.#request.timeouts.login,
      signal: this.#request.signal,
      what: `The AMQP login at ${this.#service.target}`,
      hint: 'The server accepted the connection but does not answer: it hangs, or the port speaks another protocol.',
    };
    return underDeadline<undefined>(deadline, (resolve, reject) => {
      this.#connection.once('connection_open', () => {
        this.#open = true;
        resolve(undefined);
      });
      this.#ended.catch(reject);
      this.#connection.connect();
      return () => {
        if (!this.#open) this.#fail(wireError('cancelled', 'The connection was given up.'));
      };
    });
  }

  async send(
    payload: Parameters<LiveConnection['send']>[0],
    { timeout, signal }: SendOptions,
  ): ReturnType<LiveConnection['send']> {
    const link = { connection: this.#connection, gate: this.#gate, request: this.#request, ended: this.#ended };
    switch (payload.kind) {
      case 'amqp-message':
        return sendMessage(link, payload, timeout, signal);
      case 'amqp-receive':
        return receiveMessages(link, payload, timeout, signal);
      case 'amqp-frames':
      case 'xmpp':
        throw wireError(
          'policy',
          `An AMQP session does not send ${payload.kind}.`,
          'Choose a connection of the right protocol for this file.',
        );
    }
  }

  async close(): Promise<void> {
    this.#closing = true;
    if (this.#reason === undefined) {
      const closed = new Promise<void>((resolve) => {
        this.#connection.once('connection_close', () => resolve());
        this.#ended.catch(() => resolve());
        setTimeout(resolve, this.#request.timeouts.close).unref();
      });
      this.#connection.close();
      await closed;
    }
    this.#fail(wireError('cancelled', 'The connection was closed.'));
  }

  /** Gives rhea its end of the connection, and lets the bytes flow. */
  #attach(connected: () => void): Pipe {
    this.#socket.listen(
      (chunk) => this.#receive(chunk),
      (error) =>
        this.#fail(
          error ??
            wireError(
              'closed',
              `${this.#service.target} closed the connection.`,
              this.#open
                ? 'Connect again.'
                : 'The server’s log may say why; a wrong user or virtual host is a usual reason.',
            ),
        ),
    );
    process.nextTick(connected);
    return this.#pipe;
  }

  #receive(chunk: Buffer): void {
    if (this.#reason !== undefined) return;
    try {
      for (const bytes of this.#gate.receive(chunk, (unit) => this.#look(unit))) this.#pipe.deliver(bytes);
    } catch (error) {
      this.#fail(gateError(error));
    }
  }

  /** SASL is checked here, before rhea sees it. */
  #look(unit: RecordedUnit): void {
    const amqp = amqpOf(unit);
    if (amqp !== undefined) this.#sasl?.check({ kind: unit.kind, name: amqp.name });
    if (amqp?.name === 'sasl-mechanisms') this.#sasl?.offer(readMechanisms(unit.bytes));
    if (amqp?.name !== 'sasl-outcome') return;
    const outcome = readSaslOutcome(unit.bytes);
    this.#sasl?.finish(outcome.code, outcome.additional);
  }

  /** Every event that rhea would otherwise throw as an unhandled error. */
  #listen(): void {
    const connection = this.#connection;
    const closed = (context: EventContext): void => {
      this.#fail(amqpFailure(`${this.#service.target} closed the connection`, context.connection.error), true);
    };
    connection.on('connection_error', (context: EventContext) => {
      if (this.#sasl?.error instanceof WireError) this.#fail(this.#sasl.error);
      else closed(context);
    });
    connection.on('connection_close', closed);
    connection.on('disconnected', () =>
      this.#fail(wireError('closed', `${this.#service.target} closed the connection.`, 'Connect again.')),
    );
    connection.on('connection_open', () => bindHeartbeats(connection));
    // Sessions that the peer begins come here; those of operations have listeners of their own.
    connection.on('session_open', ({ session }: EventContext) => {
      if (session !== undefined) bindSession(session);
    });
    for (const event of ['protocol_error', 'error'] as const) {
      connection.on(event, (error: unknown) => this.#fail(fromRhea(error, this.#service.target)));
    }
    // Endpoints that the peer begins by itself are closed again by rhea; errors on them are not ours.
    for (const event of [
      'session_error',
      'sender_error',
      'receiver_error',
      'session_close',
      'sender_close',
      'receiver_close',
      'message',
    ]) {
      connection.on(event, () => undefined);
    }
  }

  /** Ends the connection with the first reason. `polite`: rhea still has a close to answer. */
  #fail(reason: WireError, polite = false): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#end(reason);
    if (polite) setTimeout(() => this.#drop(), this.#request.timeouts.close).unref();
    else this.#drop();
    if (this.#open && !this.#closing) this.#request.onClosed(reason.failure);
  }

  #drop(): void {
    this.#socket.end();
    this.#pipe.endInput();
    this.#request.tap.end();
    setTimeout(() => this.#socket.destroy(), this.#request.timeouts.close).unref();
  }
}

/** rhea's own errors: the text only, since its stacks are not for people. */
function fromRhea(error: unknown, target: string): WireError {
  return wireError(
    'protocol',
    `${target} broke the protocol: ${messageOf(error)}.`,
    'The traffic panel shows the frames before it.',
  );
}
