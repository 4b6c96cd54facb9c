import type { Step } from '../turns.ts';
import { stateName } from './delivery-states.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { childOf, compositeOf, isTrue, numberOf, transactionOf, type ClientFrame } from './frame-check.ts';
import type { Session } from './model.ts';
import type { OutgoingDelivery } from './outgoing.ts';
import { outcomeOf, type Told } from './settlement.ts';

/** The farthest that a delivery-id can lie after another (RFC 1982). */
const farthestDelivery = 0x7fff_ffff;
/** Deliveries that are decided in one step. */
const stepSize = 16;

/** Takes a client's disposition (2.7.6). However wide its range is, only deliveries that are in flight are looked at, a few in each step. */
export function readDisposition(session: Session, frame: ClientFrame): AmqpFailure | Step | undefined {
  const first = numberOf(frame, 'first') ?? 0;
  const last = numberOf(frame, 'last') ?? first;
  if ((last - first) >>> 0 > farthestDelivery)
    return failure(
      'amqp:invalid-field',
      `A disposition from ${first} to ${last} is not a range: its last lies before its first (2.7.6).`,
    );
  const told = readState(frame);
  if ('condition' in told) {
    session.end(told);
    return undefined;
  }
  // Of what the client sent we remember nothing once it is answered; that it settles as well changes nothing.
  if (!isTrue(frame, 'role')) return undefined;
  const ids = session.outgoing.idsIn(first, last);
  let at = 0;
  const step = (): boolean => {
    for (const id of ids.slice(at, (at += stepSize))) decide(session.outgoing.find(id), told);
    return at < ids.length;
  };
  return step() ? step : undefined;
}

function decide(delivery: OutgoingDelivery | undefined, told: Told): void {
  if (delivery === undefined || delivery.settledByClient) return;
  delivery.settledByClient = told.settled;
  delivery.link.told(delivery, told);
}

function readState(frame: ClientFrame): Told | AmqpFailure {
  const settled = isTrue(frame, 'settled');
  if (frame.field('state')?.presence !== 'present') return { outcome: undefined, transaction: undefined, settled };
  const state = compositeOf(frame, 'state');
  const name = state && stateName(state);
  if (state === undefined || name === undefined)
    return failure('amqp:not-implemented', 'The disposition’s state is none that the playground knows for a delivery.');
  if (name !== 'transactional-state')
    return { outcome: outcomeOf(state, frame.bytes), transaction: undefined, settled };
  const told = childOf(state, 'outcome');
  const outcome = told?.presence === 'present' ? outcomeOf(told, frame.bytes) : undefined;
  if (told?.presence === 'present' && outcome === undefined)
    return failure(
      'amqp:invalid-field',
      'The outcome in a transactional-state is accepted, rejected, released or modified (4.5.6).',
    );
  return { outcome, transaction: transactionOf(state), settled };
}
