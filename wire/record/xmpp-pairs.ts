import type { Direction } from '../../protocols/inspect/index.ts';
import { Pending } from './pending.ts';
import type { XmppPeek } from './xmpp-peek.ts';

/** What answers what among a stream's other elements (RFC 6120, 4, 5 and 6): the name sent, and the names that answer it. */
const negotiation: Readonly<Record<string, readonly string[]>> = {
  stream: ['stream'],
  open: ['open'],
  starttls: ['proceed', 'failure'],
  auth: ['challenge', 'success', 'failure'],
  response: ['challenge', 'success', 'failure'],
};

/** Requests that are remembered, and the length of an id from which on it is nobody's honest one: together they bound the memory. */
const limit = 10_000;
const longestId = 512;

interface Request {
  readonly seq: number;
  readonly peer: string | undefined;
}

/** Finds for each unit of one XMPP connection the unit that it answers. */
export class XmppPairs {
  /** By direction, so that what a peer sends without end displaces nothing that was sent to it. */
  readonly #requests = { sent: new Pending<Request>(limit), received: new Pending<Request>(limit) };
  readonly #negotiating = new Map<string, { readonly seq: number; readonly from: Direction }>();

  /** Numbers of the units that this one answers: none or one. */
  answers(seq: number, direction: Direction, unit: XmppPeek): readonly number[] {
    if (unit.name === 'iq' || unit.name === 'message' || unit.name === 'presence') return this.#stanza(seq, direction, unit);
    const waiting = this.#negotiating.get(unit.name);
    if (waiting !== undefined && waiting.from !== direction) {
      this.#negotiating.clear();
      return [waiting.seq];
    }
    if (!unit.closing) for (const answer of negotiation[unit.name] ?? []) this.#negotiating.set(answer, { seq, from: direction });
    return [];
  }

  /**
   * An answer has the request's id, and comes from whom the request went to (RFC 6120, 8.2.3 and 8.1.2.1). To a message
   * or presence the only answer is an error (8.3).
   */
  #stanza(seq: number, direction: Direction, unit: XmppPeek): readonly number[] {
    if (unit.id === undefined || unit.id.length > longestId) return [];
    const answer = unit.type === 'error' || (unit.name === 'iq' && unit.type === 'result');
    if (!answer) {
      this.#requests[direction].set(`${unit.name} ${unit.id}`, { seq, peer: direction === 'sent' ? unit.to : unit.from });
      return [];
    }
    const requests = this.#requests[direction === 'sent' ? 'received' : 'sent'];
    const key = `${unit.name} ${unit.id}`;
    const request = requests.take(key);
    if (request === undefined) return [];
    const from = direction === 'sent' ? unit.to : unit.from;
    // The server itself, and the own account, may be written or left out.
    if (request.peer === undefined || from === undefined || request.peer.toLowerCase() === from.toLowerCase()) return [request.seq];
    requests.set(key, request);
    return [];
  }
}
