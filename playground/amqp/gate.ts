import type { Socket } from 'node:net';
import { encodeHeader, isHeaderAt } from '../../protocols/amqp/index.ts';
import { Intake } from '../intake.ts';
import type { Step, Turns } from '../turns.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { checkFrame, type ClientFrame } from './frame-check.ts';
import { flushTimeout, frameTimeout, largestFrame, openTimeout } from './limits.ts';
import type { Output } from './output.ts';
import { checkLogin, mechanismsFrame, saslOutcome, type Users } from './sasl.ts';

const headerSize = 8;
const saslId = 3;
const amqpId = 0;

export interface GateEvents {
  /** One frame behind the AMQP header; a failure ends the connection, a step goes on with what is too much for one turn. */
  frame(frame: ClientFrame): AmqpFailure | Step | undefined;
  /** All that has arrived is processed. */
  idle(): void;
  /** The client broke the protocol; nothing more of it is read. */
  refused(problem: AmqpFailure): void;
  /** The socket is closed. Told once. */
  gone(): void;
  log(line: string): void;
}

/**
 * Cuts what a client sends into headers and frames, logs it in, and lets only frames pass that are in order by themselves,
 * one at a time. It reads no more while there is work left, or while the client does not take what is sent to it.
 */
export class ClientGate {
  /** The client's network address, and the same with its port. */
  readonly address: string;
  readonly peer: string;
  readonly #socket: Socket;
  readonly #output: Output;
  readonly #intake: Intake;
  readonly #turns: Turns;
  readonly #users: Users;
  readonly #events: GateEvents;
  readonly #openTimer: NodeJS.Timeout;
  #frameTimer: NodeJS.Timeout | undefined;
  #input: Buffer = Buffer.alloc(0);
  #expect: 'header' | 'sasl' | 'amqp' = 'header';
  #saslDone = false;
  /** A frame of which a part is left to do. */
  #step: Step | undefined;
  #endAfterInput = false;
  #closed = false;

  constructor(socket: Socket, output: Output, turns: Turns, users: Users, events: GateEvents) {
    this.address = socket.remoteAddress ?? '?';
    this.peer = `${this.address}:${socket.remotePort ?? 0}`;
    this.#socket = socket;
    this.#output = output;
    this.#intake = new Intake(turns, {
      step: () => this.#one(),
      rest: () => this.#rest(),
      pause: () => socket.pause(),
    });
    this.#turns = turns;
    this.#users = users;
    this.#events = events;
    this.#openTimer = setTimeout(
      () => this.#refuse(failure('amqp:not-allowed', `Open the connection within ${openTimeout / 1000} seconds.`)),
      openTimeout,
    );
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('drain', () => this.#intake.wake());
    socket.on('error', () => undefined); // 'close' follows every error
    socket.on('end', () => this.#ended());
    socket.on('close', () => this.#gone());
  }

  /** The open has arrived: there is no hurry any more. */
  opened(): void {
    clearTimeout(this.#openTimer);
  }

  /** Lets what is being written out, then closes. */
  end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#finishStep();
    this.#stopTimers();
    const socket = this.#socket;
    socket.resume();
    setImmediate(() => socket.end());
    const timer = setTimeout(() => socket.destroy(), flushTimeout);
    socket.once('close', () => clearTimeout(timer));
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #stopTimers(): void {
    clearTimeout(this.#openTimer);
    clearTimeout(this.#frameTimer);
  }

  /** What was begun is done without the client: its frame has arrived whole. */
  #finishStep(): void {
    if (this.#step !== undefined) this.#turns.add(this.#step);
    this.#step = undefined;
  }

  #gone(): void {
    this.#closed = true;
    this.#finishStep();
    this.#stopTimers();
    this.#events.gone();
  }

  #refuse(problem: AmqpFailure): void {
    if (this.#closed) return;
    this.#events.refused(problem);
    this.end();
  }

  #read(bytes: Buffer): void {
    if (this.#closed) return;
    this.#input = this.#input.length === 0 ? bytes : Buffer.concat([this.#input, bytes]);
    this.#intake.wake();
  }

  /** The client closed its half: what it sent before still counts. */
  #ended(): void {
    if (this.#intake.waiting || this.#output.full) this.#endAfterInput = true;
    else this.end();
  }

  /** All whole units are processed, or the client does not take our answers. */
  #rest(): void {
    if (this.#closed) return;
    if (this.#output.full) {
      this.#socket.pause();
      return;
    }
    this.#events.idle();
    if (this.#endAfterInput) {
      this.end();
      return;
    }
    this.#socket.resume();
    if (this.#input.length > 0) {
      this.#frameTimer ??= setTimeout(
        () =>
          this.#refuse(
            failure(
              'amqp:connection:framing-error',
              `A frame has to be complete within ${frameTimeout / 1000} seconds.`,
            ),
          ),
        frameTimeout,
      );
    }
  }

  /** Processes one unit, or a part of one; gives whether there was any. */
  #one(): boolean {
    if (this.#closed || this.#output.full) return false;
    if (this.#step !== undefined) {
      if (!this.#step()) this.#step = undefined;
      return true;
    }
    const unit = this.#cut();
    if (unit === undefined) return false;
    // The next frame gets its own time; mere bytes of the same frame do not.
    clearTimeout(this.#frameTimer);
    this.#frameTimer = undefined;
    if (this.#expect === 'header') this.#passHeader(unit);
    else this.#passFrame(unit);
    return true;
  }

  /** The next whole header or frame, if there is one. */
  #cut(): Buffer | undefined {
    if (this.#input.length < 4) return undefined;
    let size = headerSize;
    if (this.#expect !== 'header') {
      size = this.#input.readUInt32BE(0);
      if (size < 8 || size > largestFrame) {
        this.#refuse(
          failure('amqp:connection:framing-error', `A frame has 8 to ${largestFrame} bytes, this one says ${size}.`),
        );
        return undefined;
      }
    } else if (!isHeaderAt(this.#input)) {
      this.#wrongHeader('It does not begin with "AMQP".');
      return undefined;
    }
    if (this.#input.length < size) return undefined;
    const unit = this.#input.subarray(0, size);
    this.#input = this.#input.subarray(size);
    return unit;
  }

  #passHeader(header: Buffer): void {
    const [id, major, minor, revision] = header.subarray(4);
    const wanted = id === amqpId || (id === saslId && !this.#saslDone);
    if (!wanted || major !== 1 || minor !== 0 || revision !== 0) {
      const old = id === 0 && major === 0 && minor === 9 ? ' This is AMQP 0-9-1, another protocol.' : '';
      this.#wrongHeader(
        `The protocol id is ${id ?? 0}, the version ${major ?? 0}.${minor ?? 0}.${revision ?? 0}.${old}`,
      );
      return;
    }
    this.#output.write(header);
    this.#expect = id === saslId ? 'sasl' : 'amqp';
    if (id === saslId) this.#output.write(mechanismsFrame);
  }

  #wrongHeader(why: string): void {
    this.#events.log(`the protocol header was refused. ${why}`);
    // What a server answers to a header that it does not speak (2.2): the one that it does.
    this.#output.write(encodeHeader('sasl'));
    this.end();
  }

  #passFrame(bytes: Buffer): void {
    const frame = checkFrame(bytes, this.#expect === 'sasl');
    if ('condition' in frame) {
      this.#refuse(frame);
    } else if (this.#expect === 'sasl') {
      this.#logIn(frame);
    } else {
      const then = this.#events.frame(frame);
      if (typeof then === 'function') this.#step = then;
      else if (then !== undefined) this.#refuse(then);
    }
  }

  /** The outcome ends the SASL layer (5.3.2). */
  #logIn(frame: ClientFrame): void {
    const problem = checkLogin(frame, this.#users);
    this.#output.write(saslOutcome(problem === undefined));
    if (problem === undefined) {
      this.#saslDone = true;
      this.#expect = 'header';
      return;
    }
    this.#events.log(`the log-in failed: ${problem}.`);
    this.end();
  }
}
