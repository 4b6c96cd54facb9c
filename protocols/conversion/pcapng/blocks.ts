/** pcapng (IETF draft “PCAP Now Generic”), little-endian. */
import { plaintextApplication, plaintextInterfaces } from '../../captures/plaintext.ts';

const sectionHeader = 0x0a0d0d0a;
const interfaceDescription = 1;
const enhancedPacket = 6;
const byteOrderMagic = 0x1a2b3c4d;
/** Raw IP: packets without a link layer. */
const rawIp = 101;

const encoder = new TextEncoder();

/** A block: type, size, body, size again. */
function block(type: number, body: Uint8Array): Uint8Array {
  const size = body.length + 12;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, size, true);
  bytes.set(body, 8);
  view.setUint32(size - 4, size, true);
  return bytes;
}

/** Options, with the one that ends them. */
function options(...given: readonly (readonly [code: number, value: Uint8Array])[]): Uint8Array {
  const padded = (length: number): number => (length + 3) & ~3;
  const bytes = new Uint8Array(given.reduce((size, [, value]) => size + 4 + padded(value.length), 4));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [code, value] of given) {
    view.setUint16(at, code, true);
    view.setUint16(at + 2, value.length, true);
    bytes.set(value, at + 4);
    at += 4 + padded(value.length);
  }
  return bytes;
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}

/** What a file begins with: its section, and an interface for each way in which plain text may have crossed. */
export function fileHead(): readonly Uint8Array[] {
  const section = new Uint8Array(16);
  const view = new DataView(section.buffer);
  view.setUint32(0, byteOrderMagic, true);
  view.setUint16(4, 1, true);
  // The section's length is not known.
  view.setBigInt64(8, -1n, true);
  const description = new Uint8Array(8);
  new DataView(description.buffer).setUint16(0, rawIp, true);
  return [
    block(sectionHeader, joined(section, options([4, encoder.encode(plaintextApplication)]))),
    ...plaintextInterfaces.map(({ name, description: text }) =>
      block(
        interfaceDescription,
        joined(description, options([2, encoder.encode(name)], [3, encoder.encode(text)], [9, Uint8Array.of(6)])),
      ),
    ),
  ];
}

/**
 * A packet.
 * @param time milliseconds since 1970
 * @param size its size on the wire, which may be more than its bytes
 */
export function packetBlock(interfaceNumber: number, time: number, packet: Uint8Array, size: number): Uint8Array {
  const body = new Uint8Array(20 + ((packet.length + 3) & ~3));
  const view = new DataView(body.buffer);
  const ticks = BigInt(Math.round(time * 1000));
  view.setUint32(0, interfaceNumber, true);
  view.setUint32(4, Number(ticks >> 32n), true);
  view.setUint32(8, Number(ticks & 0xffffffffn), true);
  view.setUint32(12, packet.length, true);
  view.setUint32(16, size, true);
  body.set(packet, 20);
  return block(enhancedPacket, body);
}
