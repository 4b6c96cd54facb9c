import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { Assembly, type Arrival } from './assembly.ts';
import { Endpoints } from './endpoints.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { checkFrame, saslOutcome, type FrameFacts } from './frame-check.ts';
import { FLUSH_TIMEOUT, FRAME_TIMEOUT, MAX_BACKLOG, MAX_FRAME_SIZE, OPEN_TIMEOUT } from './limits.ts';
import { Outflow } from './outflow.ts';

const HEADER_SIZE = 8;
const SASL = 3;
const AMQP = 0;
/** What a server answers to a header that it does not speak (2.2): the one that it does. */
const SASL_HEADER = Buffer.from([0x41, 0x4d, 0x51, 0x50, SASL, 1, 0, 0]);

export interface GateEvents {
  /** The client broke the protocol. Nothing more of it will reach rhea. `opened` tells whether an open has arrived. */
  refused(problem: AmqpFailure, opened: boolean): void;
  /** The socket is closed. Told once. */
  gone(): void;
  log(line: string): void;
}

/**
 * Stands between a client's socket and rhea, and looks like a socket to rhea. It cuts the bytes into headers and frames and
 * lets only those pass that our own decoder finds no fault with, one at a time: rhea itself can be made to loop or to
 * exhaust memory by malformed bytes.
 */
export class Gate extends EventEmitter {
  readonly peer: string;
  readonly outflow: Outflow;
  readonly #socket: Socket;
  readonly #events: GateEvents;
  readonly #openTimer: NodeJS.Timeout;
  #frameTimer: NodeJS.Timeout | undefined;
  #input: Buffer = Buffer.alloc(0);
  #expect: 'header' | 'sasl' | 'amqp' = 'header';
  #saslDone = false;
  /** The client's last SASL frame is not answered yet; what follows has to wait, or rhea would take it for SASL. */
  #awaitingSasl = false;
  #opened = false;
  #closed = false;
  readonly #assembly = new Assembly();
  readonly #endpoints = new Endpoints();
  #arrival: Arrival | undefined;

  constructor(socket: Socket, events: GateEvents) {
    super();
    this.peer = `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`;
    this.outflow = new Outflow(socket);
    this.#socket = socket;
    this.#events = events;
    this.#openTimer = setTimeout(
      () => this.#refuse(failure('amqp:not-allowed', `Open the connection within ${OPEN_TIMEOUT / 1000} seconds.`)),
      OPEN_TIMEOUT,
    );
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('error', () => undefined); // 'close' follows every error
    socket.on('end', () => this.end());
    socket.on('close', () => this.#gone());
  }

  /** The message whose last frame rhea is being given at this moment. */
  get arrival(): Arrival | undefined {
    return this.#arrival;
  }

  /** For rhea's log. */
  get_id_string(): string {
    return this.peer;
  }

  /** rhea writes whole headers and frames. */
  write(bytes: Buffer): void {
    if (this.#socket.destroyed || !this.#socket.writable) return;
    this.#socket.write(bytes);
    if (this.#socket.writableLength > MAX_BACKLOG) this.#socket.destroy();
    if (this.#expect === 'sasl' && bytes.length > HEADER_SIZE) this.#saslAnswered(bytes);
  }

  /** Lets what is being written out, then closes. rhea calls it on errors, before its close frame is written. */
  end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopTimers();
    setImmediate(() => {
      this.#socket.end();
      const timer = setTimeout(() => this.#socket.destroy(), FLUSH_TIMEOUT);
      this.#socket.once('close', () => clearTimeout(timer));
    });
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #stopTimers(): void {
    clearTimeout(this.#openTimer);
    clearTimeout(this.#frameTimer);
  }

  #gone(): void {
    this.#closed = true;
    this.#stopTimers();
    this.emit('end');
    this.#events.gone();
  }

  #refuse(problem: AmqpFailure): void {
    if (this.#closed) return;
    this.#events.refused(problem, this.#opened);
    this.end();
  }

  #read(bytes: Buffer): void {
    if (this.#closed) return;
    this.#input = this.#input.length === 0 ? bytes : Buffer.concat([this.#input, bytes]);
    this.#pump();
  }

  #pump(): void {
    for (let unit = this.#cut(); unit !== undefined; unit = this.#cut()) {
      // The next frame gets its own time; mere bytes of the same frame do not.
      clearTimeout(this.#frameTimer);
      this.#frameTimer = undefined;
      this.#pass(unit);
    }
    if (this.#input.length > 0 && !this.#closed) {
      this.#frameTimer ??= setTimeout(
        () => this.#refuse(failure('amqp:connection:framing-error', `A frame has to be complete within ${FRAME_TIMEOUT / 1000} seconds.`)),
        FRAME_TIMEOUT,
      );
    }
  }

  /** The next whole header or frame, if there is one. */
  #cut(): Buffer | undefined {
    if (this.#closed || this.#awaitingSasl || this.#input.length < 4) return undefined;
    let size = HEADER_SIZE;
    if (this.#expect !== 'header') {
      size = this.#input.readUInt32BE(0);
      if (size < 8 || size > MAX_FRAME_SIZE) {
        this.#refuse(failure('amqp:connection:framing-error', `A frame has 8 to ${MAX_FRAME_SIZE} bytes, this one says ${size}.`));
        return undefined;
      }
    } else if (this.#input.toString('latin1', 0, 4) !== 'AMQP') {
      this.#wrongHeader('It does not begin with "AMQP".');
      return undefined;
    }
    if (this.#input.length < size) return undefined;
    const unit = this.#input.subarray(0, size);
    this.#input = this.#input.subarray(size);
    return unit;
  }

  #pass(unit: Buffer): void {
    if (this.#expect === 'header') this.#passHeader(unit);
    else this.#passFrame(unit);
  }

  #passHeader(header: Buffer): void {
    const [id, major, minor, revision] = header.subarray(4);
    const wanted = id === AMQP || (id === SASL && !this.#saslDone);
    if (!wanted || major !== 1 || minor !== 0 || revision !== 0) {
      const old = id === 0 && major === 0 && minor === 9 ? ' This is AMQP 0-9-1, another protocol.' : '';
      this.#wrongHeader(`The protocol id is ${id ?? 0}, the version ${major ?? 0}.${minor ?? 0}.${revision ?? 0}.${old}`);
      return;
    }
    this.#expect = id === SASL ? 'sasl' : 'amqp';
    this.emit('data', header);
  }

  #wrongHeader(why: string): void {
    this.#events.log(`AMQP ${this.peer}: the protocol header was refused. ${why}`);
    this.#socket.write(SASL_HEADER);
    this.end();
  }

  #passFrame(frame: Buffer): void {
    const checked = checkFrame(frame, this.#expect === 'sasl');
    const problem = 'condition' in checked ? checked : this.#checkPlace(checked);
    if (problem !== undefined) {
      this.#refuse(problem);
      return;
    }
    if (this.#expect === 'sasl') this.#awaitingSasl = true;
    this.emit('data', frame);
    this.#arrival = undefined;
  }

  /** What one frame alone does not tell: order, and the message that a transfer completes. */
  #checkPlace(frame: FrameFacts): AmqpFailure | undefined {
    if (this.#expect === 'sasl') return undefined;
    if (!this.#opened) {
      if (frame.name !== 'open') return failure('amqp:not-allowed', 'The first frame of a connection is an open (2.4.1).');
      this.#opened = true;
      clearTimeout(this.#openTimer);
    }
    const excess = this.#endpoints.follow(frame);
    if (excess !== undefined || frame.name !== 'transfer') return excess;
    const arrival = this.#assembly.add(frame);
    if (arrival !== undefined && 'condition' in arrival) return arrival;
    this.#arrival = arrival;
    return undefined;
  }

  /** Follows rhea's answers: the outcome ends the SASL layer (5.3.2). */
  #saslAnswered(frame: Buffer): void {
    this.#awaitingSasl = false;
    const code = saslOutcome(frame);
    if (code === 0) {
      this.#saslDone = true;
      this.#expect = 'header';
    } else if (code !== undefined) {
      this.end();
      return;
    }
    // rhea is in the middle of answering; it takes the next frame when it is done.
    if (this.#input.length > 0) setImmediate(() => this.#pump());
  }
}
