import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IpFragments } from '../../../protocols/captures/ip-fragments.ts';
import { rawIp } from '../../../protocols/captures/network-layer.ts';
import { concat } from './packets.ts';

const protocol = 6;

/** An IPv4 packet; a fragment where `more` is set or `offset`, in bytes, is not 0. */
function ipv4(id: number, contents: Uint8Array, offset = 0, more = false): Uint8Array {
  const header = new Uint8Array(20);
  const view = new DataView(header.buffer);
  header[0] = 0x45;
  view.setUint16(2, 20 + contents.length);
  view.setUint16(4, id);
  view.setUint16(6, (more ? 0x2000 : 0) | (offset / 8));
  header[9] = protocol;
  view.setUint32(12, 0x0a000001);
  view.setUint32(16, 0x0a000002);
  return concat([header, contents]);
}

/** An IPv6 packet with a fragment header, and hop-by-hop options in front of it. */
function ipv6(id: number, contents: Uint8Array, offset: number, more: boolean): Uint8Array {
  const header = new Uint8Array(40 + 8 + 8);
  const view = new DataView(header.buffer);
  header[0] = 0x60;
  view.setUint16(4, 16 + contents.length);
  header[23] = header[39] = 1;
  header[40] = 44;
  header[48] = protocol;
  view.setUint16(50, offset | (more ? 1 : 0));
  view.setUint32(52, id);
  return concat([header, contents]);
}

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i & 0xff);

/** The packets that contents become in pieces of a size that eight divides. */
function pieces(make: typeof ipv6, id: number, contents: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(contents.length / size) }, (_, i) =>
    make(id, contents.subarray(i * size, (i + 1) * size), i * size, (i + 1) * size < contents.length),
  );
}

function take(fragments: IpFragments, packets: readonly Uint8Array[]): (Uint8Array | undefined)[] {
  return packets.map((packet) => fragments.take(rawIp, packet, 0, packet.length));
}

const found = (packets: readonly Uint8Array[]): Uint8Array[] =>
  take(new IpFragments(), packets).filter((packet) => packet !== undefined);

describe('fragments of an IP packet', () => {
  it('are put together in any order, whatever comes twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 9, max: 300 }),
        fc.constantFrom(8, 16, 64),
        fc.array(fc.nat(), { minLength: 80, maxLength: 80 }),
        (length, size, ranks) => {
          const contents = bytes(length);
          const packets = pieces(ipv4, 7, contents, size);
          const shuffled = [...packets, ...packets.slice(0, -1)]
            .map((packet, i) => ({ packet, rank: ranks[i] ?? 0 }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ packet }) => packet);
          const [first] = found(shuffled);
          expect(first).toEqual(packets.length === 1 ? undefined : ipv4(7, contents));
        },
      ),
    );
  });

  it('of IPv6 lose their fragment header, and what stood in front of it', () => {
    const contents = bytes(100);
    const [whole] = found(pieces(ipv6, 5, contents, 24).reverse());
    expect(whole?.length).toBe(140);
    expect([whole?.[6], whole?.[4], whole?.[5]]).toEqual([protocol, 0, 100]);
    expect(whole?.subarray(40)).toEqual(contents);
    expect(found([ipv6(5, contents, 0, false)])).toHaveLength(1);
  });

  it('give nothing as long as one is missing, cut off by the capture or of another packet', () => {
    const packets = pieces(ipv4, 7, bytes(100), 24);
    expect(found(packets.slice(1))).toEqual([]);
    expect(found(packets.map((packet, i) => (i === 2 ? packet.subarray(0, 30) : packet)))).toEqual([]);
    expect(found([...packets.slice(0, 2), ...pieces(ipv4, 8, bytes(100), 24).slice(2)])).toEqual([]);
  });

  it('are no whole packets, nor anything else', () => {
    expect(found([ipv4(1, bytes(40)), new Uint8Array(0), bytes(19), bytes(200), new Uint8Array(60)])).toEqual([]);
  });

  it('that never end, or reach beyond any packet, are given up', () => {
    const fragments = new IpFragments();
    const [first, last] = pieces(ipv4, 0, bytes(16), 8) as [Uint8Array, Uint8Array];
    take(fragments, [first]);
    for (let id = 1; id <= 64; id++) take(fragments, [ipv4(id, bytes(8), 0, true)]);
    expect(take(fragments, [last])).toEqual([undefined]);
    expect(take(fragments, [ipv4(9, bytes(1000), 65_528, false)])).toEqual([undefined]);
  });

  it('hold a bounded memory, however often and large they come', () => {
    const fragments = new IpFragments();
    let most = 0;
    // At one place again and again, and at others that overlap it.
    for (let id = 0; id < 200; id++)
      for (let i = 0; i < 60; i++) {
        take(fragments, [ipv4(id, new Uint8Array(40_000), i % 2 === 0 ? 0 : (i % 30) * 8, true)]);
        most = Math.max(most, fragments.heldBytes);
      }
    // 64 datagrams, each with a header and at most two packets' worth of pieces.
    expect(most).toBeGreaterThan(40_000);
    expect(most).toBeLessThanOrEqual(64 * (2 * 65_575 + 20));
    // The buffer of a large capture is not kept alive by a fragment in it.
    const capture = new Uint8Array(10_000_000);
    capture.set(ipv4(999, bytes(8), 0, true));
    const before = fragments.heldBytes;
    fragments.take(rawIp, capture, 0, 28);
    expect(fragments.heldBytes - before).toBeLessThanOrEqual(28);
  });

  it('never throw, whatever they are', () => {
    const fragments = new IpFragments();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 90 }), fc.constantFrom(0x40, 0x60), (packet, version) => {
        if (packet.length > 0) packet[0] = version | 5;
        if (packet.length > 6) packet[6] = 44;
        take(fragments, [packet]);
      }),
      { numRuns: 500 },
    );
  });
});
