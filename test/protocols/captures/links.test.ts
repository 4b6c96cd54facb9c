import { expect, test } from 'vitest';
import { createCaptureReader } from '../../../protocols/captures/read-capture.ts';
import { createFramer } from '../../../protocols/framers.ts';
import { ascii, concat, pcapFile, tcpPacket } from './packets.ts';

/** An IPv4 packet with AMQP's header, without the layer below. */
const ip = tcpPacket({ from: 'client', sequence: 10, payload: ascii('AMQP\0\x01\0\0') }).slice(14);
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replace(/ /g, ''), 'hex'));
const behind = (header: string): Uint8Array => concat([hex(header), ip]);
const macs = '020000000001 020000000002';

function read(file: Uint8Array): { readonly seen: readonly string[]; readonly problem: string | undefined } {
  const seen: string[] = [];
  const reader = createCaptureReader(file, {
    framer: createFramer,
    keyLog: new Map(),
    unit: (_connection, side, _time, { protocol, kind }) => seen.push(`${side} ${protocol} ${kind}`),
    note: () => undefined,
  });
  reader?.push(file);
  return { problem: reader?.end(), seen };
}

test.each([
  ['Ethernet', 1, `${macs} 0800`],
  ['Ethernet with two VLAN tags', 1, `${macs} 88a8 0001 8100 0002 0800`],
  ['Ethernet with a session of PPPoE', 1, `${macs} 8864 1100 0001 0036 0021`],
  ['Ethernet with MPLS', 1, `${macs} 8847 00001040 00002140`],
  ['Ethernet with SNAP', 1, `${macs} 0038 aaaa03 000000 0800`],
  ['a session of PPPoE', 51, '1100 0001 0036 0021'],
  ['PPP', 9, '0021'],
  ['PPP in frames like those of HDLC', 50, 'ff03 0021'],
  ['PPP with a short protocol', 9, '21'],
  ['PPP with its direction', 204, '00 ff03 0021'],
  ['Cisco HDLC', 104, '0f00 0800'],
  ['BSD loopback', 0, '02000000'],
  ['OpenBSD loopback', 108, '00000002'],
  ['raw IP', 101, ''],
  ['raw IPv4', 228, ''],
  ['Linux cooked, version 1', 113, '0000 0001 0006 020000000001 0000 0800'],
  ['Linux cooked, version 1, with a VLAN tag', 113, '0000 0001 0006 020000000001 0000 8100 0002 0800'],
  ['Linux cooked, version 2', 276, '0800 0000 00000002 0001 00 06 0200000000010000'],
  ['Linux cooked, version 2, with a VLAN tag', 276, '8100 0000 00000002 0001 00 06 0200000000010000 0002 0800'],
])('packets of %s are read', (_name, linkType, header) => {
  expect(read(pcapFile([behind(header)], { linkType }))).toEqual({ seen: ['client amqp header'], problem: undefined });
});

test.each([
  [105, /^Packets of these link layers are not read: IEEE 802\.11 \(link type 105\): 2 packets\. Ethernet/],
  [189, /USB on Linux \(link type 189\)/],
  [147, /reserved for private use \(link type 147\)/],
  [4711, /: link type 4711: 2 packets/],
])('packets of the link type %i are not read, and the error names it', (linkType, words) => {
  expect(read(pcapFile([behind(''), behind('')], { linkType })).problem).toMatch(words);
});

test('packets that carry something else are passed over', () => {
  for (const header of [`${macs} 0806`, `${macs} 8863 1109 0000 0000`, `${macs} 8864 1100 0001 0036 c021`, macs])
    expect(read(pcapFile([behind(header)]))).toEqual({ seen: [], problem: undefined });
});

test('the modified format of pcap, with more in front of each packet, is read', () => {
  const plain = pcapFile([behind(`${macs} 0800`)]);
  const modified = concat([plain.slice(0, 40), hex('00000002 0008 04 00'), plain.slice(40)]);
  new DataView(modified.buffer).setUint32(0, 0xa1b2cd34, true);
  expect(read(modified)).toEqual({ seen: ['client amqp header'], problem: undefined });
});

test('packets that are cut anywhere do not throw', () => {
  for (const [linkType, header] of [
    [1, `${macs} 8100 0002 8864 1100 0001 0036 0021`],
    [1, `${macs} 8847 00001040 00002140`],
    [276, '8100 0000 00000002 0001 00 06 0200000000010000 0002 0800'],
    [117, '3d'],
  ] as const) {
    const packet = behind(header);
    for (let size = 0; size < packet.length; size++)
      expect(() => read(pcapFile([packet.slice(0, size)], { linkType }))).not.toThrow();
  }
});
