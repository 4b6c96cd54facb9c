import { uint16 } from './integers.ts';

/** The link type of packets that begin with their IP header. */
export const rawIp = 101;

/** EtherTypes of VLAN tags: IEEE 802.1Q, 802.1ad, and what came before the latter. */
const vlanTypes: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);

/** Where the IP header begins, or −1. Link types as pcap numbers them. */
export function networkLayer(linkType: number, buffer: Uint8Array, start: number, end: number): number {
  switch (linkType) {
    case 1: {
      let at = start + 12;
      let type = uint16(buffer, at, false);
      while (vlanTypes.has(type) && at + 4 < end) type = uint16(buffer, (at += 4), false);
      return type === 0x0800 || type === 0x86dd ? at + 2 : -1;
    }
    case 0: // BSD loopback
    case 108: // OpenBSD loopback
      return start + 4;
    case 12:
    case 14:
    case rawIp:
    case 228:
    case 229:
      return start;
    case 113: // Linux cooked, version 1
      return start + 16;
    case 276: // Linux cooked, version 2
      return start + 20;
    default:
      return -1;
  }
}
