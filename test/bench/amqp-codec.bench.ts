// Our codec against rhea's on the same bytes, in one run: warm, medians of several rounds, the order alternating.
import { createRequire } from 'node:module';
import {
  decodeFrame,
  encodeAll,
  encodeFrame,
  peekFrame,
  type DecodedFrame,
  type EncodeValue,
  type ValueNode,
} from '../../protocols/amqp/index.ts';
import { median, type BenchResult, type Figure } from './result.ts';

interface RheaFrame {
  readonly performative: unknown;
  readonly payload?: Buffer;
}

interface RheaFrames {
  read_frame(bytes: Buffer): RheaFrame;
  write_frame(frame: unknown): Buffer;
  amqp_frame(channel: number, performative: unknown, payload?: Buffer): unknown;
  transfer(fields: Record<string, unknown>): { described(): unknown };
}

interface RheaMessage {
  encode(message: Record<string, unknown>): Buffer;
  decode(bytes: Buffer): unknown;
  data_section(data: Buffer): unknown;
}

const require = createRequire(import.meta.url);
const frames = require('rhea/lib/frames.js') as RheaFrames;
const messages = require('rhea/lib/message.js') as RheaMessage;

const body = '{"temperature":21.5,"ok":true}';

function rheaMessage(id: number): Record<string, unknown> {
  return {
    durable: true,
    message_annotations: { 'x-opt-area': 'p1' },
    message_id: `id-${String(id).padStart(6, '0')}`,
    to: 'telemetry',
    subject: 'reading',
    content_type: 'application/json',
    application_properties: { celsius: 21.5, station: 'north-7', seq: id },
    body: messages.data_section(Buffer.from(body)),
  };
}

function rheaFrame(id: number): Buffer {
  const transfer = frames.transfer({
    handle: 0,
    delivery_id: id,
    delivery_tag: Buffer.from(String(id).padStart(4, '0')),
    message_format: 0,
  });
  return frames.write_frame(frames.amqp_frame(0, transfer.described(), messages.encode(rheaMessage(id))));
}

function ourFrame(id: number): Uint8Array {
  const code = (value: bigint): EncodeValue => ({ type: 'ulong', value });
  const described = (descriptor: bigint, value: EncodeValue): EncodeValue => ({
    type: 'described',
    descriptor: code(descriptor),
    value,
  });
  const text = (value: string): EncodeValue => ({ type: 'string', value });
  const none: EncodeValue = { type: 'null', value: null };
  const payload = encodeAll([
    described(0x70n, { type: 'list', items: [{ type: 'boolean', value: true }] }),
    described(0x72n, { type: 'map', items: [{ type: 'symbol', value: 'x-opt-area' }, text('p1')] }),
    described(0x73n, {
      type: 'list',
      items: [
        text(`id-${String(id).padStart(6, '0')}`),
        none,
        text('telemetry'),
        text('reading'),
        none,
        none,
        { type: 'symbol', value: 'application/json' },
      ],
    }),
    described(0x74n, {
      type: 'map',
      items: [
        text('celsius'),
        { type: 'double', value: 21.5 },
        text('station'),
        text('north-7'),
        text('seq'),
        { type: 'int', value: id },
      ],
    }),
    described(0x75n, { type: 'binary', value: Buffer.from(body) }),
  ]);
  const performative = described(0x14n, {
    type: 'list',
    items: [
      { type: 'uint', value: 0 },
      { type: 'uint', value: id },
      { type: 'binary', value: Buffer.from(String(id).padStart(4, '0')) },
      { type: 'uint', value: 0 },
    ],
  });
  return encodeFrame({ channel: 0, performative, payload });
}

let sink = 0;

/** Reads every value and every offset, as a reader of the whole tree does. */
function visit(node: ValueNode): void {
  sink += node.start + node.end + node.code;
  const { value } = node;
  if (value !== undefined && value !== null) sink++;
  for (const child of node.children) if (child.start >= 0) visit(child);
}

function visitFrame(frame: DecodedFrame): void {
  const { performative } = frame;
  if (performative === undefined) throw new Error('The frame was not decoded.');
  visit(performative);
  for (const section of frame.sections) visit(section);
}

/** Frames a second of each, the median of rounds that alternate. */
function race(count: number, work: readonly ((index: number) => void)[]): number[] {
  const rates: number[][] = work.map(() => []);
  for (let round = 0; round < 31; round++) {
    work.forEach((step, which) => {
      const begun = performance.now();
      for (let i = 0; i < count; i++) step(i);
      // The first rounds warm up.
      if (round > 9) rates[which]?.push((count * 1000) / (performance.now() - begun));
    });
  }
  return rates.map(median);
}

/** Runs the comparison. */
export function run(): Promise<BenchResult> {
  const samples = Array.from({ length: 256 }, (_, index) => rheaFrame(300 + index));
  const bytes = samples.map((sample) => new Uint8Array(sample));
  const size = samples[0]?.length ?? 0;
  const at = <T>(list: readonly T[], index: number): T => list[index & 255] as T;
  const count = 6_000;
  const rheaDecode = (i: number): void => {
    const { payload } = frames.read_frame(at(samples, i));
    if (payload === undefined) throw new Error('The frame was not decoded.');
    messages.decode(payload);
  };
  const [rheaFull = NaN, checked = NaN] = race(count, [
    rheaDecode,
    (i) => {
      sink += decodeFrame(at(bytes, i)).length;
    },
  ]);
  const [rheaAgain = NaN, visited = NaN] = race(count, [
    rheaDecode,
    (i) => {
      visitFrame(decodeFrame(at(bytes, i)));
    },
  ]);
  const [rheaPart = NaN, peeked = NaN] = race(count, [
    (i) => {
      if (frames.read_frame(at(samples, i)).payload === undefined) throw new Error('The frame was not decoded.');
    },
    (i) => {
      if (peekFrame(at(bytes, i)).payload === undefined) throw new Error('The frame was not decoded.');
    },
  ]);
  const [rheaWrite = NaN, written = NaN] = race(count, [
    (i) => {
      sink += rheaFrame(300 + (i & 255)).length;
    },
    (i) => {
      sink += ourFrame(300 + (i & 255)).length;
    },
  ]);
  if (sink === 0) throw new Error('Nothing was measured.');
  const peerName = 'rhea 3.0.5';
  const figure = (label: string, ours: number, peer: number, goal: number): Figure => ({
    label,
    ours,
    peer,
    peerName,
    unit: 'frames/s',
    better: 'larger',
    goal,
  });
  return Promise.resolve({
    name: `AMQP codec, transfers of ${size} bytes`,
    figures: [
      figure(
        'full decode: frame, performative and message, every value found and checked with its offsets; rhea: frame and message',
        checked,
        rheaFull,
        5,
      ),
      figure(
        'the same, and then a node made and its value read for each of them; rhea: frame and message',
        visited,
        rheaAgain,
        1,
      ),
      figure('partial decode for a list: frame and performative; rhea: frame', peeked, rheaPart, 2),
      figure('encode frame and message', written, rheaWrite, 2),
    ],
  });
}
