import type { DecodedFrame } from '../decode/index.ts';
import { forget } from './delivery.ts';
import type { Delivery, PeerVisibility, SessionHalf } from './model.ts';
import { booleanOf, isGiven, numberOf } from './reading.ts';
import type { ReportRule } from './report.ts';
import { serialAdd, serialDistance, serialMax } from './serial.ts';

const outcomes = new Map(
  Object.entries<string>({
    accepted: 'amqp:accepted:list',
    rejected: 'amqp:rejected:list',
    released: 'amqp:released:list',
    modified: 'amqp:modified:list',
  }),
);

/** Disposition (AMQP 1.0, 2.7.6): gives the deliveries that it speaks of and that are still unsettled. */
export function takeDisposition(
  session: SessionHalf,
  known: PeerVisibility,
  frame: DecodedFrame,
  report: ReportRule,
): readonly Delivery[] {
  const first = numberOf(frame, 'first');
  if (first === undefined) return [];
  const last = numberOf(frame, 'last') ?? first;
  if (serialDistance(first, last) < 0) {
    report('dispositionRange', `first is ${first} and last is ${last}: the range ends before it begins.`, 'last');
    return [];
  }
  // The role is that of the frame's sender: a receiver speaks of what its peer sent.
  const byReceiver = booleanOf(frame, 'role') === true;
  const owner = byReceiver ? session.peer : session;
  if (owner === undefined) return [];
  const newest = newestOf(owner);
  if (!known.partial && !owner.unnumbered && (newest === undefined || serialDistance(newest, last) > 0)) {
    const sender = byReceiver ? 'the peer' : 'this side';
    report(
      'dispositionUnknown',
      newest === undefined
        ? `No delivery was sent by ${sender} on this session yet.`
        : `${sender} has sent deliveries up to ${newest} on this session; ${last} is not among them.`,
      'first',
    );
  }
  const deliveries = inRange(owner.unsettled, first, last);
  if (byReceiver && deliveries.length > 0) checkOutcome(deliveries, frame, report);
  if (known.lossy === true && !isGiven(frame, 'settled')) owner.settling = 'unknown';
  if (booleanOf(frame, 'settled') === true) for (const delivery of deliveries) forget(delivery);
  return deliveries;
}

/** The newest delivery-id that a side sent, in whatever transfer. */
function newestOf({ lastDeliveryId, lastStrayId }: SessionHalf): number | undefined {
  return lastDeliveryId === undefined || lastStrayId === undefined
    ? (lastDeliveryId ?? lastStrayId)
    : serialMax(lastDeliveryId, lastStrayId);
}

function inRange(unsettled: ReadonlyMap<number, Delivery>, first: number, last: number): Delivery[] {
  if (first === last) {
    const one = unsettled.get(first);
    return one === undefined ? [] : [one];
  }
  const count = serialDistance(first, last) + 1;
  if (count > unsettled.size)
    return [...unsettled.values()].filter(
      (delivery) => serialDistance(first, delivery.id) >= 0 && serialDistance(delivery.id, last) >= 0,
    );
  const found: Delivery[] = [];
  for (let i = 0; i < count; i++) {
    const delivery = unsettled.get(serialAdd(first, i));
    if (delivery !== undefined) found.push(delivery);
  }
  return found;
}

/** An outcome is one that the source lists, where it lists any (3.5.3). */
function checkOutcome(deliveries: readonly Delivery[], frame: DecodedFrame, report: ReportRule): void {
  const state = frame.fieldType('state')?.name ?? '';
  const outcome = outcomes.get(state);
  if (outcome === undefined) return;
  for (const { link } of deliveries) {
    const offered = link.outcomes.length > 0 ? link.outcomes : (link.peer?.outcomes ?? []);
    if (offered.length === 0 || offered.includes(outcome)) continue;
    report(
      'outcomeOffered',
      `The outcome is ${state}; the source of the link “${link.name}” offers ${offered.join(', ')}.`,
      'state',
    );
    return;
  }
}
