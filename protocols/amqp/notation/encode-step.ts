import { encodeAll, encodeFrame } from '../encode/index.ts';
import type { FramePlan } from './read/plan.ts';

/** The bytes of a frame, with the mistakes that its step asks for (AMQP 1.0, 2.3). */
export function encodeFramePlan(plan: FramePlan): Uint8Array {
  const { frameType, channel, doff, size, extendedHeader, body, payload } = plan;
  const [performative, ...more] = body;
  return encodeFrame({
    type: frameType,
    channel,
    ...(extendedHeader.length === 0 ? {} : { extendedHeader }),
    ...(performative === undefined ? {} : { performative }),
    payload: encodeAll([...more, ...payload]),
    ...(size === undefined ? {} : { size }),
    ...(doff === undefined ? {} : { doff }),
  });
}
