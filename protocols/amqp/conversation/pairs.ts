import type { DecodedFrame } from '../decode/index.ts';
import type { Delivery, LinkHalf, SessionHalf } from './model.ts';
import { booleanOf, numberOf } from './reading.ts';
import type { Side } from '../../core/index.ts';
import { serialDistance, serialMax } from './serial.ts';

/** The number of a unit; undefined where the unit is not recorded. */
export type UnitNumber = number | undefined;

const none: readonly number[] = [];

/**
 * What crosses outside of sessions and is paired (AMQP 1.0, 2.2, 2.4, 5.3.2): frames and headers that both sides send, the second
 * one answering the first, and the requests and answers of the SASL exchange.
 */
const parts = new Map<string, 'mutual' | 'request' | 'answer'>([
  ['header amqp', 'mutual'],
  ['header sasl', 'mutual'],
  ['header tls', 'mutual'],
  ['open', 'mutual'],
  ['close', 'mutual'],
  ['sasl-init', 'request'],
  ['sasl-response', 'request'],
  ['sasl-challenge', 'answer'],
  ['sasl-outcome', 'answer'],
]);

/** Pairs what crosses outside of sessions: headers, open, close, and the SASL exchange (5.3.2). */
export class ConnectionPairs {
  readonly #waiting = new Map<string, { readonly side: Side; readonly unit: UnitNumber }>();

  /** Takes the next unit, and gives the numbers of the units that it answers: none or one. */
  take(side: Side, frame: DecodedFrame, unit: UnitNumber): readonly number[] {
    const { performativeName } = frame;
    if (performativeName === 'transfer') return none; // by far the most frequent
    const name = frame.kind === 'header' ? `header ${frame.header?.name ?? ''}` : (performativeName ?? '');
    const part = parts.get(name);
    if (part === undefined) return none;
    const what = part === 'mutual' ? name : 'sasl';
    if (part === 'request') this.#waiting.set(what, { side, unit });
    const waiting = this.#waiting.get(what);
    if (waiting !== undefined && waiting.side !== side) {
      this.#waiting.delete(what);
      return list(waiting.unit);
    }
    if (part === 'mutual') this.#waiting.set(what, { side, unit });
    return none;
  }
}

/** A begin answers the begin of the other half (2.5.1). */
export function pairBegin(session: SessionHalf, unit: UnitNumber): readonly number[] {
  const { peer } = session;
  if (peer === undefined) {
    session.beginUnit = unit;
    return none;
  }
  const answered = peer.beginUnit;
  peer.beginUnit = undefined;
  return list(answered);
}

/** The second end of a session answers the first (2.5.4). */
export function pairEnd(session: SessionHalf, unit: UnitNumber): readonly number[] {
  const answered = session.peer?.endUnit;
  if (answered === undefined) session.endUnit = unit;
  return list(answered);
}

/** An attach answers the one of the other half of its link (2.6.3), which may have been detached since: a script does not wait. */
export function pairAttach(link: LinkHalf, unit: UnitNumber): readonly number[] {
  return pairByName(link, unit, 'attachUnits');
}

/** A detach answers the one of the other half (2.6.4). By name, since its handle may be attached to another link by now. */
export function pairDetach(link: LinkHalf, unit: UnitNumber): readonly number[] {
  return pairByName(link, unit, 'detachUnits');
}

function pairByName(
  { session, name, role }: LinkHalf,
  unit: UnitNumber,
  units: 'attachUnits' | 'detachUnits',
): readonly number[] {
  const theirs = session.peer?.[units];
  const key = `${role === 'sender' ? 'receiver' : 'sender'} ${name}`;
  const answered = theirs?.get(key);
  theirs?.delete(key);
  if (answered === undefined && unit !== undefined) session[units].set(`${role} ${name}`, unit);
  return list(answered);
}

/** A disposition of the receiver answers the transfers of its range that wait for one (2.7.6); what the sender says of them answers nothing. */
export function pairDisposition(
  session: SessionHalf,
  frame: DecodedFrame,
  deliveries: readonly Delivery[],
): readonly number[] {
  if (booleanOf(frame, 'role') !== true) return none;
  const found = takeUnits(deliveries);
  const strays = session.peer?.strays;
  if (strays === undefined || strays.size === 0) return found;
  const first = numberOf(frame, 'first');
  return first === undefined ? found : [...found, ...takeStrays(strays, first, numberOf(frame, 'last') ?? first)];
}

/** The units of deliveries that wait for an answer, which they have now. */
function takeUnits(deliveries: readonly Delivery[]): readonly number[] {
  let found: number[] | undefined;
  for (const delivery of deliveries) {
    const { unit } = delivery;
    if (unit === undefined) continue;
    delivery.unit = undefined;
    (found ??= []).push(unit);
  }
  return found ?? none;
}

function takeStrays(strays: Map<number, UnitNumber>, first: number, last: number): readonly number[] {
  const found: number[] = [];
  for (const [id, unit] of strays) {
    if (serialDistance(first, id) < 0 || serialDistance(id, last) < 0) continue;
    strays.delete(id);
    if (unit !== undefined) found.push(unit);
  }
  return found;
}

/** A delivery whose link or session has ended on its sender's side may be answered all the same: the peer need not know yet. */
export function noteEnded({ link, id, unit }: Delivery): void {
  if (unit !== undefined) noteStray(link.session, id, unit);
}

/** A transfer that has no link, or goes the wrong way, is part of no delivery; its peer may answer it all the same. */
export function noteStray(session: SessionHalf, id: number | undefined, unit: UnitNumber): void {
  if (id === undefined) return;
  session.strays.set(id, unit);
  session.lastStrayId = session.lastStrayId === undefined ? id : serialMax(session.lastStrayId, id);
}

function list(unit: UnitNumber): readonly number[] {
  return unit === undefined ? none : [unit];
}
