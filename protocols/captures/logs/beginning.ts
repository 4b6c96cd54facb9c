import type { FramedUnit } from '../../core/index.ts';
import type { ConnectionStart } from '../input/model.ts';

/** `open`, the first frame of each side (AMQP 1.0, 2.7.1). */
const openCode = 0x10;

/**
 * What a connection whose first unit is this one misses of its beginning: nothing behind a protocol's own beginning, the headers
 * where AMQP begins with an open or with SASL, and otherwise an unknown part.
 */
export function missingBefore({ kind, bytes }: FramedUnit): ConnectionStart['partial'] {
  if (kind === 'header' || kind === 'stream') return false;
  const body = (bytes[4] ?? 0) * 4;
  if (kind === 'frame' && bytes[5] === 1) return 'headers';
  const isOpen = kind === 'frame' && bytes[5] === 0 && bytes[body] === 0 && bytes[body + 1] === 0x53;
  return isOpen && bytes[body + 2] === openCode ? 'headers' : true;
}
