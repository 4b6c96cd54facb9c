import { classes091, frame091At } from '../../amqp091/frame-at.ts';
import { uint16, uint32 } from '../integers.ts';
import type { Side } from '../../core/index.ts';
import type { Sign } from './sign.ts';

const frameWeight = 0.5;
const heartbeatWeight = 0.25;

/** Frames of AMQP 0-9-1 in the middle of a connection: the more that follow one another, the surer. */
export function amqp091Frames(bytes: Uint8Array): Sign {
  let weight = 0;
  let at = 0;
  while (at < bytes.length && weight < 1) {
    const size = frame091At(bytes, at);
    if (size < 0) return 'none';
    if (size === 0) break;
    weight += bytes[at] === 8 ? heartbeatWeight : frameWeight;
    at += size;
  }
  return weight === 0 ? 'more' : { protocol: 'amqp-0-9-1', beginning: false, weight };
}

/** Methods that the server sends: those whose number is a request’s come from it where they are here (AMQP 0-9-1, 1.4 to 1.8). */
const serverMethods: ReadonlySet<number> = new Set(
  [
    [10, 10],
    [10, 20],
    [10, 30],
    [10, 41],
    [20, 11],
    [40, 11],
    [40, 21],
    [40, 31],
    [40, 51],
    [50, 11],
    [50, 21],
    [50, 31],
    [50, 41],
    [50, 51],
    [60, 11],
    [60, 21],
    [60, 31],
    [60, 50],
    [60, 60],
    [60, 71],
    [60, 72],
    [60, 111],
    [85, 11],
    [90, 11],
    [90, 21],
    [90, 31],
  ].map(([of = 0, method = 0]) => of * 65_536 + method),
);
/** Methods that both sides send: close and close-ok, flow, cancel, acknowledgements. */
const commonMethods: ReadonlySet<number> = new Set(
  [
    [10, 50],
    [10, 51],
    [10, 60],
    [10, 61],
    [20, 20],
    [20, 21],
    [20, 40],
    [20, 41],
    [60, 30],
    [60, 31],
    [60, 80],
    [60, 120],
    [10, 70],
    [10, 71],
  ].map(([of = 0, method = 0]) => of * 65_536 + method),
);

/** Which side sends the method of the frame at the front; undefined where both do, or no method is there. */
export function senderOf091(bytes: Uint8Array): Side | undefined {
  if (bytes[0] !== 1 || bytes.length < 11 || !classes091.has(uint16(bytes, 7, false))) return undefined;
  const method = uint32(bytes, 7, false);
  if (commonMethods.has(method)) return undefined;
  return serverMethods.has(method) ? 'server' : 'client';
}
