import { hexByte } from '../../core/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import { bodyOf, endOf, entrySize, infoOf, nextOf } from '../decode/tape.ts';
import { scalarAt, uint32At } from '../types/scalar.ts';

/**
 * A transfer's fields that a conversation needs (AMQP 1.0, 2.7.5); undefined where null, absent or of another type. There is
 * one such object, filled again for each transfer: transfers are by far the most frequent frames of a capture.
 */
export interface TransferFields {
  handle: number | undefined;
  deliveryId: number | undefined;
  /** The delivery-tag's bytes within the frame; −1 where there is none. */
  tagStart: number;
  tagEnd: number;
  messageFormat: number | undefined;
  settled: boolean;
  more: boolean;
  rcvSettleMode: number | undefined;
  /** Whether a delivery state is given. */
  state: boolean;
  resume: boolean;
  aborted: boolean;
}

const fields: TransferFields = {
  handle: undefined,
  deliveryId: undefined,
  tagStart: -1,
  tagEnd: -1,
  messageFormat: undefined,
  settled: false,
  more: false,
  rcvSettleMode: undefined,
  state: false,
  resume: false,
  aborted: false,
};

/** The frame whose fields they are. */
let current: DecodedFrame | undefined;

/** Reads them straight from what the decoder wrote down, without making nodes. The object is good until another frame's are read. */
export function transferFields(frame: DecodedFrame): Readonly<TransferFields> {
  if (frame === current) return fields;
  current = frame;
  clear();
  const code = frame.read(0, infoOf) & 0xff;
  if (code !== 0x45 && code !== 0xc0 && code !== 0xd0) return fields;
  const stop = frame.read(0, nextOf);
  let entry = frame.read(entrySize, nextOf); // after the descriptor
  for (let i = 0; entry < stop; i++) {
    take(frame, i, entry);
    entry = frame.read(entry, nextOf);
  }
  return fields;
}

function clear(): void {
  fields.handle = fields.deliveryId = fields.messageFormat = fields.rcvSettleMode = undefined;
  fields.tagStart = fields.tagEnd = -1;
  fields.settled = fields.more = fields.state = fields.resume = fields.aborted = false;
}

function take(frame: DecodedFrame, index: number, entry: number): void {
  const code = frame.read(entry, infoOf) & 0xff;
  switch (index) {
    case 0:
      fields.handle = numberAt(frame, entry, code);
      return;
    case 1:
      fields.deliveryId = numberAt(frame, entry, code);
      return;
    case 2:
      if (code !== 0xa0 && code !== 0xb0) return;
      fields.tagStart = frame.read(entry, bodyOf);
      fields.tagEnd = frame.read(entry, endOf);
      return;
    case 3:
      fields.messageFormat = numberAt(frame, entry, code);
      return;
    case 4:
      fields.settled = isTrue(frame, entry, code);
      return;
    case 5:
      fields.more = isTrue(frame, entry, code);
      return;
    case 6:
      fields.rcvSettleMode = numberAt(frame, entry, code);
      return;
    case 7:
      fields.state = code !== 0x40;
      return;
    case 8:
      fields.resume = isTrue(frame, entry, code);
      return;
    case 9:
      fields.aborted = isTrue(frame, entry, code);
  }
}

function numberAt(frame: DecodedFrame, entry: number, code: number): number | undefined {
  if (code === 0x43) return 0;
  const body = frame.read(entry, bodyOf);
  if (code === 0x52) return frame.bytes[body] ?? 0;
  if (code === 0x70) return uint32At(frame.bytes, body);
  if (code === 0x40) return undefined;
  const value = scalarAt(frame.bytes, code, body, frame.read(entry, endOf));
  return typeof value === 'number' ? value : undefined;
}

function isTrue(frame: DecodedFrame, entry: number, code: number): boolean {
  return code === 0x41 || (code === 0x56 && frame.bytes[frame.read(entry, bodyOf)] !== 0);
}

/** A tag to compare: one character a byte. */
export function tagKey(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

/** A tag for people: as text where it is printable, else in hex. */
export function showTag(tag: string): string {
  if (tag === '') return '(empty)';
  return /^[\x20-\x7e]+$/.test(tag)
    ? `“${tag}”`
    : `0x${Array.from(tag, (char) => hexByte(char.charCodeAt(0))).join('')}`;
}
