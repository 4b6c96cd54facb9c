import { isClearStart } from '../../amqp/decode/index.ts';
import { cutFrame } from '../../amqp/encode/index.ts';
import { plural, type FramedUnit } from '../../core/index.ts';
import type { Piece } from '../bytes/index.ts';
import { uint32 } from '../integers.ts';
import { startsWith } from '../recognise.ts';
import type { InputContext } from './model.ts';

/** A context for bytes that a text has: a frame whose end the text lacks is a unit with what is whole of it. */
export function withCutFrames(context: InputContext): InputContext {
  const { sink, streams } = context;
  return {
    ...context,
    streams: {
      ...streams,
      unit: (connection, side, time, unit, encrypted) => streams.unit(connection, side, time, mended(unit), encrypted),
    },
    sink: {
      ...sink,
      unit: (connection, side, time, unit, encrypted) => sink.unit(connection, side, time, mended(unit), encrypted),
    },
  };
}

function mended(unit: FramedUnit): FramedUnit {
  const cut = unit.kind === 'garbage' ? cutFrame(unit.bytes) : undefined;
  if (cut === undefined) return unit;
  const { bytes, stated } = cut;
  const here = unit.bytes.length;
  const explanation = `This frame is cut: it states ${plural(stated, 'byte')}, of which ${here} are here. The unit has the fields that are whole; what the others have is not known.`;
  return { ...unit, protocol: 'amqp', kind: 'frame', size: bytes.length, bytes, lossy: 'cut', explanation };
}

/**
 * Where in a piece the frame begins whose end is missing, since the next piece of its direction begins with another frame or a header.
 * @param next the next piece of the same direction
 */
export function cutIn({ bytes }: Piece, next: Piece | undefined): number | undefined {
  if (next === undefined || !(startsWith(next.bytes, 'AMQP') || isClearStart(next.bytes, 0))) return undefined;
  let at = 0;
  while (at + 8 <= bytes.length) {
    const size = startsWith(bytes.subarray(at, at + 4), 'AMQP') ? 8 : uint32(bytes, at, false);
    if (size < 8) return undefined;
    if (at + size > bytes.length) return cutFrame(bytes.subarray(at)) === undefined ? undefined : at;
    at += size;
  }
  return undefined;
}
