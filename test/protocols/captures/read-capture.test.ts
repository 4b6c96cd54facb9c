import { describe, expect, test } from 'vitest';
import { createAmqp091Framer } from '../../../protocols/amqp091/framer.ts';
import { CaptureError } from '../../../protocols/captures/packet-source.ts';
import { createCaptureReader, isPacketCapture } from '../../../protocols/captures/read-capture.ts';
import type { StreamContext } from '../../../protocols/captures/protocol-stream.ts';
import type { Framer } from '../../../protocols/core/index.ts';
import { ascii, concat, pcapFile, tcpPacket } from './packets.ts';

/** A framer that makes each piece that it gets one unit: what matters here is who gets which bytes. */
function whole(protocol: 'amqp' | 'xmpp'): Framer {
  let offset = 0;
  return {
    push: (bytes) => {
      offset += bytes.length;
      return [
        {
          protocol,
          kind: protocol === 'amqp' ? 'frame' : 'stanza',
          offset: offset - bytes.length,
          size: bytes.length,
          bytes,
        },
      ];
    },
    end: () => [],
  };
}

function read(
  file: Uint8Array,
  pieces = file.length,
): { seen: string[]; notes: string[]; problem: string | undefined; lost: string[] } {
  const lost: string[] = [];
  const seen: string[] = [];
  const notes: string[] = [];
  const context: StreamContext = {
    framer: (protocol) =>
      protocol === 'amqp-0-9-1' ? createAmqp091Framer() : whole(protocol === 'xmpp' ? 'xmpp' : 'amqp'),
    keyLog: new Map(),
    unit: (connection, side, _time, unit) =>
      seen.push(`${connection.number} ${side} ${unit.protocol}@${unit.offset} ${String.fromCharCode(...unit.bytes)}`),
    late: (_connection, side) => {
      if (side !== undefined) lost.push(side);
    },
    note: (_connection, side, text) => notes.push(`${side}: ${text}`),
  };
  const reader = createCaptureReader(file, context)!;
  for (let at = 0; at < file.length; at += pieces) reader.push(file.slice(at, at + pieces));
  return { seen, notes, problem: reader.end(), lost };
}

const amqp = [
  tcpPacket({ from: 'client', sequence: 9, flags: 2 }),
  tcpPacket({ from: 'server', sequence: 99, flags: 0x12 }),
  tcpPacket({ from: 'client', sequence: 10, payload: ascii('AMQP\0\x01\0\0') }),
  tcpPacket({ from: 'server', sequence: 100, payload: ascii('AMQP\0\x01\0\0') }),
];
const expected = ['0 client amqp@0 AMQP\0\x01\0\0', '0 server amqp@0 AMQP\0\x01\0\0'];

/** The Ethernet packet as two IP fragments, the second one first. */
function fragmented(packet: Uint8Array): Uint8Array[] {
  const part = (from: number, to: number, more: boolean): Uint8Array => {
    const head = packet.slice(0, 34);
    const view = new DataView(head.buffer);
    view.setUint16(16, 20 + to - from);
    view.setUint16(18, packet[41] ?? 0);
    view.setUint16(20, (more ? 0x2000 : 0) | (from / 8));
    return concat([head, packet.slice(34 + from, 34 + to)]);
  };
  return [part(16, packet.length - 34, false), part(0, 16, true)];
}

describe('a packet capture', () => {
  test('has its IP fragments put together', () => {
    expect(read(pcapFile(amqp.flatMap(fragmented))).seen).toEqual(expected);
  });

  test('is recognised by its first bytes', () => {
    expect(isPacketCapture(pcapFile([]))).toBe(true);
    expect(isPacketCapture(ascii('\x0a\x0d\x0d\x0a'))).toBe(true);
    expect(isPacketCapture(ascii('AMQP'))).toBe(false);
  });
  test.each([{ little: true }, { little: false }, { nano: true }])(
    'is read in either byte order and resolution: %o',
    (options) => {
      expect(read(pcapFile(amqp, options)).seen).toEqual(expected);
    },
  );
  test.each([1, 7, 64])('is read the same in pieces of %i bytes', (pieces) => {
    expect(read(pcapFile(amqp), pieces).seen).toEqual(expected);
  });
  test('that is cut short gives what it has, and says so', () => {
    const file = pcapFile(amqp);
    const { seen, problem } = read(file.slice(0, file.length - 3));
    expect(seen).toEqual(expected.slice(0, 1));
    expect(problem).toMatch(/cut short/);
  });
  test('with a wrong packet length is refused with the place', () => {
    const file = pcapFile(amqp);
    new DataView(file.buffer).setUint32(24 + 8, 0x7fffffff, true);
    expect(() => read(file)).toThrow(CaptureError);
    expect(() => read(file)).toThrow(/at byte 32 of the file/);
  });
  test('that begins in the middle knows the server by its port', () => {
    const { seen } = read(pcapFile([tcpPacket({ from: 'server', sequence: 100, payload: ascii('AMQP\0\x01\0\0') })]));
    expect(seen).toEqual(['0 server amqp@0 AMQP\0\x01\0\0']);
  });
  test('counts offsets over a gap and says how much is missing', () => {
    const { seen, notes } = read(
      pcapFile([
        tcpPacket({ from: 'client', sequence: 9, flags: 2 }),
        tcpPacket({ from: 'client', sequence: 10, payload: ascii('AMQP\0\x01\0\0') }),
        tcpPacket({ from: 'client', sequence: 28, payload: ascii('later') }),
      ]),
    );
    expect(seen).toEqual(['0 client amqp@0 AMQP\0\x01\0\0', '0 client amqp@18 later']);
    expect(notes).toEqual(['client: 10 bytes are missing from the capture']);
  });
  test('with bytes of no known protocol gives garbage', () => {
    expect(read(pcapFile([tcpPacket({ from: 'client', sequence: 10, payload: ascii('hello') })])).seen).toEqual([
      '0 client unknown@0 hello',
    ]);
  });
  test('with another connection between the same ports counts two', () => {
    const again = [
      tcpPacket({ from: 'client', sequence: 18, flags: 0x11 }),
      tcpPacket({ from: 'server', sequence: 108, flags: 0x11 }),
    ];
    const fin = read(pcapFile([...amqp, ...again, tcpPacket({ from: 'client', sequence: 19, flags: 4 }), ...amqp]));
    expect(fin.seen.map((line) => line.slice(0, 8))).toEqual(['0 client', '0 server', '1 client', '1 server']);
  });
  test('with another connection between the same ports counts two, though no reset or no end was seen', () => {
    const ends = [
      tcpPacket({ from: 'client', sequence: 18, flags: 0x11 }),
      tcpPacket({ from: 'server', sequence: 108, flags: 0x11 }),
    ];
    const again = [
      tcpPacket({ from: 'client', sequence: 70009, flags: 2 }),
      tcpPacket({ from: 'client', sequence: 70010, payload: ascii('AMQP\0\x01\0\0') }),
    ];
    for (const between of [ends, []]) {
      const { seen, notes } = read(pcapFile([...amqp, ...between, ...again]));
      expect(seen).toEqual([...expected, '1 client amqp@0 AMQP\0\x01\0\0']);
      expect(notes).toEqual([]);
    }
  });
  test('in which an opening is sent again has one connection', () => {
    expect(read(pcapFile([amqp[0]!, amqp[0]!, ...amqp.slice(1, 3), amqp[0]!, amqp[3]!])).seen).toEqual(expected);
  });
  test('whose first segments are tiny is recognised all the same', () => {
    const tiny = Array.from('AMQP', (char, i) => tcpPacket({ from: 'client', sequence: 10 + i, payload: ascii(char) }));
    expect(read(pcapFile(tiny)).seen).toEqual(['0 client amqp@0 AMQP']);
    expect(read(pcapFile(tiny.slice(0, 2))).seen).toEqual(['0 client unknown@0 AM']);
  });
  test('that begins in the middle of AMQP is recognised by its frames', () => {
    const heartbeat = '\0\0\0\x08\x02\0\0\0';
    const middle = [
      tcpPacket({ from: 'client', sequence: 10, payload: ascii('rest of a frame') }),
      tcpPacket({ from: 'client', sequence: 25, payload: ascii(heartbeat) }),
      tcpPacket({ from: 'server', sequence: 10, payload: ascii('other rest') }),
    ];
    expect(read(pcapFile(middle)).seen).toEqual([
      '0 client amqp@0 rest of a frame',
      `0 client amqp@15 ${heartbeat}`,
      '0 server amqp@0 other rest',
    ]);
    expect(read(pcapFile(middle)).lost).toEqual(['client', 'server']);
    expect(
      read(pcapFile([amqp[0]!, tcpPacket({ from: 'client', sequence: 10, payload: ascii(heartbeat) })])).lost,
    ).toEqual([]);
  });
  test.each([0x8100, 0x88a8, 0x9100])('with the VLAN tag %i is read', (type) => {
    const tag = Uint8Array.of(type >> 8, type & 255, 0, 5);
    expect(read(pcapFile(amqp.map((packet) => concat([packet.slice(0, 12), tag, packet.slice(12)])))).seen).toEqual(
      expected,
    );
  });
  describe('of IPv6', () => {
    const packet = (next: number, extensions: string, tcp: Uint8Array): Uint8Array => {
      const head = new Uint8Array(40);
      new DataView(head.buffer).setUint16(4, extensions.length + tcp.length);
      head.set([0x60], 0);
      head.set([next, 64], 6);
      head.set([1], 23);
      head.set([2], 39);
      return concat([head, ascii(extensions), tcp]);
    };
    test.each([
      ['none', 6, ''],
      [
        'hop-by-hop, routing and destination options',
        0,
        `\x2b\0${'\0'.repeat(6)}\x3c\0${'\0'.repeat(6)}\x06\x01${'\0'.repeat(14)}`,
      ],
      ['a fragment that is the whole', 44, `\x06${'\0'.repeat(7)}`],
      ['authentication', 51, `\x06\x04${'\0'.repeat(22)}`],
    ])('reads behind extension headers: %s', (_name, next, extensions) => {
      const packets = [packet(next, extensions, amqp[2]!.slice(34))];
      expect(read(pcapFile(packets, { linkType: 101 })).seen).toEqual(expected.slice(0, 1));
    });
    test('passes over later fragments and unknown headers', () => {
      const packets = [
        packet(44, '\x06\0\0\x08\0\0\0\0', amqp[2]!.slice(34)),
        packet(50, '\x06\0\0\0\0\0\0\0', amqp[2]!.slice(34)),
      ];
      expect(read(pcapFile(packets, { linkType: 101 })).seen).toEqual([]);
    });
  });
  test('of TLS without a key log says why nothing is seen', () => {
    const hello = concat([
      ascii('\x16\x03\x01\x00\x05'),
      ascii('\x01\x00\x00\x01\x00'),
      ascii('\x17\x03\x03\x00\x02ab'),
    ]);
    expect(read(pcapFile([tcpPacket({ from: 'client', sequence: 10, payload: hello })])).notes[0]).toMatch(
      /cannot be opened/,
    );
  });
});
