import type { DecodedFrame } from '../decode/index.ts';
import type { ConnectionHalf, LinkHalf } from './model.ts';
import { serialDistance } from './serial.ts';
import type { TransferFields } from './transfer-fields.ts';

/** Windows, credit and signs of life of which the latest word may be late or missing: they count again when they are told again. */
export function forgetPromises(half: ConnectionHalf): void {
  half.lastTime = undefined;
  for (const session of half.sessions.values()) {
    session.limit = undefined;
    for (const link of session.handles.values()) link.creditLimit = undefined;
  }
}

/** Either side settles deliveries (2.6.12), so that those of both may be settled when frames of one are missing. */
export function forgetDeliveries(half: ConnectionHalf): void {
  for (const session of half.sessions.values()) {
    session.unsettled.clear();
    for (const link of session.handles.values()) link.tags.clear();
  }
}

/** Frames of this side are missing: what it began may have ended, what it ended may have begun again, and its deliveries lack a part. */
export function forgetOwn(half: ConnectionHalf): void {
  if (half.layer !== 'amqp') half.layer = 'unknown';
  for (const [channel, session] of half.sessions) {
    session.unsure = true;
    if (session.ended) half.sessions.delete(channel);
    for (const [handle, link] of session.handles) {
      if (link.detached) session.handles.delete(handle);
      link.unsure = true;
      link.current = undefined;
      link.headless = 'perhaps';
      link.secrecy.partial = 'none';
    }
  }
}

/**
 * Whether a transfer behind a gap goes on with a delivery of which earlier frames are missing. In doubt it does: only the first
 * frame must have a delivery-id (2.7.5), ids grow, and a message begins with the descriptor of a section (3.2).
 */
export function isHeadless(link: LinkHalf, { deliveryId: id }: Readonly<TransferFields>, frame: DecodedFrame): boolean {
  if (link.headless === 'no') return false;
  if (link.headless === 'yes' || id === undefined) return true;
  const newest = link.session.lastDeliveryId;
  if (newest !== undefined && serialDistance(newest, id) <= 0) return true;
  const { payload } = frame;
  return payload !== undefined && payload.size > 0 && frame.bytes[payload.offset] !== 0;
}
