import type { DecodedFrame } from '../decode/frame.ts';
import { bodyOf, endOf, entrySize, infoOf, nextOf } from '../decode/tape.ts';
import { scalarAt } from '../types/scalar.ts';
import type { Scalar } from '../value.ts';

/** A transfer's fields that a conversation needs (AMQP 1.0, 2.7.5); undefined where null, absent or of another type. */
export interface TransferFields {
  readonly handle: number | undefined;
  readonly deliveryId: number | undefined;
  readonly deliveryTag: Uint8Array | undefined;
  readonly messageFormat: number | undefined;
  readonly settled: boolean;
  readonly more: boolean;
  readonly rcvSettleMode: number | undefined;
  readonly resume: boolean;
  readonly aborted: boolean;
}

const fieldCount = 11;
const values: (Scalar | undefined)[] = new Array<Scalar | undefined>(fieldCount);

/**
 * Reads them straight from what the decoder wrote down, without making nodes: transfers are by far the most frequent frames
 * of a capture, and this is called for each.
 */
export function transferFields(frame: DecodedFrame): TransferFields {
  const { bytes } = frame;
  values.fill(undefined);
  const code = frame.read(0, infoOf) & 0xff;
  if (code === 0x45 || code === 0xc0 || code === 0xd0) {
    const stop = frame.read(0, nextOf);
    let entry = frame.read(entrySize, nextOf); // after the descriptor
    for (let i = 0; i < fieldCount && entry < stop; i++) {
      values[i] = scalarAt(bytes, frame.read(entry, infoOf) & 0xff, frame.read(entry, bodyOf), frame.read(entry, endOf));
      entry = frame.read(entry, nextOf);
    }
  }
  return {
    handle: numeric(values[0]), deliveryId: numeric(values[1]), deliveryTag: values[2] instanceof Uint8Array ? values[2] : undefined, messageFormat: numeric(values[3]),
    settled: values[4] === true, more: values[5] === true, rcvSettleMode: numeric(values[6]), resume: values[8] === true, aborted: values[9] === true,
  };
}

function numeric(value: Scalar | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** A tag to compare: one character a byte. */
export function tagKey(tag: Uint8Array): string {
  let text = '';
  for (const byte of tag) text += String.fromCharCode(byte);
  return text;
}

/** A tag for people: as text where it is printable, else in hex. */
export function showTag(tag: string): string {
  if (tag === '') return '(empty)';
  return /^[\x20-\x7e]+$/.test(tag) ? `"${tag}"` : `0x${Array.from(tag, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('')}`;
}
