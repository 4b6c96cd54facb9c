import { uint16, uint32 } from './integers.ts';
import { networkLayer } from './network-layer.ts';

/** One TCP segment of a packet, as offsets into the packet's buffer. One object is used again for every packet. */
export interface Segment {
  /** `address:port` pairs as keys: numbers for IPv4, texts for IPv6. */
  source: number | string;
  destination: number | string;
  sourcePort: number;
  destinationPort: number;
  sequence: number;
  /** The number of the byte that the other end waits for; of no meaning without the flag `ack`. */
  acknowledgement: number;
  flags: number;
  /** The payload's bytes in the buffer. */
  start: number;
  end: number;
  /** Bytes of the payload that the capture left out (a snapshot length). */
  missing: number;
}

export const fin = 0x01;
export const syn = 0x02;
export const rst = 0x04;
export const ack = 0x10;

export function emptySegment(): Segment {
  return {
    source: 0,
    destination: 0,
    sourcePort: 0,
    destinationPort: 0,
    sequence: 0,
    acknowledgement: 0,
    flags: 0,
    start: 0,
    end: 0,
    missing: 0,
  };
}

/**
 * Finds the TCP segment in a packet: Ethernet with VLAN tags, loopback (BSD), raw IP, Linux cooked captures; IPv4 and IPv6.
 * Gives false for anything else, IP fragments included: those are put together first.
 */
export function readSegment(into: Segment, linkType: number, buffer: Uint8Array, start: number, end: number): boolean {
  const at = networkLayer(linkType, buffer, start, end);
  if (at < 0 || at >= end) return false;
  const version = (buffer[at] ?? 0) >> 4;
  if (version === 4) return ipv4(into, buffer, at, end);
  if (version === 6) return ipv6(into, buffer, at, end);
  return false;
}

function ipv4(into: Segment, buffer: Uint8Array, at: number, end: number): boolean {
  const header = ((buffer[at] ?? 0) & 15) * 4;
  if (at + header > end || buffer[at + 9] !== 6 || (uint16(buffer, at + 6, false) & 0x3fff) !== 0) return false;
  // A length of 0 comes from segmentation offload: the packet's own end counts.
  const total = uint16(buffer, at + 2, false) || end - at;
  into.source = uint32(buffer, at + 12, false);
  into.destination = uint32(buffer, at + 16, false);
  return tcp(into, buffer, at + header, at + total, end);
}

function ipv6(into: Segment, buffer: Uint8Array, at: number, end: number): boolean {
  const payload = uint16(buffer, at + 4, false) || end - at - 40;
  let next = buffer[at + 6] ?? 59;
  let header = at + 40;
  while (next !== 6 && header + 8 <= end) {
    const size = extensionSize(next, buffer, header);
    if (size === undefined) return false;
    next = buffer[header] ?? 59;
    header += size;
  }
  if (next !== 6) return false;
  into.source = address6(buffer, at + 8);
  into.destination = address6(buffer, at + 24);
  return tcp(into, buffer, header, at + 40 + payload, end);
}

/** The size of an IPv6 extension header (RFC 8200, 4; RFC 4302, 2.2); undefined where no segment's beginning follows it. */
function extensionSize(type: number, buffer: Uint8Array, at: number): number | undefined {
  const length = buffer[at + 1] ?? 0;
  switch (type) {
    case 0: // hop-by-hop options
    case 43: // routing
    case 60: // destination options
    case 135: // mobility
      return (length + 1) * 8;
    case 44: // fragment
      return uint16(buffer, at + 2, false) >> 3 === 0 ? 8 : undefined;
    case 51: // authentication
      return (length + 2) * 4;
    default:
      return undefined;
  }
}

function address6(buffer: Uint8Array, at: number): string {
  let text = '';
  for (let i = 0; i < 16; i += 2) text += `${i === 0 ? '' : ':'}${uint16(buffer, at + i, false).toString(16)}`;
  return text;
}

/** `stated` is where the IP header says that the packet ends, `end` where the captured bytes do. */
function tcp(into: Segment, buffer: Uint8Array, at: number, stated: number, end: number): boolean {
  if (at + 20 > end) return false;
  into.sourcePort = uint16(buffer, at, false);
  into.destinationPort = uint16(buffer, at + 2, false);
  into.sequence = uint32(buffer, at + 4, false);
  into.acknowledgement = uint32(buffer, at + 8, false);
  into.flags = buffer[at + 13] ?? 0;
  const start = at + ((buffer[at + 12] ?? 0) >> 4) * 4;
  into.start = Math.min(start, end);
  into.end = Math.max(into.start, Math.min(stated, end));
  into.missing = Math.max(0, stated - Math.max(end, start));
  return true;
}
