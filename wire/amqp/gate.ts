import { byteRules, type DecodedFrame } from '../../protocols/amqp/index.ts';
import type { Issue } from '../../protocols/text/index.ts';
import { wireError, WireError } from '../failures.ts';
import { notTheProtocol } from '../net/sniff.ts';
import { fieldOf, numberOf } from '../record/amqp-unit.ts';
import { Pending } from '../record/pending.ts';
import type { ConnectionTap, RecordedUnit } from '../record/tap.ts';

/** Rules that a frame may break without harm to rhea: the panel marks it, and the connection goes on. */
const harmless = new Set<string>([
  byteRules.archetype, byteRules.mandatoryField, byteRules.choice, byteRules.filterValue, byteRules.lifetimePolicy, byteRules.mapKey,
  byteRules.unsettledMap, byteRules.deliveryTagLength, byteRules.transactionIdLength, byteRules.tooManyFields,
].map((rule) => rule.id));

/** Largest frame that is announced and accepted, in bytes. */
export const maxFrameSize = 1 << 20;
/** Largest message that is put together from its frames, in bytes. */
const maxMessageSize = 64 << 20;

/** What rhea gets for a payload, which it requires: a data section without bytes (AMQP 1.0, 3.2.6). */
const emptyData = Uint8Array.of(0x00, 0x53, 0x75, 0xa0, 0x00);

/** A message as it arrived. */
export interface ReceivedMessage {
  readonly bytes: Buffer;
  /** The store's numbers of its transfers. */
  readonly units: readonly number[];
}

interface Incoming {
  readonly id: number;
  readonly parts: Uint8Array[];
  readonly units: number[];
  size: number;
}

/**
 * Stands between the socket and rhea. rhea's decoder trusts its input: a ten-byte array can exhaust the memory. So every
 * frame is checked with our own decoder first, and payloads never reach rhea at all: it gets each transfer with an
 * empty one, and the message is kept here.
 */
export class Gate {
  readonly #tap: ConnectionTap;
  readonly #target: string;
  readonly #expected: readonly number[];
  readonly #incoming = new Map<string, Incoming>();
  /** Complete messages until the receiver takes them; those that nobody asked for are forgotten. */
  readonly #messages = new Pending<ReceivedMessage>(10_000);
  /** The beginning of the unit that has not arrived whole. */
  #next: Buffer = Buffer.alloc(0);
  #first: Buffer | undefined = Buffer.alloc(0);

  /** `protocolId`: the layer whose header must answer first, 3 for SASL, 0 for AMQP. */
  constructor(tap: ConnectionTap, target: string, protocolId: number) {
    this.#tap = tap;
    this.#target = target;
    this.#expected = [0x41, 0x4d, 0x51, 0x50, protocolId, 1, 0, 0];
  }

  /** Records bytes from the peer, and gives the units that rhea may see. Throws a `WireError` when the peer is not to be trusted. */
  receive(chunk: Buffer, look: (unit: RecordedUnit) => void): Uint8Array[] {
    const units = this.#tap.received(chunk);
    this.#checkFirst(chunk);
    const good: Uint8Array[] = [];
    for (const unit of units) {
      if (unit.kind === 'garbage' || unit.amqp === undefined) throw wireError('protocol', `${this.#target} sent bytes that are not AMQP 1.0.`, 'The traffic panel shows them.');
      const problem = fatalIssue(unit.amqp.frame);
      if (problem !== undefined) {
        throw wireError('protocol', `${this.#target} sent a malformed ${unit.amqp.name}: ${problem.message}`, 'The connection was closed to be safe. The traffic panel shows the frame.');
      }
      look(unit);
      good.push(unit.amqp.name === 'transfer' ? this.#withhold(unit) : unit.bytes);
    }
    this.#checkNext(chunk, units.length > 0);
    return good;
  }

  /** The complete message of a delivery, once. */
  takeMessage(channel: number, deliveryId: number): ReceivedMessage | undefined {
    return this.#messages.take(`${channel} ${deliveryId}`);
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
      throw wireError('protocol', `${this.#target} sends a frame of ${size} bytes, although at most ${maxFrameSize} were agreed (AMQP 1.0, 2.3.1).`, 'The connection was closed to be safe.');
    }
    if (size < doff * 4 || doff < 2 || type > 1) throw wireError('protocol', `${this.#target} sent bytes that are not AMQP 1.0.`, 'The traffic panel shows them.');
  }

  #withhold(unit: RecordedUnit): Uint8Array {
    const { bytes, amqp } = unit;
    if (amqp === undefined) return bytes;
    const link = `${amqp.channel ?? 0} ${String(numberOf(amqp, 'handle'))}`;
    const message: Incoming = this.#incoming.get(link) ?? { id: numberOf(amqp, 'delivery-id') ?? 0, parts: [], units: [], size: 0 };
    const end = amqp.frame.payload?.offset ?? bytes.length;
    message.parts.push(bytes.slice(end));
    message.size += bytes.length - end;
    if (unit.seq !== undefined) message.units.push(unit.seq);
    if (message.size > maxMessageSize) throw wireError('protocol', `${this.#target} sends a message of more than ${maxMessageSize >> 20} MB.`);
    if (fieldOf(amqp, 'more') === true) this.#incoming.set(link, message);
    else {
      this.#incoming.delete(link);
      this.#messages.set(`${amqp.channel ?? 0} ${message.id}`, { bytes: Buffer.concat(message.parts), units: message.units });
    }
    const bare = Buffer.concat([bytes.subarray(0, end), emptyData]);
    bare.writeUInt32BE(bare.length, 0);
    return bare;
  }
}

/** What makes a frame unfit for rhea. Its payload is none of rhea's business: it never gets it. */
function fatalIssue({ issues, payload }: DecodedFrame): Issue | undefined {
  return issues.find(({ severity, code, offset }) => severity === 'error' && !harmless.has(code) && offset < (payload?.offset ?? Infinity));
}

/** The error of a gate, or a wrapped one. */
export function gateError(error: unknown): WireError {
  return error instanceof WireError ? error : wireError('internal', `The incoming bytes could not be processed: ${error instanceof Error ? error.message : String(error)}`);
}
