import type { Scanner } from './scanner.ts';
import { bodyOf, entrySize, infoOf, nextOf } from './tape.ts';
import { uint32At } from '../types/scalar.ts';

const deliveryId = 1;
const messageFormat = 3;
const more = 5;
const aborted = 9;

/**
 * What a transfer's own fields tell of its payload (AMQP 1.0, 2.6.14, 2.7.5). The first frame of a delivery has delivery-id,
 * delivery-tag and message-format; a later one may repeat them, but its payload hardly looks like the beginning of a section.
 * Where the frames before it are known, the caller knows better than this.
 */
export function transferFacts(scanner: Scanner, payload: number): 'whole' | 'beginning' | 'opaque' {
  if (!looksLikeSection(scanner.bytes, payload)) return 'opaque';
  const stop = scanner.read(0, nextOf);
  let isNamed = false;
  let isMore = false;
  let entry = scanner.read(entrySize, nextOf);
  for (let i = 0; i <= aborted && entry < stop; i++, entry = scanner.read(entry, nextOf)) {
    const code = scanner.read(entry, infoOf) & 0xff;
    if (code === 0x40) continue;
    if (i >= deliveryId && i <= messageFormat) isNamed = true;
    if (i === messageFormat && !isZero(scanner, entry, code)) return 'opaque';
    if (i === more) isMore = isTrue(scanner, entry, code);
    else if (i === aborted && isTrue(scanner, entry, code)) return 'opaque';
  }
  if (!isNamed) return 'opaque';
  return isMore ? 'beginning' : 'whole';
}

/** A described value with a ulong or a symbol as descriptor begins here. */
function looksLikeSection(bytes: Uint8Array, at: number): boolean {
  const code = bytes[at + 1];
  return bytes[at] === 0 && (code === 0x53 || code === 0x80 || code === 0xa3 || code === 0xb3);
}

function isTrue(scanner: Scanner, entry: number, code: number): boolean {
  return code === 0x41 || (code === 0x56 && scanner.bytes[scanner.read(entry, bodyOf)] === 1);
}

function isZero(scanner: Scanner, entry: number, code: number): boolean {
  const body = scanner.read(entry, bodyOf);
  return (
    code === 0x43 ||
    (code === 0x52 && scanner.bytes[body] === 0) ||
    (code === 0x70 && uint32At(scanner.bytes, body) === 0)
  );
}
