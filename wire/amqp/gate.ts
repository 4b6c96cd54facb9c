import { messageOf } from '../../protocols/core/index.ts';
import { wireError, WireError } from '../failures.ts';
import { notTheProtocol } from '../net/sniff.ts';
import type { ConnectionTap, RecordedUnit } from '../record/tap.ts';
import { Assembly, type ReceivedMessage } from './assembly.ts';
import { amqpOf } from './units.ts';
import { isForRhea, unfitBecause } from './rules.ts';

/** Largest frame that is announced and accepted, in bytes. */
export const maxFrameSize = 1 << 20;
/**
 * Stands between the socket and rhea, which trusts its input: a ten-byte array can exhaust the memory, a disposition of all ids keeps
 * it busy for minutes. So every frame is checked first, by itself and in its place, and payloads never reach rhea at all: it gets
 * each transfer with an empty one, and the message is kept here.
 */
export class RheaGate {
  readonly #tap: ConnectionTap;
  readonly #target: string;
  readonly #expected: readonly number[];
  readonly #assembly: Assembly;
  /** The beginning of the unit that has not arrived whole. */
  #next: Buffer = Buffer.alloc(0);
  #first: Buffer | undefined = Buffer.alloc(0);

  /** `protocolId`: the layer whose header must answer first, 3 for SASL, 0 for AMQP. */
  constructor(tap: ConnectionTap, target: string, protocolId: number) {
    this.#tap = tap;
    this.#target = target;
    this.#assembly = new Assembly(target);
    this.#expected = [0x41, 0x4d, 0x51, 0x50, protocolId, 1, 0, 0];
  }

  /** Records bytes from the peer, and gives the units that rhea may see. Throws a `WireError` when the peer is not to be trusted. */
  receive(chunk: Buffer, look: (unit: RecordedUnit) => void): Uint8Array[] {
    const units = this.#tap.received(chunk);
    this.#checkFirst(chunk);
    const good: Uint8Array[] = [];
    for (const unit of units) {
      const amqp = amqpOf(unit);
      if (unit.kind === 'garbage' || amqp === undefined)
        throw wireError(
          'protocol',
          `${this.#target} sent bytes that are not AMQP 1.0.`,
          'The traffic panel shows them.',
        );
      this.#check(unit, amqp.name);
      look(unit);
      const bytes = this.#assembly.take(unit);
      if (isForRhea(unit)) good.push(bytes);
    }
    this.#checkNext(chunk, units.length > 0);
    return good;
  }

  /** The complete message of a delivery, once. */
  takeMessage(channel: number, deliveryId: number): ReceivedMessage | undefined {
    return this.#assembly.complete(channel, deliveryId);
  }

  #check(unit: RecordedUnit, name: string): void {
    const unfit = unfitBecause(unit);
    if (unfit === undefined) return;
    const what = unfit.kind === 'malformed' ? `sent a malformed ${name}` : 'broke the protocol';
    throw wireError(
      'protocol',
      `${this.#target} ${what}: ${unfit.message}`,
      'The connection was closed to be safe. The traffic panel shows the frame.',
    );
  }

  /** The first eight bytes must be the header that was asked for (AMQP 1.0, 2.2). */
  #checkFirst(chunk: Buffer): void {
    if (this.#first === undefined) return;
    this.#first = Buffer.concat([this.#first, chunk.subarray(0, 64)]);
    const known = this.#first.subarray(0, 8);
    if (!known.every((byte, i) => byte === this.#expected[i])) throw notTheProtocol(this.#first, 'amqp', this.#target);
    if (known.length === 8) this.#first = undefined;
  }

  /** What has arrived of the next unit must begin like a frame: a wrong one is not waited for (AMQP 1.0, 2.3.1). */
  #checkNext(chunk: Buffer, cut: boolean): void {
    const { pending } = this.#tap;
    const arrived = cut ? chunk.subarray(chunk.length - pending) : Buffer.concat([this.#next, chunk]);
    this.#next = Buffer.from(arrived.subarray(0, 8));
    if (this.#next.length < 8 || this.#next.toString('latin1', 0, 4) === 'AMQP') return;
    const size = this.#next.readUInt32BE(0);
    const [doff = 0, type = 0] = this.#next.subarray(4);
    if (size > maxFrameSize) {
      throw wireError(
        'protocol',
        `${this.#target} sends a frame of ${size} bytes, although at most ${maxFrameSize} were agreed (AMQP 1.0, 2.3.1).`,
        'The connection was closed to be safe.',
      );
    }
    if (size < doff * 4 || doff < 2 || type > 1)
      throw wireError('protocol', `${this.#target} sent bytes that are not AMQP 1.0.`, 'The traffic panel shows them.');
  }
}

/** The error of a gate, or a wrapped one. */
export function gateError(error: unknown): WireError {
  return error instanceof WireError
    ? error
    : wireError('internal', `The incoming bytes could not be processed: ${messageOf(error)}`);
}
