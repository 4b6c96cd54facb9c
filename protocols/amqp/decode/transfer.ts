import { scalarAt } from '../types/scalar.ts';
import type { Scalar } from '../value.ts';
import type { Scanner } from './scanner.ts';
import { bodyOf, endOf, entrySize, infoOf, nextOf } from './tape.ts';

const deliveryId = 1;
const deliveryTag = 2;
const messageFormat = 3;
const more = 5;
const aborted = 9;

/**
 * What a transfer's own fields tell of its payload (AMQP 1.0, 2.6.14, 2.7.5). The first frame of a delivery has delivery-id,
 * delivery-tag and message-format; a later one may repeat them, but its payload hardly looks like the beginning of a section.
 * Where the frames before it are known, the caller knows better than this.
 */
export function transferFacts(scanner: Scanner, payload: number): 'whole' | 'beginning' | 'opaque' {
  const format = valueOf(scanner, messageFormat);
  if (valueOf(scanner, aborted) === true || (format != null && format !== 0)) return 'opaque';
  if (valueOf(scanner, deliveryId) == null && valueOf(scanner, deliveryTag) == null && format == null) return 'opaque';
  if (!looksLikeSection(scanner.bytes, payload)) return 'opaque';
  return valueOf(scanner, more) === true ? 'beginning' : 'whole';
}

/** A described value with a ulong or a symbol as descriptor begins here. */
function looksLikeSection(bytes: Uint8Array, at: number): boolean {
  const code = bytes[at + 1];
  return bytes[at] === 0 && (code === 0x53 || code === 0x80 || code === 0xa3 || code === 0xb3);
}

/** One of the values of the transfer that is the unit's first entry; undefined where it is left out. */
function valueOf(scanner: Scanner, index: number): Scalar | undefined {
  const stop = scanner.read(0, nextOf);
  let entry = scanner.read(entrySize, nextOf);
  for (let i = 0; i < index && entry < stop; i++) entry = scanner.read(entry, nextOf);
  return entry < stop ? scalarAt(scanner.bytes, scanner.read(entry, infoOf) & 0xff, scanner.read(entry, bodyOf), scanner.read(entry, endOf)) : undefined;
}
