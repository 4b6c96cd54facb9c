import type { Piece } from '../bytes/index.ts';
import { uint16 } from '../integers.ts';
import { networkLayer, rawIp } from '../network-layer.ts';
import { emptySegment, readSegment } from '../tcp-segment.ts';

/** How packets may begin that people print: with IP, Ethernet, loopback, Linux cooked. */
const linkTypes: readonly number[] = [rawIp, 1, 0, 113, 276];

/**
 * The link type of the packets that the pieces of a text are; undefined where they are none. At least one has a segment of TCP, and the
 * length that its IP header states.
 */
export function linkTypeOf(pieces: readonly Piece[]): number | undefined {
  return linkTypes.find((type) => pieces.some(({ bytes }) => isPacket(type, bytes)));
}

function isPacket(type: number, bytes: Uint8Array): boolean {
  if (bytes.length < 40 || !readSegment(emptySegment(), type, bytes, 0, bytes.length)) return false;
  const at = networkLayer(type, bytes, 0, bytes.length);
  const isIpv4 = (bytes[at] ?? 0) >> 4 === 4;
  if (isIpv4 && ((bytes[at] ?? 0) & 15) < 5) return false;
  const stated = isIpv4 ? uint16(bytes, at + 2, false) : uint16(bytes, at + 4, false) + 40;
  // Short packets are filled up by Ethernet; long ones may be cut.
  return stated >= 40 && (stated <= bytes.length - at ? bytes.length - at - stated <= 46 : bytes.length > at + 40);
}
