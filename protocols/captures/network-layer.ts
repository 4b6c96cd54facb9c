import { uint16, uint32 } from './integers.ts';

/** The link type of packets that begin with their IP header. */
export const rawIp = 101;

/** EtherTypes of VLAN tags: IEEE 802.1Q, 802.1ad, and what came before the latter. */
const vlanTypes: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);

/** What IP is called by the layers below it: EtherTypes, and protocols of PPP (RFC 1332, RFC 5072). */
const etherTypes: ReadonlySet<number> = new Set([0x0800, 0x86dd]);
const pppTypes: ReadonlySet<number> = new Set([0x0021, 0x0057]);
const pppoeSession = 0x8864;
const mpls: ReadonlySet<number> = new Set([0x8847, 0x8848]);

/** Finds the IP header in a packet; −1 where the packet has none. */
type Find = (buffer: Uint8Array, start: number, end: number) => number;

/** The link types that are read, as pcap numbers them (https://www.tcpdump.org/linktypes.html). */
const links: ReadonlyMap<number, Find> = new Map<number, Find>([
  [0, (_, start) => start + 4], // BSD loopback: the family of addresses, in the byte order of the machine
  [1, (buffer, start, end) => behindType(buffer, start + 12, end)],
  [9, (buffer, start, end) => ppp(buffer, start, end)],
  [12, (_, start) => start],
  [14, (_, start) => start],
  [50, (buffer, start, end) => ppp(buffer, start, end)],
  [51, (buffer, start, end) => pppoe(buffer, start, end)],
  [rawIp, (_, start) => start],
  [104, (buffer, start, end) => behindType(buffer, start + 2, end)], // Cisco HDLC
  [108, (_, start) => start + 4], // OpenBSD loopback
  [109, (_, start) => start + 12], // OpenBSD IPsec
  [113, (buffer, start, end) => behindType(buffer, start + 14, end)], // Linux cooked, version 1
  [117, (buffer, start) => start + (((buffer[start] ?? 0) + 3) & ~3)], // OpenBSD pflog
  [204, (buffer, start, end) => ppp(buffer, start + 1, end)], // PPP with its direction in front
  [228, (_, start) => start],
  [229, (_, start) => start],
  [276, (buffer, start, end) => cooked2(buffer, start, end)],
]);

/** Whether packets of a link type are read, as pcap numbers them. */
export function isReadable(linkType: number): boolean {
  return links.has(linkType);
}

/** Where the IP header of a packet begins, or −1. Link types as pcap numbers them. */
export function networkLayer(linkType: number, buffer: Uint8Array, start: number, end: number): number {
  return links.get(linkType)?.(buffer, start, end) ?? -1;
}

/** Behind an EtherType at a place: through VLAN tags, MPLS labels (RFC 3032), PPPoE, and IEEE 802.2 with SNAP. */
function behindType(buffer: Uint8Array, place: number, end: number): number {
  let at = place;
  let type = uint16(buffer, at, false);
  while (vlanTypes.has(type) && at + 4 < end) type = uint16(buffer, (at += 4), false);
  if (etherTypes.has(type)) return at + 2;
  if (type === pppoeSession) return pppoe(buffer, at + 2, end);
  if (mpls.has(type)) return behindLabels(buffer, at + 2, end);
  // A length in place of the type: 802.2 follows, and SNAP's type where it is there.
  const isSnap = type <= 1500 && uint16(buffer, at + 2, false) === 0xaaaa && buffer[at + 4] === 3;
  return isSnap && etherTypes.has(uint16(buffer, at + 8, false)) ? at + 10 : -1;
}

function behindLabels(buffer: Uint8Array, place: number, end: number): number {
  let at = place;
  while (at + 4 < end && ((buffer[at + 2] ?? 1) & 1) === 0) at += 4;
  const version = (buffer[at + 4] ?? 0) >> 4;
  return version === 4 || version === 6 ? at + 4 : -1;
}

/** A packet of a session of PPPoE (RFC 2516, 4). */
function pppoe(buffer: Uint8Array, at: number, end: number): number {
  const isSession = buffer[at] === 0x11 && buffer[at + 1] === 0;
  return isSession ? ppp(buffer, at + 6, end) : -1;
}

/** A packet of PPP, with or without the address and control of HDLC (RFC 1661, 2; RFC 1662, 3.1). */
function ppp(buffer: Uint8Array, start: number, end: number): number {
  const at = uint16(buffer, start, false) === 0xff03 ? start + 2 : start;
  // The first byte of a protocol below 256 may be left out.
  if (((buffer[at] ?? 0) & 1) === 1) return pppTypes.has(buffer[at] ?? 0) && at + 1 < end ? at + 1 : -1;
  return pppTypes.has(uint16(buffer, at, false)) ? at + 2 : -1;
}

/** Linux cooked, version 2: the type is in front. */
function cooked2(buffer: Uint8Array, start: number, end: number): number {
  const type = uint16(buffer, start, false);
  if (etherTypes.has(type)) return start + 20;
  // The types of VLAN tags are followed by their two bytes, and the type that they hold.
  return vlanTypes.has(type) && uint32(buffer, start + 20, false) !== 0 ? behindType(buffer, start + 22, end) : -1;
}
