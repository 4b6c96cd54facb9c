import type { Socket } from 'node:net';
import type { Step, Turns } from '../turns.ts';
import type { Broker } from './broker.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { numberOf, textOf, type ClientFrame } from './frame-check.ts';
import { ClientGate } from './gate.ts';
import { Heartbeat } from './heartbeat.ts';
import { channelMax, largestFrame, maxLinks, maxName, minIdleTimeout, minMaxFrameSize } from './limits.ts';
import type { Connection, Link, Session } from './model.ts';
import { Output } from './output.ts';
import type { Owner } from './owner.ts';
import type { Users } from './sasl.ts';
import { AmqpSession } from './session.ts';
import { Transactions } from './transactions.ts';
import { errorValue, map, performative, symbol, symbols, text, uint, ushort, type Fields } from './values.ts';

/** What all clients of the broker share. */
export interface Shared {
  readonly broker: Broker;
  readonly turns: Turns;
  readonly users: Users;
  readonly containerId: string;
  log(line: string): void;
  /** The client's socket is closed. */
  gone(client: AmqpClient): void;
}

/** One client's connection from its first byte to its last. */
export class AmqpClient implements Connection {
  readonly broker: Broker;
  readonly turns: Turns;
  readonly output: Output;
  readonly transactions: Transactions;
  /** Times of the last frame, for the choice of whom to let go. */
  lastFrame = performance.now();
  unsettled = 0;
  maxFrameSize = largestFrame;
  readonly #shared: Shared;
  readonly #gate: ClientGate;
  readonly #heartbeat: Heartbeat;
  /** By the client's channel. */
  readonly #sessions = new Map<number, AmqpSession>();
  /** Our channels in use. */
  readonly #channels = new Set<number>();
  /** Attached links: they count among those of the container. */
  readonly #counted = new Set<Link>();
  #afterInput: (() => void)[] = [];
  #channelMax = channelMax;
  #owner: Owner | undefined;
  #state: 'new' | 'open' | 'closed' = 'new';

  constructor(socket: Socket, shared: Shared) {
    this.#shared = shared;
    this.broker = shared.broker;
    this.turns = shared.turns;
    this.transactions = new Transactions(shared.broker.budget);
    this.output = new Output(socket, shared.turns, () => this.#relaxed());
    this.#gate = new ClientGate(socket, this.output, shared.turns, shared.users, {
      frame: (frame) => this.#frame(frame),
      idle: () => this.#idle(),
      refused: (problem) => this.#refuse(problem),
      gone: () => this.#gone(),
      log: (line) => this.log(line),
    });
    this.#heartbeat = new Heartbeat((frame) => this.output.write(frame));
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  get owner(): Owner {
    // Before the open there are no sessions that could ask.
    return (this.#owner ??= this.broker.owners.of('', this.#gate.address));
  }

  log(line: string): void {
    this.#shared.log(`AMQP ${this.#name}: ${line}`);
  }

  /** Closes the connection as the broker's own wish (2.8.16). */
  close(problem: AmqpFailure): void {
    this.#close(problem);
    this.#gate.end();
  }

  destroy(): void {
    this.#gate.destroy();
  }

  send(session: Session, name: string, fields: Fields, payload?: Uint8Array): void {
    if (this.#state !== 'open') return;
    if (name !== 'disposition' && name !== 'transfer') this.#settleFlush(session);
    const bytes = performative(session.channel, name, fields, payload);
    if (bytes.length <= this.maxFrameSize) this.#write(bytes);
    else this.#tooLong(session, name);
  }

  afterInput(callback: () => void): void {
    this.#afterInput.push(callback);
  }

  count(link: Link): AmqpFailure | undefined {
    if (this.#counted.size >= maxLinks)
      return failure('amqp:resource-limit-exceeded', `A connection has at most ${maxLinks} links here.`);
    const problem = this.broker.owners.attach(this.owner);
    if (problem === undefined) this.#counted.add(link);
    return problem;
  }

  discount(link: Link): void {
    if (this.#counted.delete(link)) this.broker.owners.detach(this.owner);
  }

  get #name(): string {
    return `${this.#owner?.id ?? '?'} (${this.#gate.peer})`;
  }

  #frame(frame: ClientFrame): AmqpFailure | Step | undefined {
    this.lastFrame = performance.now();
    if (this.#state === 'new') return this.#open(frame);
    switch (frame.name) {
      case undefined:
        return undefined; // a heartbeat
      case 'open':
        return failure('amqp:not-allowed', 'The connection is open already (2.4.1).');
      case 'close':
        this.#close();
        this.#gate.end();
        return undefined;
      case 'begin':
        return this.#begin(frame);
    }
    const session = this.#sessions.get(frame.channel);
    if (session === undefined)
      return failure(
        'amqp:not-allowed',
        `There is no session on channel ${frame.channel}: send a begin first (2.5.1).`,
      );
    if (frame.name === 'end') {
      this.#sessions.delete(frame.channel);
      const rest = session.endedByClient();
      this.#channels.delete(session.channel);
      return rest;
    }
    const then = session.receive(frame);
    return frame.name === 'attach' ? (then ?? this.#countEndpoints()) : then;
  }

  #open(frame: ClientFrame): AmqpFailure | undefined {
    if (frame.name !== 'open')
      return failure('amqp:not-allowed', 'The first frame of a connection is an open (2.4.1).');
    this.#gate.opened();
    const maxFrameSize = numberOf(frame, 'max-frame-size') ?? largestFrame;
    this.maxFrameSize = Math.max(minMaxFrameSize, Math.min(maxFrameSize, largestFrame));
    this.#channelMax = Math.min(numberOf(frame, 'channel-max') ?? channelMax, channelMax);
    this.#state = 'open';
    this.#write(
      performative(0, 'open', {
        'container-id': text(this.#shared.containerId),
        'max-frame-size': uint(largestFrame),
        'channel-max': ushort(channelMax),
        'offered-capabilities': symbols(['ANONYMOUS-RELAY']),
        properties: map([symbol('product'), text('Wireloupe playground')]),
      }),
    );
    const idleTimeout = numberOf(frame, 'idle-time-out') ?? 0;
    const containerId = textOf(frame, 'container-id') ?? '';
    if (maxFrameSize < minMaxFrameSize)
      return failure(
        'amqp:invalid-field',
        `The max-frame-size is ${maxFrameSize}, but must be at least ${minMaxFrameSize} (2.7.1).`,
      );
    if (idleTimeout > 0 && idleTimeout < minIdleTimeout)
      return failure(
        'amqp:invalid-field',
        `The idle-time-out is ${idleTimeout} ms, but must be at least ${minIdleTimeout} ms here (2.4.5).`,
      );
    if (containerId.length > maxName)
      return failure('amqp:invalid-field', `A container-id has at most ${maxName} characters here.`);
    const owner = this.broker.owners.of(containerId, this.#gate.address);
    const problem = this.broker.owners.connect(owner, this);
    if (problem !== undefined) return problem;
    this.#owner = owner;
    if (idleTimeout > 0) this.#heartbeat.start(idleTimeout / 2);
    this.log('connected.');
    return undefined;
  }

  #begin(frame: ClientFrame): AmqpFailure | undefined {
    if (this.#sessions.has(frame.channel))
      return failure('amqp:not-allowed', `There is a session on channel ${frame.channel} already.`);
    if (frame.field('remote-channel')?.presence === 'present')
      return failure(
        'amqp:not-allowed',
        'The begin answers one that the playground did not send: leave the remote-channel out (2.7.2).',
      );
    let channel = 0;
    while (this.#channels.has(channel)) channel++;
    if (channel > this.#channelMax)
      return failure(
        'amqp:not-allowed',
        `The open’s channel-max ${this.#channelMax} leaves no channel to answer this begin on (2.7.1).`,
      );
    this.#channels.add(channel);
    this.#sessions.set(frame.channel, new AmqpSession(this, channel, frame));
    return undefined;
  }

  /** Counts links that were refused as well, until the client has detached them: one that never detaches comes to an end. */
  #countEndpoints(): AmqpFailure | undefined {
    let links = 0;
    for (const session of this.#sessions.values()) links += session.linkCount;
    if (links <= 2 * maxLinks) return undefined;
    return failure('amqp:resource-limit-exceeded', `More than ${2 * maxLinks} links were attached and not detached.`);
  }

  #idle(): void {
    for (const callback of this.#afterInput.splice(0)) callback();
    this.#settleFlush();
  }

  /** Writes what sessions have decided and not told, but for one of them. */
  #settleFlush(except?: Session): void {
    for (const session of this.#sessions.values()) if (session !== except) session.flush();
  }

  #relaxed(): void {
    for (const session of this.#sessions.values()) session.relaxed();
  }

  /** Ends the connection over an answer that does not fit into the client's frames, when the frame at hand is processed. */
  #tooLong(session: Session, name: string): void {
    process.nextTick(() => {
      if (this.#state !== 'open') return;
      this.#refuse(
        failure(
          'amqp:frame-size-too-small',
          `The ${name} that answers on channel ${session.channel} does not fit into ${this.maxFrameSize} bytes. State a larger max-frame-size.`,
        ),
      );
      this.#gate.end();
    });
  }

  #write(bytes: Uint8Array): void {
    this.#heartbeat.written();
    this.output.write(bytes);
  }

  #refuse(problem: AmqpFailure): void {
    this.log(`closed with ${problem.condition}: ${problem.description}`);
    this.#close(problem);
  }

  /** Before the open there is no frame that could carry an error. */
  #close(problem?: AmqpFailure): void {
    if (this.#state === 'open') {
      this.#settleFlush();
      this.#write(performative(0, 'close', problem === undefined ? {} : { error: errorValue(problem) }));
    }
    this.#state = 'closed';
    this.#leave();
  }

  #gone(): void {
    const wasOpen = this.#state !== 'new';
    this.#state = 'closed';
    this.#leave();
    if (wasOpen) this.log('gone.');
    this.#shared.gone(this);
  }

  #leave(): void {
    this.#heartbeat.stop();
    for (const session of this.#sessions.values()) session.outgoing.stop();
    for (const session of this.#sessions.values()) this.turns.add(session.lost());
    this.#sessions.clear();
    this.#owner?.clients.delete(this);
  }
}
