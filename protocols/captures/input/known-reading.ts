import { loneKindOf } from '../../amqp/decode/index.ts';
import { allBytes, type Piece, type Reading } from '../bytes/index.ts';
import { looksLikeAmqpFrame, startsWith } from '../recognise.ts';
import { linkTypeOf } from './packets.ts';
import { isStream } from './raw-feeder.ts';

/**
 * How much bytes say of what they are. `little`: only a few of them tell it, as in an empty frame, or a frame or value of anything:
 * numbers of source code, hashes and the like may be the same by chance.
 */
type Sign = 'much' | 'little' | undefined;

/** Of a text whose bytes say little, the bytes are at least this part. */
export const least = 0.5;

/** An empty frame on any channel (AMQP 1.0, 2.4.5). */
const emptyFrame = [0, 0, 0, 8, 2, 0] as const;

/** Whether the bytes of a reading are something that is decoded: the first of a direction, or all. */
export function isKnown(reading: Reading): boolean {
  const { pieces, share } = reading;
  const [first] = pieces;
  if (first === undefined) return false;
  if (linkTypeOf(pieces) !== undefined) return true;
  const each = pieces.map(({ bytes }) => signOf(bytes, reading));
  const whole = pieces.length > 1 ? signOf(allBytes(reading), reading) : each[0];
  if (each[0] === 'much' || whole === 'much') return true;
  if (each.includes(undefined)) return whole === 'little' && share >= least;
  return each.includes('much') || share >= least;
}

/** Whether a piece is something by itself. */
export function isLone({ bytes }: Piece): boolean {
  return loneKindOf(bytes) !== undefined || isStream(bytes);
}

function signOf(all: Uint8Array, { isReadable = false }: Reading): Sign {
  let at = 0;
  while (at + 8 <= all.length && emptyFrame.every((byte, index) => all[at + index] === byte)) at += 8;
  if (at > 0 && at === all.length) return 'little';
  const bytes = all.subarray(at);
  if (isStream(bytes)) {
    if (startsWith(bytes, '<')) return isReadable ? 'little' : 'much';
    return bytes[0] !== 0 || looksLikeAmqpFrame(bytes) ? 'much' : 'little';
  }
  // Behind a frame nothing else may stand.
  const kind = at > 0 ? undefined : loneKindOf(bytes);
  return kind === undefined ? undefined : kind === 'value' && bytes[0] !== 0 ? 'little' : 'much';
}
