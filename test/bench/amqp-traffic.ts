// A connection as brokers and their clients speak it: 200-byte messages in unsettled transfers, on a link in each direction,
// dispositions both ways, and flows now and then.
import { compositeValue, encodeAll, encodeFrame, encodeHeader, standardRegistry } from '../../protocols/amqp/index.ts';
import type { EncodeValue } from '../../protocols/amqp/index.ts';
import type { Side } from '../../protocols/core/index.ts';
import { PcapFile } from './pcap.ts';

/** The bytes that one side sends at a time: whole frames. */
export interface Segment {
  readonly side: Side;
  readonly frames: readonly Uint8Array[];
}

/** Transfers of each side in a round, and the rounds that pass before they are answered. */
const batch = 5;
const delay = 20;
/** Rounds between two flows of a side. */
const flowEvery = 50;
const window = 2048;
const credit = 1000;
/** Frames of a round: transfers of both sides, a disposition for each of the client's, one for all of the server's. */
const inRound = 3 * batch + 1;

type Fields = Parameters<typeof compositeValue>[1];

function composite(name: string, fields: Fields): EncodeValue {
  const definition = standardRegistry.byName(name);
  if (definition === undefined || !('fields' in definition)) throw new Error(`no type ${name}`);
  return compositeValue(definition, fields);
}

const uint = (value: number): EncodeValue => ({ type: 'uint', value });
const bool = (value: boolean): EncodeValue => ({ type: 'boolean', value });
const text = (value: string): EncodeValue => ({ type: 'string', value });
const symbol = (value: string): EncodeValue => ({ type: 'symbol', value });
const section = (code: bigint, value: EncodeValue): EncodeValue => ({
  type: 'described',
  descriptor: { type: 'ulong', value: code },
  value,
});
const frame = (name: string, fields: Fields, payload?: Uint8Array): Uint8Array =>
  encodeFrame({ performative: composite(name, fields), ...(payload === undefined ? {} : { payload }) });

/** A message of 200 bytes. */
function message(id: number): Uint8Array {
  const properties = composite('properties', {
    'message-id': text(`reading-${String(id % 1e6).padStart(6, '0')}`),
    to: text('telemetry'),
    subject: text('reading'),
    'content-type': symbol('application/json'),
    'creation-time': { type: 'timestamp', value: 1_700_000_000_000n + BigInt(id) },
  });
  const own: EncodeValue[] = [
    text('celsius'),
    { type: 'double', value: 21.5 },
    text('station'),
    text('north-7'),
    text('sequence'),
    { type: 'int', value: 100_000 + id },
  ];
  return encodeAll([
    composite('header', { durable: bool(true) }),
    properties,
    section(0x74n, { type: 'map', items: own }),
    section(0x75n, { type: 'binary', value: Buffer.from('{"temperature":21.5,"ok":true,"area":"p1"}'.padEnd(60)) }),
  ]);
}

const messages = Array.from({ length: 256 }, (_, id) => message(id));

function transfer(handle: number, id: number, payload = messages[id & 255], settled = false): Uint8Array {
  const tag = new Uint8Array(4);
  new DataView(tag.buffer).setUint32(0, id);
  return frame(
    'transfer',
    {
      handle: uint(handle),
      'delivery-id': uint(id),
      'delivery-tag': { type: 'binary', value: tag },
      'message-format': uint(0),
      ...(settled ? { settled: bool(true) } : {}),
    },
    payload,
  );
}

const disposition = (first: number, last: number): Uint8Array =>
  frame('disposition', {
    role: bool(true),
    first: uint(first),
    ...(last === first ? {} : { last: uint(last) }),
    settled: bool(true),
    state: composite('accepted', {}),
  });

/** What a side says of the link that it receives from, `count` deliveries of which have come. */
const flow = (handle: number, count: number): Uint8Array =>
  frame('flow', {
    'next-incoming-id': uint(count),
    'incoming-window': uint(window),
    'next-outgoing-id': uint(count),
    'outgoing-window': uint(window),
    handle: uint(handle),
    'delivery-count': uint(count),
    'link-credit': uint(credit),
  });

/** The handle of the link that the client sends on, and of the one that it receives from. */
const links = { sends: 0, receives: 1 } as const;

function attach(role: 'sender' | 'receiver', handle: number, address: string): Uint8Array {
  return frame('attach', {
    name: text(address),
    handle: uint(handle),
    role: bool(role === 'receiver'),
    source: composite('source', { address: text(address) }),
    target: composite('target', { address: text(address) }),
    ...(role === 'sender' ? { 'initial-delivery-count': uint(0) } : {}),
  });
}

function* opening(): Generator<Segment> {
  const begin = { 'next-outgoing-id': uint(0), 'incoming-window': uint(window), 'outgoing-window': uint(window) };
  yield {
    side: 'client',
    frames: [encodeHeader('amqp'), frame('open', { 'container-id': text('client') }), frame('begin', begin)],
  };
  yield {
    side: 'server',
    frames: [
      encodeHeader('amqp'),
      frame('open', { 'container-id': text('server') }),
      frame('begin', { 'remote-channel': { type: 'ushort', value: 0 }, ...begin }),
    ],
  };
  yield {
    side: 'client',
    frames: [attach('sender', links.sends, 'readings'), attach('receiver', links.receives, 'orders')],
  };
  yield {
    side: 'server',
    frames: [
      attach('receiver', links.sends, 'readings'),
      attach('sender', links.receives, 'orders'),
      flow(links.sends, 0),
    ],
  };
  yield { side: 'client', frames: [flow(links.receives, 0)] };
}

/** A connection of about so many frames, in the order in which they cross; nothing is wrong with it. */
export function* amqpTraffic(count: number): Generator<Segment> {
  yield* opening();
  for (let round = 0; round * inRound < count; round++) {
    const sent = round * batch;
    const ids = Array.from({ length: batch }, (_, i) => sent + i);
    const answered = ids.map((id) => id - delay * batch);
    const isAnswer = round >= delay;
    const flows = round % flowEvery === flowEvery - 1;
    yield {
      side: 'client',
      frames: [
        ...ids.map((id) => transfer(links.sends, id)),
        ...(isAnswer ? [disposition(answered[0] ?? 0, answered[batch - 1] ?? 0)] : []),
        ...(flows ? [flow(links.receives, sent)] : []),
      ],
    };
    yield {
      side: 'server',
      frames: [
        ...ids.map((id) => transfer(links.receives, id)),
        ...(isAnswer ? answered.map((id) => disposition(id, id)) : []),
        ...(flows ? [flow(links.sends, sent + batch)] : []),
      ],
    };
  }
}

const plainMessage = encodeAll([section(0x75n, { type: 'binary', value: Buffer.alloc(160, 'x') })]);

/** A connection of about so many frames of the cheapest kind: settled transfers with one binary body, in one direction. */
export function* settledTraffic(count: number): Generator<Segment> {
  yield* opening();
  for (let sent = 0; sent < count; sent += batch) {
    const ids = Array.from({ length: batch }, (_, i) => sent + i);
    yield { side: 'client', frames: ids.map((id) => transfer(links.sends, id, plainMessage, true)) };
    if (sent % (flowEvery * batch) === 0) yield { side: 'server', frames: [flow(links.sends, sent + batch)] };
  }
}

/** Writes a capture of a connection of about so many frames. */
export function writeTraffic(file: string, count: number, traffic = amqpTraffic): void {
  const capture = new PcapFile(file);
  for (const { side, frames } of traffic(count)) capture.segment(side, Buffer.concat(frames));
  capture.close();
}
