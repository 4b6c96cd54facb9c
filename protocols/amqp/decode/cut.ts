import type { UnitKind } from '../../core/index.ts';
import { byteAt } from '../types/bytes.ts';
import { uint32At } from '../types/scalar.ts';
import { readHeader } from './header.ts';
import { defaultMaxFrameSize } from './limits.ts';

/** What the bytes at one place are, where they are no unit (whose size is positive): more bytes are needed to tell, or no unit begins here. */
export const more = 0;
export const garbage = -1;

const letters = [0x41, 0x4d, 0x51, 0x50];

/** A frame that claims to be larger than this must look like one before it is waited for. */
const plainSize = 1 << 20;

/**
 * The size of the unit that begins at `at`, of which bytes up to `end` are there (AMQP 1.0, 2.2 and 2.3.1), or `more`, or
 * `garbage`. The answer depends on the bytes alone and never on how many are there beyond those that it needs.
 */
export function cutAt(bytes: Uint8Array, at: number, end: number, maxFrameSize: number): number {
  if (byteAt(bytes, at) === 0x41) return cutHeader(bytes, at, end);
  if (at + 8 > end) return more;
  const size = uint32At(bytes, at);
  const start = byteAt(bytes, at + 4) * 4;
  if (size < 8 || size > maxFrameSize || start < 8 || start > size) return garbage;
  if (size > plainSize) {
    if (at + start + 2 > end) return more;
    if (!looksLikeBody(bytes, at + start)) return garbage;
  }
  return at + size > end ? more : size;
}

/** What a unit is that `cutAt` gave. */
export function kindAt(bytes: Uint8Array, at: number, size: number): UnitKind {
  if (byteAt(bytes, at) === 0x41) return 'header';
  return size === byteAt(bytes, at + 4) * 4 && byteAt(bytes, at + 5) === 0 ? 'heartbeat' : 'frame';
}

function cutHeader(bytes: Uint8Array, at: number, end: number): number {
  for (let i = 1; i < 4; i++) {
    if (at + i >= end) return more;
    if (bytes[at + i] !== letters[i]) return garbage;
  }
  return at + 8 > end ? more : 8;
}

/** A described value with a ulong or a symbol as descriptor begins here. */
function looksLikeBody(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== 0) return false;
  const code = byteAt(bytes, at + 1);
  return code === 0x53 || code === 0x80 || code === 0xa3 || code === 0xb3;
}

/** How many bytes `isClearStart` must see. */
export const clearStartLength = 11;

/**
 * Whether a unit that cannot be mistaken begins here, so that garbage before it has an end: a protocol header of this
 * standard, or a frame whose body begins with a performative's short descriptor.
 */
export function isClearStart(bytes: Uint8Array, at: number, maxFrameSize = defaultMaxFrameSize): boolean {
  if (byteAt(bytes, at) === 0x41) return readHeader(bytes, at)?.supported === true;
  const size = uint32At(bytes, at);
  if (
    size < clearStartLength ||
    size > maxFrameSize ||
    bytes[at + 4] !== 2 ||
    bytes[at + 8] !== 0 ||
    bytes[at + 9] !== 0x53
  )
    return false;
  const code = byteAt(bytes, at + 10);
  return bytes[at + 5] === 0 ? code >= 0x10 && code <= 0x18 : bytes[at + 5] === 1 && code >= 0x40 && code <= 0x44;
}

/** The same for a frame of AMQP 0-9-1: type, channel, size, payload, and the byte 0xCE (AMQP 0-9-1, 4.2.3). */
export function cutFrame091(bytes: Uint8Array, at: number, end: number, maxFrameSize: number): number {
  const type = byteAt(bytes, at);
  if (type !== 1 && type !== 2 && type !== 3 && type !== 8)
    return byteAt(bytes, at) === 0x41 ? cutHeader(bytes, at, end) : garbage;
  if (at + 7 > end) return more;
  const size = uint32At(bytes, at + 3) + 8;
  if (size > maxFrameSize) return garbage;
  if (at + size > end) return more;
  return bytes[at + size - 1] === 0xce ? size : garbage;
}

/** What a unit is that `cutFrame091` gave. */
export function kindAt091(bytes: Uint8Array, at: number): UnitKind {
  const type = byteAt(bytes, at);
  return type === 0x41 ? 'header' : type === 8 ? 'heartbeat' : 'frame';
}

/**
 * Whether a stream begins as a server's does in AMQP 0-9-1, which sends no header: with connection.start on channel 0.
 * Undefined while too few bytes are there to tell.
 */
export function isServer091(bytes: Uint8Array, at: number, end: number): boolean | undefined {
  const pattern = [1, 0, 0, -1, -1, -1, -1, 0, 10, 0, 10];
  for (let i = 0; i < pattern.length; i++) {
    if (at + i >= end) return undefined;
    if (pattern[i] !== -1 && bytes[at + i] !== pattern[i]) return false;
  }
  return true;
}
