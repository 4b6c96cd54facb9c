import type { Socket } from 'node:net';
import type { Broker } from './broker.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { Gate } from './gate.ts';
import { attachConsumer, attachProducer, type OpenLink, type Surroundings } from './attach.ts';
import { CHANNEL_MAX, MAX_FRAME_SIZE, MAX_LINKS, SESSION_BUFFER } from './limits.ts';
import { followTransactions, separateAnswers } from './dispositions.ts';
import { rejectDeliveries } from './incoming-link.ts';
import type { RheaConnection, RheaContainer, RheaContext, RheaLink } from './rhea.ts';
import { separateLinks } from './sessions.ts';
import { Transactions } from './transactions.ts';

/** One client's connection from its first byte to its last. */
export class AmqpClient {
  readonly #gate: Gate;
  readonly #connection: RheaConnection;
  readonly #surroundings: Surroundings;
  readonly #log: (line: string) => void;
  readonly #links = new Map<RheaLink, OpenLink>();
  #opened = false;

  constructor(socket: Socket, container: RheaContainer, broker: Broker, log: (line: string) => void, gone: (client: AmqpClient) => void) {
    this.#log = log;
    this.#gate = new Gate(socket, {
      refused: (problem, opened) => this.#refuse(problem, opened),
      gone: () => {
        for (const link of this.#links.values()) link.lost();
        this.#links.clear();
        if (this.#opened) log(`AMQP ${this.#name} is gone.`);
        gone(this);
      },
      log,
    });
    this.#surroundings = {
      broker,
      outflow: this.#gate.outflow,
      transactions: new Transactions(broker.budget),
      arrival: () => this.#gate.arrival,
    };
    this.#connection = container.create_connection({
      max_frame_size: MAX_FRAME_SIZE,
      channel_max: CHANNEL_MAX,
      session_buffer_size: SESSION_BUFFER,
      offered_capabilities: ['ANONYMOUS-RELAY'],
      properties: { product: 'Wireloupe playground' },
      reconnect: false,
      receiver_options: { credit_window: 0, autoaccept: false },
      treat_modified_as_released: false,
    });
    this.#follow();
    this.#connection.accept(this.#gate);
  }

  /** Closes the connection as the broker's own wish (2.8.16). */
  close(problem: AmqpFailure): void {
    if (this.#opened) this.#connection.close(problem);
    this.#gate.end();
  }

  destroy(): void {
    this.#gate.destroy();
  }

  get #name(): string {
    return `${this.#connection.container_id ?? '?'} (${this.#gate.peer})`;
  }

  #follow(): void {
    const connection = this.#connection;
    connection.on('connection_open', () => {
      this.#opened = true;
      this.#log(`AMQP ${this.#name} is connected.`);
    });
    connection.on('session_open', ({ session }: RheaContext) => {
      if (session === undefined) return;
      separateLinks(session, (link) => this.#forget(link, true));
      separateAnswers(session);
      followTransactions(session);
    });
    connection.on('session_close', ({ session }: RheaContext) => {
      for (const link of [...this.#links.keys()]) if (link.session === session) this.#forget(link, false);
    });
    connection.on('sender_open', ({ sender }: RheaContext) => {
      if (sender !== undefined) this.#attach(sender, () => attachConsumer(this.#surroundings, sender));
    });
    connection.on('receiver_open', ({ receiver }: RheaContext) => {
      if (receiver === undefined) return;
      const problem = this.#attach(receiver, () => attachProducer(this.#surroundings, receiver));
      if (problem !== undefined) rejectDeliveries(receiver, problem);
    });
    connection.on('sender_close', ({ sender }: RheaContext) => this.#closed(sender));
    connection.on('receiver_close', ({ receiver }: RheaContext) => this.#closed(receiver));
    // Errors that a client tells are its own affair; without a listener rhea would throw them.
    for (const event of ['sender_error', 'receiver_error', 'session_error', 'connection_error', 'connection_close', 'disconnected']) {
      connection.on(event, () => undefined);
    }
    const broken = (error: unknown): void => this.#refuse(describe(error), this.#opened);
    connection.on('error', broken);
    connection.on('protocol_error', broken);
  }

  #attach(link: RheaLink, connect: () => OpenLink | AmqpFailure): AmqpFailure | undefined {
    const open =
      this.#links.size < MAX_LINKS
        ? connect()
        : failure('amqp:resource-limit-exceeded', `A connection has at most ${MAX_LINKS} links here.`);
    if (!('condition' in open)) {
      this.#links.set(link, open);
      return undefined;
    }
    // An attach without source and target, then a detach that says why (2.6.3).
    this.#log(`AMQP ${this.#name}: the link ${link.name} was refused. ${open.condition}: ${open.description}`);
    link.close(open);
    return open;
  }

  #closed(link: RheaLink | undefined): void {
    if (link === undefined) return;
    const closed = link.remote.detach?.closed === true;
    // A detach is answered in kind (2.6.5); rhea alone would always close.
    if (!closed) link.detach();
    this.#forget(link, closed);
  }

  #forget(link: RheaLink, closed: boolean): void {
    const open = this.#links.get(link);
    this.#links.delete(link);
    if (closed) open?.closed();
    else open?.lost();
  }

  #refuse(problem: AmqpFailure, opened: boolean): void {
    this.#log(`AMQP ${this.#name}: closed with ${problem.condition}: ${problem.description}`);
    // Before the open there is no frame that could carry an error.
    if (opened) this.#connection.close(problem);
    this.#gate.end();
  }
}

/** What rhea throws has no condition; the texts are those of its source. */
function describe(error: unknown): AmqpFailure {
  const text = error instanceof Error ? error.message : String(error);
  if (text.startsWith('Invalid handle')) return failure('amqp:session:unattached-handle', `${text}: it is not attached (2.8.17).`);
  return failure('amqp:not-allowed', text);
}
