import type { Lossy } from '../../core/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import type { ConnectionHalf } from './model.ts';
import { isGiven } from './reading.ts';

/** Fields without which it is not known what a frame is about. */
const vital: ReadonlyMap<string, readonly string[]> = new Map([
  ['attach', ['name', 'handle', 'role']],
  ['detach', ['handle']],
  ['transfer', ['handle']],
  ['disposition', ['role', 'first']],
]);

/**
 * Whether a log shows a frame of a side whose open it has not: it leaves the open out, and perhaps more. A log of bytes without headers
 * does so where the server's open is its first: a client does not wait for that one.
 */
export function isExcerpt(half: ConnectionHalf, frame: DecodedFrame, lossy: boolean): boolean {
  if (half.open !== undefined) return false;
  const { layer, headless, side } = half;
  if (!lossy && (!headless || side === 'server')) return false;
  const begins = layer === 'start' || layer === 'header' || layer === 'sasl' || (headless && layer === 'unknown');
  return begins && frame.frameType === 'amqp' && frame.performativeName !== 'open';
}

/**
 * Whether a log tells too little of a frame to go on from it: it is then as if the frame were missing. So is one whose fields are cut;
 * a transfer of which the payload is cut has all of them before it.
 */
export function isBlank(frame: DecodedFrame, lossy: Lossy): boolean {
  const { performativeName: name = '' } = frame;
  if (frame.kind !== 'frame') return false;
  if (lossy === 'cut' && frame.payloadSize === 0) return true;
  return (vital.get(name) ?? []).some((field) => !isGiven(frame, field));
}
