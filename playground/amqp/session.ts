import { serialAdd } from '../../protocols/amqp/conversation/index.ts';
import type { EncodeValue } from '../../protocols/amqp/index.ts';
import type { Step } from '../turns.ts';
import { readAttach } from './attach-request.ts';
import { readDisposition } from './disposition.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { isTrue, numberOf, type ClientFrame } from './frame-check.ts';
import { handleMax, incomingWindow } from './limits.ts';
import { AmqpLink } from './link.ts';
import type { Connection, Session } from './model.ts';
import { Outgoing } from './outgoing.ts';
import { bool, errorValue, uint, ushort, type Fields } from './values.ts';

/** Accepted deliveries one after another, which share a disposition. */
interface Run {
  readonly first: number;
  last: number;
}

/** One session of a client (2.5). */
export class AmqpSession implements Session {
  readonly channel: number;
  readonly outgoing: Outgoing;
  readonly #connection: Connection;
  /** By the client's handle. */
  readonly #links = new Map<number, AmqpLink>();
  /** Our handles in use. */
  readonly #handles = new Set<number>();
  readonly #handleMax: number;
  #nextIncoming: number;
  #window = incomingWindow;
  /** The delivery-id that comes next; undefined before the first. */
  #nextDelivery: number | undefined;
  #accepted: Run | undefined;
  /** We have ended it; what the client sent before it knew is passed over (2.5.4). */
  #ended = false;
  #rotation = 0;

  constructor(connection: Connection, channel: number, begin: ClientFrame) {
    this.channel = channel;
    this.#connection = connection;
    this.outgoing = new Outgoing(
      (...frame) => this.send(...frame),
      connection,
      numberOf(begin, 'incoming-window') ?? 0,
    );
    this.#nextIncoming = numberOf(begin, 'next-outgoing-id') ?? 0;
    this.#handleMax = numberOf(begin, 'handle-max') ?? 0xffff_ffff;
    this.send('begin', {
      'remote-channel': ushort(begin.channel),
      ...this.#windows(),
      'handle-max': uint(handleMax),
    });
  }

  get linkCount(): number {
    return this.#links.size;
  }

  send(name: string, fields: Fields, payload?: Uint8Array): void {
    this.flush();
    this.#connection.send(this, name, fields, payload);
  }

  /** Takes one frame of the client; a failure ends the connection, a step goes on with what is too much for one turn. */
  receive(frame: ClientFrame): AmqpFailure | Step | undefined {
    if (this.#ended) return undefined;
    switch (frame.name) {
      case 'attach':
        return this.#attach(frame);
      case 'detach':
        return this.#detach(frame);
      case 'flow':
        return this.#flow(frame);
      case 'transfer':
        return this.#transfer(frame);
      case 'disposition':
        return readDisposition(this, frame);
      default:
        return undefined;
    }
  }

  end(problem: AmqpFailure): void {
    if (this.#ended) return;
    this.#connection.turns.add(this.lost());
    this.send('end', { error: errorValue(problem) });
    this.#ended = true;
  }

  /** The client ended it; the answer is an end, unless that was sent before. Gives what is left to do, in steps. */
  endedByClient(): Step {
    const rest = this.lost();
    if (!this.#ended) this.send('end', {});
    return rest;
  }

  /** Takes leave of all links: the session or its connection is gone. Gives what is left to do, in steps. */
  lost(): Step {
    this.outgoing.stop();
    const rest = [...this.#links.values()].flatMap((link) => link.lost() ?? []);
    this.#links.clear();
    this.#handles.clear();
    let at = 0;
    return () => {
      if (rest[at]?.() !== true) at++;
      return at < rest.length;
    };
  }

  begins(id: number | undefined): AmqpFailure | undefined {
    if (id === undefined)
      return failure('amqp:invalid-field', 'The first transfer of a delivery must have a delivery-id (2.7.5).');
    if (this.#nextDelivery !== undefined && id !== this.#nextDelivery)
      return failure(
        'amqp:not-allowed',
        `The next delivery-id of the session is ${this.#nextDelivery}, but this one is ${id} (2.7.5).`,
      );
    this.#nextDelivery = serialAdd(id, 1);
    return undefined;
  }

  answer(id: number, state: EncodeValue, settled: boolean, isAccepted: boolean): void {
    const run = this.#accepted;
    if (isAccepted && settled && run !== undefined && serialAdd(run.last, 1) === id) {
      run.last = id;
      return;
    }
    this.flush();
    if (isAccepted && settled) this.#accepted = { first: id, last: id };
    else
      this.#connection.send(this, 'disposition', { role: bool(true), first: uint(id), settled: bool(settled), state });
    this.#state = state;
  }

  #state: EncodeValue | undefined;

  /** Writes what was decided and not told yet. */
  flush(): void {
    const run = this.#accepted;
    if (run === undefined) return;
    this.#accepted = undefined;
    const last = run.last === run.first ? {} : { last: uint(run.last) };
    this.#connection.send(this, 'disposition', {
      role: bool(true),
      first: uint(run.first),
      ...last,
      settled: bool(true),
      state: this.#state,
    });
  }

  sendFlow(link: Fields = {}): void {
    this.#window = incomingWindow;
    this.send('flow', { 'next-incoming-id': uint(this.#nextIncoming), ...this.#windows(), ...link });
  }

  /** The client takes more: goes on with what is being written, then gives each queue its turn. */
  relaxed(): void {
    this.outgoing.write();
    const queues = [...new Set([...this.#links.values()].map((link) => link.queue))];
    for (let i = 0; i < queues.length && this.outgoing.ready; i++)
      queues[(i + this.#rotation) % queues.length]?.dispatch();
    this.#rotation++;
  }

  #windows(): Fields {
    return {
      'next-outgoing-id': uint(this.outgoing.nextTransfer),
      'incoming-window': uint(this.#window),
      'outgoing-window': uint(0x7fff_ffff),
    };
  }

  #attach(frame: ClientFrame): AmqpFailure | undefined {
    const request = readAttach(frame);
    if (request.handle > handleMax)
      return failure(
        'amqp:connection:framing-error',
        `The handle ${request.handle} is above the handle-max ${handleMax} of the begin (2.7.2).`,
      );
    if (this.#links.has(request.handle)) {
      this.end(failure('amqp:session:handle-in-use', `The handle ${request.handle} is attached already.`));
      return undefined;
    }
    let handle = 0;
    while (this.#handles.has(handle)) handle++;
    if (handle > this.#handleMax) {
      this.end(
        failure(
          'amqp:not-allowed',
          `The begin’s handle-max ${this.#handleMax} leaves no handle to answer this attach with (2.7.2).`,
        ),
      );
      return undefined;
    }
    const link = new AmqpLink(this, this.#connection, request, handle);
    this.#links.set(request.handle, link);
    this.#handles.add(handle);
    link.attach();
    return undefined;
  }

  #detach(frame: ClientFrame): AmqpFailure | Step | undefined {
    const handle = numberOf(frame, 'handle') ?? 0;
    const link = this.#links.get(handle);
    if (link === undefined) return unattached(handle);
    this.#links.delete(handle);
    const rest = link.detached(isTrue(frame, 'closed'));
    this.#handles.delete(link.handle);
    return rest;
  }

  #flow(frame: ClientFrame): AmqpFailure | undefined {
    this.#nextIncoming = numberOf(frame, 'next-outgoing-id') ?? this.#nextIncoming;
    this.outgoing.flow(numberOf(frame, 'next-incoming-id'), numberOf(frame, 'incoming-window') ?? 0);
    const handle = numberOf(frame, 'handle');
    const echo = isTrue(frame, 'echo');
    if (handle !== undefined) {
      const link = this.#links.get(handle);
      if (link === undefined) return unattached(handle);
      const properties = frame.field('properties');
      link.flow({
        deliveryCount: numberOf(frame, 'delivery-count'),
        linkCredit: numberOf(frame, 'link-credit'),
        drain: isTrue(frame, 'drain'),
        echo,
        properties: properties?.presence === 'present' ? properties : undefined,
      });
    } else if (echo) {
      this.sendFlow();
    }
    this.relaxed();
    return undefined;
  }

  #transfer(frame: ClientFrame): AmqpFailure | undefined {
    const handle = numberOf(frame, 'handle') ?? 0;
    const link = this.#links.get(handle);
    if (link === undefined) return unattached(handle);
    this.#nextIncoming = serialAdd(this.#nextIncoming, 1);
    const problem = link.transfer(frame);
    if (--this.#window <= incomingWindow / 2 && problem === undefined) this.sendFlow();
    return problem;
  }
}

function unattached(handle: number): AmqpFailure {
  return failure('amqp:session:unattached-handle', `The handle ${handle} is not attached (2.8.17).`);
}
