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

interface Request {
  readonly seq: number;
  readonly peer: string | undefined;
}

/** Finds for each unit of one XMPP connection the unit that it answers. */
export class XmppPairs {
  readonly #requests = new Pending<Request>();
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
    if (unit.id === undefined) return [];
    const answer = unit.type === 'error' || (unit.name === 'iq' && unit.type === 'result');
    if (!answer) {
      this.#requests.set(`${direction} ${unit.name} ${unit.id}`, { seq, peer: direction === 'sent' ? unit.to : unit.from });
      return [];
    }
    const key = `${direction === 'sent' ? 'received' : 'sent'} ${unit.name} ${unit.id}`;
    const request = this.#requests.take(key);
    if (request === undefined) return [];
    const from = direction === 'sent' ? unit.to : unit.from;
    // The server itself, and the own account, may be written or left out.
    if (request.peer === undefined || from === undefined || request.peer.toLowerCase() === from.toLowerCase()) return [request.seq];
    this.#requests.set(key, request);
    return [];
  }
}
