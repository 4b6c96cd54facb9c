import { describe, expect, it } from 'vitest';
import { encodeScript, parseSource } from '../../protocols/amqp/notation/index.ts';
import { concat, pcapFile, tcpPacket } from '../protocols/captures/packets.ts';
import { wireloupe, type Ran } from './terminal.ts';

/** The bytes of one step of the notation. */
function bytesOf(step: string): Uint8Array {
  const [first] = encodeScript({ source: parseSource(`- ${step}\n`) }, () => undefined).steps;
  if (first?.kind !== 'bytes') throw new Error(step);
  return first.bytes;
}

interface Faults {
  /** Indices of packets that were not captured. */
  readonly lost?: readonly number[];
  /** The index of a packet, and that of the one behind which it was captured. */
  readonly late?: readonly [packet: number, behind: number];
}

/** The rules that are broken in a capture of lines `> step` of the client and `< step` of the server, a packet each. */
async function broken(lines: readonly string[], { lost = [], late }: Faults = {}): Promise<readonly string[]> {
  const next = { client: 1000, server: 9000 };
  const begin = [
    tcpPacket({ from: 'client', sequence: 999, flags: 0x02 }),
    tcpPacket({ from: 'server', sequence: 8999, acknowledgement: 1000, flags: 0x12 }),
  ];
  const packets = lines.map((line) => {
    const from = line.startsWith('>') ? 'client' : 'server';
    const payload = bytesOf(line.slice(2));
    const sequence = next[from];
    next[from] += payload.length;
    return tcpPacket({ from, sequence, acknowledgement: next[from === 'client' ? 'server' : 'client'], payload });
  });
  const order = lines.map((_, i) => i).filter((i) => !lost.includes(i) && i !== late?.[0]);
  if (late !== undefined) order.splice(order.indexOf(late[1]) + 1, 0, late[0]);
  const { out } = await wireloupe(['decode', '--format', 'jsonl', '-'], {
    input: pcapFile([...begin, ...order.map((i) => packets[i]!)]),
  });
  const units = out
    .trimEnd()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as {
          readonly direction: string;
          readonly issues: readonly { readonly code: string; readonly severity: string }[];
        },
    );
  return units.flatMap(({ direction, issues }) =>
    issues.filter(({ severity }) => severity !== 'hint').map(({ code }) => `${direction} ${code}`),
  );
}

const opened = [
  '> header: amqp',
  '< header: amqp',
  '> open: { container-id: a }',
  '< open: { container-id: b }',
  '> begin: { next-outgoing-id: 0, incoming-window: 2, outgoing-window: 2 }',
  '< begin: { remote-channel: 0, next-outgoing-id: 0, incoming-window: 2, outgoing-window: 2 }',
];
const attached = [
  ...opened,
  '> attach: { name: l, handle: 0, role: sender, source: { address: s }, target: { address: t }, initial-delivery-count: 0 }',
  '< attach: { name: l, handle: 3, role: receiver, source: { address: s }, target: { address: t } }',
  '< flow: { next-incoming-id: 0, incoming-window: 2, next-outgoing-id: 0, outgoing-window: 2, handle: 3, delivery-count: 0, link-credit: 2 }',
];
const message = (id: number): string =>
  `> { transfer: { handle: 0, delivery-id: ${id}, delivery-tag: t${id}, message-format: 0 }, message: { body: { value: x } } }`;
const accepted = (id: number): string =>
  `< disposition: { role: receiver, first: ${id}, settled: true, state: accepted }`;
const more = (received: number): string =>
  `< flow: { next-incoming-id: ${received}, incoming-window: 2, next-outgoing-id: 0, outgoing-window: 2, handle: 3, delivery-count: ${received}, link-credit: 2 }`;
const closing = [
  '> detach: { handle: 0, closed: true }',
  '< detach: { handle: 3, closed: true }',
  '> end: {}',
  '< end: {}',
  '> close: {}',
  '< close: {}',
];
const exchange = [
  ...attached,
  message(0),
  message(1),
  accepted(0),
  accepted(1),
  more(2),
  message(2),
  accepted(2),
  ...closing,
];

describe('decode of a capture of AMQP with gaps', () => {
  it('finds what is wrong in the conversation where nothing is missing', async () => {
    expect(await broken(exchange)).toEqual([]);
    expect(await broken([...attached, message(0), message(1), message(2)])).toEqual([
      'client amqp/session-window',
      'client amqp/link-credit',
    ]);
    expect(await broken([...opened, message(0)])).toEqual(['client amqp/handle-unattached']);
    expect(await broken([...attached, accepted(0)])).toEqual(['server amqp/disposition-unknown']);
  });

  it('accuses nobody where any one packet was not captured', async () => {
    for (const [index, line] of exchange.entries()) {
      expect(await broken(exchange, { lost: [index] }), `without ${line}`).toEqual([]);
    }
  });

  it('accuses nobody where any one packet was captured late', async () => {
    for (const [index, line] of exchange.entries()) {
      for (const behind of [index + 1, index + 3, index + 6].filter((each) => each < exchange.length)) {
        expect(await broken(exchange, { late: [index, behind] }), `${line} behind packet ${behind}`).toEqual([]);
      }
    }
  });

  it('finds what is wrong in whole units behind a beginning that was lost', async () => {
    const wrong = '> flow: { incoming-window: 2, next-outgoing-id: 0, outgoing-window: 2, link-credit: 5 }';
    const lines = [...attached, wrong, ...closing];
    expect(await broken(lines)).toEqual(['client amqp/flow-handle']);
    for (const lost of [[0], [1], [0, 1], [0, 1, 2, 3]])
      expect(await broken(lines, { lost }), `without ${lost.join()}`).toEqual(['client amqp/flow-handle']);
  });

  it('takes the rest of a message whose beginning was lost for no message', async () => {
    const begun =
      '> { transfer: { handle: 0, delivery-id: 0, delivery-tag: t0, message-format: 0, more: true }, message: { body: { value: x } } }';
    const rest = (fields: string): string => `> { transfer: { handle: 0${fields} }, payload: !hex "7879" }`;
    const lines = [
      ...attached,
      begun,
      rest(', more: true'),
      rest(''),
      accepted(0),
      more(3),
      message(1),
      accepted(1),
      ...closing,
    ];
    expect(await broken([...attached, rest(', more: true')])).toEqual(['client amqp/first-transfer']);
    expect(await broken(lines.filter((line) => line !== rest(', more: true')))).not.toContain(
      'client amqp/first-transfer',
    );
    for (const lost of [[9], [10], [11], [9, 10], [10, 11], [9, 10, 11]])
      expect(await broken(lines, { lost }), `without ${lost.join()}`).toEqual([]);
  });
});

describe('decode of a capture that lacks parts of units', () => {
  /** What a client sends, in packets of 100 bytes of which some were not captured. */
  const decoded = (bytes: Uint8Array, port: number, lost: readonly number[]): Promise<Ran> => {
    const packets = [tcpPacket({ from: 'client', sequence: 999, flags: 0x02 }, 40_000, port)];
    for (let at = 0; at < bytes.length; at += 100) {
      if (!lost.includes(at / 100))
        packets.push(
          tcpPacket({ from: 'client', sequence: 1000 + at, payload: bytes.subarray(at, at + 100) }, 40_000, port),
        );
    }
    return wireloupe(['decode', '--format', 'jsonl', '-'], { input: pcapFile(packets) });
  };
  const found = ({ out }: Ran): readonly string[] =>
    [...out.matchAll(/"code":"([a-z]+\/[a-z-]+)","severity":"(?:error|warning|information)"/gu)].map(
      ([, code = '']) => code,
    );
  const messages = Array.from(
    { length: 10 },
    (_, id) =>
      `> { transfer: { handle: 0, delivery-id: ${id}, delivery-tag: t${id}, message-format: 0, settled: true }, message: { body: { value: "${'x'.repeat(60)}" } } }`,
  );
  const amqp = (last: string): Uint8Array =>
    concat(
      [...attached.filter((line) => line.startsWith('>')), ...messages, last].map((line) => bytesOf(line.slice(2))),
    );
  const stanzas = Array.from(
    { length: 10 },
    (_, id) => `<message to='a@b.example' id='m${id}'><body>hello there, number ${id}</body></message>`,
  ).join('');
  const xmpp = (last: string): Uint8Array =>
    Buffer.from(
      `<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='example.org'>${stanzas}${last}`,
    );

  it('says so of what is torn, and finds nothing else wrong with it', async () => {
    for (const [bytes, port] of [
      [amqp('> close: {}'), 5672],
      [xmpp('<presence/>'), 5222],
    ] as const) {
      for (let packet = 2; packet < bytes.length / 100 - 2; packet++) {
        const ran = await decoded(bytes, port, [packet]);
        expect(new Set(found(ran)), `${port} without packet ${packet}`).toEqual(new Set(['wire/torn-unit']));
        expect(ran.code).toBe(0);
      }
    }
  });

  it('finds what is wrong behind the first whole unit', async () => {
    const closed = await decoded(concat([amqp('> close: {}'), bytesOf('close: {}')]), 5672, [5]);
    expect(found(closed)).toContain('amqp/after-close');
    const untyped = await decoded(xmpp("<presence/><iq id='1'><query xmlns='jabber:iq:version'/></iq>"), 5222, [5]);
    expect(found(untyped)).toContain('xmpp/iq-type');
    expect([closed.code, untyped.code]).toEqual([1, 1]);
  });

  it('finds garbage where nothing is missing', async () => {
    const ran = await decoded(concat([amqp('> close: {}'), Uint8Array.of(1, 2, 3)]), 5672, []);
    expect(found(ran)).toEqual(['wire/unknown-protocol']);
    expect(ran.code).toBe(1);
  });
});
