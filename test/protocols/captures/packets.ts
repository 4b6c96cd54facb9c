/** Builds small pcap files for tests: Ethernet, IPv4, TCP, one packet a segment. */
export interface TestSegment {
  readonly from: 'client' | 'server';
  readonly sequence: number;
  /** The number of the byte that this end waits for; without it, 0, which tells nothing as long as the numbers are small. */
  readonly acknowledgement?: number;
  readonly payload?: Uint8Array;
  readonly flags?: number;
  /** The first byte of both ends' IPv4 addresses, 127 where it is left out. */
  readonly network?: number;
}

const ack = 0x10;

export function tcpPacket(segment: TestSegment, clientPort = 40000, serverPort = 5672): Uint8Array {
  const payload = segment.payload ?? new Uint8Array(0);
  const packet = new Uint8Array(14 + 20 + 20 + payload.length);
  const view = new DataView(packet.buffer);
  const client = segment.from === 'client';
  view.setUint16(12, 0x0800);
  packet[14] = 0x45;
  view.setUint16(16, 40 + payload.length);
  packet[23] = 6;
  view.setUint32(26, client ? 0x7f000001 : 0x7f000002);
  view.setUint32(30, client ? 0x7f000002 : 0x7f000001);
  if (segment.network !== undefined) packet[26] = packet[30] = segment.network;
  view.setUint16(34, client ? clientPort : serverPort);
  view.setUint16(36, client ? serverPort : clientPort);
  view.setUint32(38, segment.sequence >>> 0);
  view.setUint32(42, (segment.acknowledgement ?? 0) >>> 0);
  packet[46] = 0x50;
  packet[47] = segment.flags ?? ack;
  packet.set(payload, 54);
  return packet;
}

export function pcapFile(
  packets: readonly Uint8Array[],
  options: { readonly little?: boolean; readonly nano?: boolean; readonly linkType?: number } = {},
): Uint8Array {
  const little = options.little ?? true;
  const parts: Uint8Array[] = [];
  const header = new DataView(new ArrayBuffer(24));
  header.setUint32(0, options.nano === true ? 0xa1b23c4d : 0xa1b2c3d4, little);
  header.setUint32(20, options.linkType ?? 1, little);
  parts.push(new Uint8Array(header.buffer));
  packets.forEach((packet, index) => {
    const record = new DataView(new ArrayBuffer(16));
    record.setUint32(0, 1000 + index, little);
    record.setUint32(4, 500_000, little);
    record.setUint32(8, packet.length, little);
    record.setUint32(12, packet.length, little);
    parts.push(new Uint8Array(record.buffer), packet);
  });
  return concat(parts);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
