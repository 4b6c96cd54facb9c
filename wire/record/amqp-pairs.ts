import type { Direction } from '../../protocols/inspect/index.ts';
import { fieldOf, numberOf, type AmqpUnit } from './amqp-unit.ts';
import { Pending } from './pending.ts';

/** A session as both ends number it: each end has channel and handles of its own (AMQP 1.0, 2.1.2). */
interface Session {
  /** Link names by direction and handle. */
  readonly links: Map<string, string>;
  /** Deliveries that wait for a disposition, by direction and delivery-id. */
  readonly deliveries: Pending;
  readonly waiting: Pending;
}

const answersTo: Readonly<Record<string, readonly string[]>> = {
  'sasl-challenge': ['sasl-init', 'sasl-response'],
  'sasl-outcome': ['sasl-init', 'sasl-response'],
};

/** Finds for each frame of one AMQP connection the frames that it answers. */
export class AmqpPairs {
  /** Sessions by direction and channel. */
  readonly #sessions = new Map<string, Session>();
  readonly #waiting = new Pending(1000);

  /** Numbers of the units that this one answers; a disposition may answer many transfers. */
  answers(seq: number, direction: Direction, frame: AmqpUnit): readonly number[] {
    const channel = `${direction} ${frame.channel ?? 0}`;
    switch (frame.name) {
      case 'AMQP header':
      case 'SASL header':
      case 'TLS header':
      case 'open':
      case 'close':
        return this.#mutual(this.#waiting, frame.name, seq, direction);
      case 'sasl-init':
      case 'sasl-response':
        this.#waiting.set(`${direction} ${frame.name}`, seq);
        return [];
      case 'sasl-challenge':
      case 'sasl-outcome':
        return this.#first((answersTo[frame.name] ?? []).map((name) => `${opposite(direction)} ${name}`));
      case 'begin':
        return this.#begin(seq, channel, direction, frame);
      default: {
        const session = this.#sessions.get(channel);
        return session === undefined ? [] : this.#inSession(session, seq, direction, channel, frame);
      }
    }
  }

  /** A begin names the channel of the begin that it answers (AMQP 1.0, 2.7.2). */
  #begin(seq: number, channel: string, direction: Direction, frame: AmqpUnit): readonly number[] {
    const remote = numberOf(frame, 'remote-channel');
    const asked = remote === undefined ? undefined : `${opposite(direction)} ${remote}`;
    const known = asked === undefined ? undefined : this.#sessions.get(asked);
    this.#sessions.set(channel, known ?? { links: new Map(), deliveries: new Pending(), waiting: new Pending(10_000) });
    if (asked !== undefined) return this.#first([`begin ${asked}`]);
    this.#waiting.set(`begin ${channel}`, seq);
    return [];
  }

  #inSession(session: Session, seq: number, direction: Direction, channel: string, frame: AmqpUnit): readonly number[] {
    const handle = `${direction} ${String(numberOf(frame, 'handle'))}`;
    switch (frame.name) {
      case 'attach': {
        // A link is its name and its direction: the two ends have opposite roles (AMQP 1.0, 2.6.1).
        const link = `${String(fieldOf(frame, 'name'))} ${isReceiver(frame) === (direction === 'sent') ? 'in' : 'out'}`;
        session.links.set(handle, link);
        return this.#mutual(session.waiting, `attach ${link}`, seq, direction);
      }
      case 'detach': {
        const link = session.links.get(handle);
        session.links.delete(handle);
        return link === undefined ? [] : this.#mutual(session.waiting, `detach ${link}`, seq, direction);
      }
      case 'transfer': {
        // Only the first frame of a delivery must have its id (AMQP 1.0, 2.7.5); settled ones get no disposition.
        const id = numberOf(frame, 'delivery-id');
        if (id !== undefined && fieldOf(frame, 'settled') !== true) session.deliveries.set(`${direction} ${id}`, seq);
        return [];
      }
      case 'disposition': {
        // The role is that of the sender of this frame (AMQP 1.0, 2.7.6): a receiver speaks of what the other end sent.
        const first = numberOf(frame, 'first');
        if (first === undefined || !isReceiver(frame)) return [];
        return takeRange(session.deliveries, opposite(direction), first, numberOf(frame, 'last') ?? first);
      }
      case 'end': {
        this.#sessions.delete(channel);
        return this.#mutual(session.waiting, 'end', seq, direction);
      }
      default:
        return [];
    }
  }

  /** Frames that both ends send, the second answering the first. */
  #mutual(waiting: Pending, what: string, seq: number, direction: Direction): readonly number[] {
    const request = waiting.take(`${opposite(direction)} ${what}`);
    if (request !== undefined) return [request];
    waiting.set(`${direction} ${what}`, seq);
    return [];
  }

  #first(keys: readonly string[]): readonly number[] {
    for (const key of keys) {
      const request = this.#waiting.take(key);
      if (request !== undefined) return [request];
    }
    return [];
  }
}

/** Takes the deliveries first … last, ids being serial numbers that wrap around (RFC 1982). Never looks at more ids than wait. */
function takeRange(deliveries: Pending, direction: Direction, first: number, last: number): number[] {
  const found: number[] = [];
  const count = ((last - first) >>> 0) + 1;
  const waiting = deliveries.size;
  for (let i = 0; i < count && found.length < waiting && i < 100_000; i++) {
    const seq = deliveries.take(`${direction} ${(first + i) >>> 0}`);
    if (seq !== undefined) found.push(seq);
  }
  return found;
}

/** The role's boolean: true is the receiver (AMQP 1.0, 2.8.1). */
function isReceiver(frame: AmqpUnit): boolean {
  return fieldOf(frame, 'role') === true;
}

function opposite(direction: Direction): Direction {
  return direction === 'sent' ? 'received' : 'sent';
}
