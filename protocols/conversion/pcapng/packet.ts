/** An IP address and a port. */
export interface Endpoint {
  /** 4 bytes of IPv4, or 16 of IPv6. */
  readonly address: Uint8Array;
  readonly port: number;
}

/** What a segment of TCP has besides its payload. */
export interface SegmentHead {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly flags: number;
  /** A multiple of four bytes. */
  readonly options?: Uint8Array;
  /** Bytes of payload that are said to follow, and are not there. */
  readonly missing?: number;
}

export const flag = { fin: 1, syn: 2, psh: 8, ack: 0x10 } as const;

/** Bytes of payload that fit into a packet of either version. */
export const mostPayload = 65_000;

/** A packet of IPv4 (RFC 791) or IPv6 (RFC 8200) with a segment of TCP (RFC 9293), its checksums right. */
export function tcpPacket(head: SegmentHead, payload: Uint8Array): Uint8Array {
  const { from, to, options = new Uint8Array(0), missing = 0 } = head;
  const isV4 = from.address.length === 4;
  const ipSize = isV4 ? 20 : 40;
  const tcpSize = 20 + options.length;
  const stated = tcpSize + payload.length + missing;
  const bytes = new Uint8Array(ipSize + tcpSize + payload.length);
  const view = new DataView(bytes.buffer);
  if (isV4) ipv4(view, bytes, head, stated);
  else ipv6(view, bytes, head, stated);
  view.setUint16(ipSize, from.port);
  view.setUint16(ipSize + 2, to.port);
  view.setUint32(ipSize + 4, head.sequence >>> 0);
  view.setUint32(ipSize + 8, (head.flags & flag.ack) === 0 ? 0 : head.acknowledgement >>> 0);
  bytes[ipSize + 12] = (tcpSize / 4) << 4;
  bytes[ipSize + 13] = head.flags;
  view.setUint16(ipSize + 14, 0xffff);
  bytes.set(options, ipSize + 20);
  bytes.set(payload, ipSize + tcpSize);
  view.setUint16(ipSize + 16, checksum(bytes.subarray(ipSize), pseudoSum(from, to, stated)));
  return bytes;
}

function ipv4(view: DataView, bytes: Uint8Array, { from, to }: SegmentHead, stated: number): void {
  bytes[0] = 0x45;
  view.setUint16(2, 20 + stated);
  view.setUint16(6, 0x4000); // do not fragment
  bytes[8] = 64;
  bytes[9] = 6;
  bytes.set(from.address, 12);
  bytes.set(to.address, 16);
  view.setUint16(10, checksum(bytes.subarray(0, 20), 0));
}

function ipv6(view: DataView, bytes: Uint8Array, { from, to }: SegmentHead, stated: number): void {
  bytes[0] = 0x60;
  view.setUint16(4, stated);
  bytes[6] = 6;
  bytes[7] = 64;
  bytes.set(from.address, 8);
  bytes.set(to.address, 24);
}

/** The part of TCP's checksum that comes from the IP header (RFC 9293, 3.1). */
function pseudoSum(from: Endpoint, to: Endpoint, stated: number): number {
  return sum16(from.address, 0) + sum16(to.address, 0) + 6 + (stated >>> 16) + (stated & 0xffff);
}

function sum16(bytes: Uint8Array, start: number): number {
  let sum = start;
  for (let i = 0; i < bytes.length; i += 2) sum += ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0);
  return sum;
}

/** The internet checksum (RFC 1071). */
function checksum(bytes: Uint8Array, start: number): number {
  let sum = sum16(bytes, start);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}
