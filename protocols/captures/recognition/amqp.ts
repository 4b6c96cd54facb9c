import { uint16, uint32 } from '../integers.ts';
import type { Sign } from './sign.ts';

const headerStart = [0x41, 0x4d, 0x51, 0x50] as const;
const frameHeader = 8;
const largestFrame = 64 * 1024 * 1024;
/** What one frame counts: several must come. */
const frameWeight = 0.5;
const heartbeatWeight = 0.25;

/**
 * The protocol header of AMQP, of any version (AMQP 1.0, 2.2; AMQP 0-9-1, 4.2.2): the name, and bytes that are no text.
 * @param final no more bytes come
 */
export function amqpHeader(bytes: Uint8Array, final: boolean): Sign {
  for (const [at, byte] of headerStart.entries()) {
    if (at >= bytes.length) return 'more';
    if (bytes[at] !== byte) return 'none';
  }
  const [, , , , id = 0, first, second] = bytes;
  if (id >= 0x20) return 'none';
  if (bytes.length < 7 && !final) return 'more';
  const is091 = (id === 0 && first === 0 && second === 9) || (id === 1 && first === 1);
  return { protocol: is091 ? 'amqp-0-9-1' : 'amqp', beginning: true, weight: 1 };
}

/** How many bytes an encoded list says that it has, header included (AMQP 1.0, 1.6.22); −1 where no list begins here. */
function listSize(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case 0x45:
      return 1;
    case 0xc0:
      return (bytes[at + 1] ?? 0) + 2;
    case 0xd0:
      return uint32(bytes, at + 1, false) + 5;
    default:
      return -1;
  }
}

/** Descriptors of performatives and of SASL (AMQP 1.0, 2.7 and 5.3.3), by the type of their frames. */
const codes = [
  [0x10, 0x18],
  [0x40, 0x44],
] as const;
const symbol = /^amqp:[a-z-]{1,32}:list$/;

/** Where the fields begin behind the descriptor at `at`, or −1 where it is none of the type. */
function behindDescriptor(bytes: Uint8Array, at: number, type: number): number {
  const [least, most] = codes[type] ?? [1, 0];
  const fits = (code: number | undefined): boolean => code !== undefined && code >= least && code <= most;
  switch (bytes[at]) {
    case 0x53:
      return fits(bytes[at + 1]) ? at + 2 : -1;
    case 0x80:
      return uint32(bytes, at + 1, false) === 0 && uint32(bytes, at + 5, false) < 0x100 && fits(bytes[at + 8])
        ? at + 9
        : -1;
    case 0xa3: {
      const end = at + 2 + (bytes[at + 1] ?? 0);
      const name = String.fromCharCode(...bytes.subarray(at + 2, end));
      return symbol.test(name) ? end : -1;
    }
    default:
      return -1;
  }
}

/** The size of the frame that begins at `at`, where it is one that a peer may send (AMQP 1.0, 2.3); 0 where more must come, −1 where it is none. */
function frameAt(bytes: Uint8Array, at: number): number {
  const left = bytes.length - at;
  if (left < frameHeader) return 0;
  const size = uint32(bytes, at, false);
  const offset = bytes[at + 4] ?? 0;
  const type = bytes[at + 5] ?? 0;
  const body = offset * 4;
  if (offset < 2 || body > size || size > largestFrame || type > 1) return -1;
  if (size === frameHeader) return type === 0 && uint16(bytes, at + 6, false) === 0 ? size : -1;
  if (type === 1 && uint16(bytes, at + 6, false) !== 0) return -1;
  if (left < body + 2) return 0;
  if (bytes[at + body] !== 0) return -1;
  if (left < Math.min(size, body + 64)) return 0;
  const fields = behindDescriptor(bytes, at + body + 1, type);
  if (fields < 0) return -1;
  const list = listSize(bytes, fields);
  return list < 0 || fields + list > at + size ? -1 : size;
}

/**
 * Frames of AMQP 1.0 in the middle of a connection: the more that follow one another, the surer. A header behind them, as it follows those
 * of SASL, is sure.
 * @param isExpected one frame is enough
 */
export function amqpFrames(bytes: Uint8Array, isExpected = false): Sign {
  let weight = 0;
  let at = 0;
  while (at < bytes.length && weight < 1 && !(isExpected && weight > 0)) {
    const header = at === 0 ? 'none' : amqpHeader(bytes.subarray(at, at + frameHeader), false);
    if (header === 'more') break;
    const size = frameAt(bytes, at);
    if (header === 'none' && size < 0 && weight === 0) return 'none';
    // What comes behind takes nothing from the frames before it.
    if (header === 'none' && size <= 0) break;
    weight += header !== 'none' ? 1 : size === frameHeader ? heartbeatWeight : frameWeight;
    at += size;
  }
  return weight === 0 ? 'more' : { protocol: 'amqp', beginning: false, weight: Math.min(weight, 1) };
}
