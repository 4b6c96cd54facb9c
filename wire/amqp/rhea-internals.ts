/** What rhea keeps but does not declare, in one place: each function names the part of rhea that it relies on. */
import type { Connection, Delivery, EventContext, Session } from 'rhea';
import { handleMax } from './rules.ts';

interface SessionInternals {
  readonly local?: { readonly channel?: number; readonly begin?: { handle_max?: number } };
  readonly remote?: { readonly channel?: number };
  readonly incoming?: { next_delivery_id?: number };
  links?: Record<string, unknown>;
}

interface ConnectionInternals {
  readonly remote?: { readonly open?: { idle_time_out?: number } };
}

/** The longest delay of a timer; a longer one fires at once (Node, `setTimeout`). */
const longestDelay = 2 ** 31 - 1;

/** Makes a session that has not sent its begin announce `handleMax`, and take any name for a link: rhea keeps links in an object, which has a `constructor`. */
export function bindSession(session: Session): void {
  const internals = session as unknown as SessionInternals;
  if (internals.local?.begin !== undefined) internals.local.begin.handle_max ??= handleMax;
  internals.links = Object.assign(Object.create(null) as Record<string, unknown>, internals.links);
}

/** Keeps the timer of heartbeats within what timers can do: rhea sends one each half of the peer's idle-time-out, which may be 49 days. */
export function bindHeartbeats(connection: Connection): void {
  const open = (connection as unknown as ConnectionInternals).remote?.open;
  if (open?.idle_time_out !== undefined) open.idle_time_out = Math.min(open.idle_time_out, longestDelay);
}

/** Delivery-ids are serial numbers (AMQP 1.0, 2.8.5): the one after 4,294,967,295 is 0, which rhea does not expect. Call it with each message. */
export function wrapDeliveryId(context: EventContext): void {
  const incoming = (context.receiver?.session as unknown as SessionInternals | undefined)?.incoming;
  if (incoming?.next_delivery_id !== undefined) incoming.next_delivery_id %= 2 ** 32;
}

/** The peer's channel of the session, which is what its frames carry. */
export function remoteChannel(context: EventContext): number {
  return (context.receiver?.session as unknown as SessionInternals | undefined)?.remote?.channel ?? 0;
}

/** Our channel of a session, which is what our frames carry. */
export function localChannel(session: Session): number {
  return (session as unknown as SessionInternals).local?.channel ?? 0;
}

/** Lets go of a delivery that the peer aborted, which settles it without a disposition (AMQP 1.0, 2.7.5). */
export function forgetDelivery(delivery: Delivery): void {
  (delivery as { settled: boolean }).settled = true;
}
