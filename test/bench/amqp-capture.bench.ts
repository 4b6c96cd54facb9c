import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { encodeFrame, encodeHeader, compositeValue, standardRegistry } from '../../protocols/amqp/index.ts';
import { median, type BenchResult } from './result.ts';

const frames = 200_000;
const runs = 7;

/** A capture of one connection: header, open, begin, attach, then transfers of 220 bytes, several to a segment. */
function writeCapture(file: string, count: number): void {
  const composite = (name: string, fields: Parameters<typeof compositeValue>[1]) => {
    const definition = standardRegistry.byName(name);
    if (definition === undefined || !('fields' in definition)) throw new Error(`no type ${name}`);
    return compositeValue(definition, fields);
  };
  const out = fs.openSync(file, 'w');
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(262_144, 16);
  header.writeUInt32LE(1, 20);
  fs.writeSync(out, header);
  let sequence = 1;
  let packet = 0;
  const segment = (payload: Uint8Array): void => {
    const size = 54 + payload.length;
    const record = Buffer.alloc(16 + size);
    record.writeUInt32LE(1_700_000_000 + Math.floor(packet / 1000), 0);
    record.writeUInt32LE((packet++ % 1000) * 1000, 4);
    record.writeUInt32LE(size, 8);
    record.writeUInt32LE(size, 12);
    record.writeUInt16BE(0x0800, 28);
    record[30] = 0x45;
    record.writeUInt16BE(size - 14, 32);
    record[38] = 64;
    record[39] = 6;
    record.writeUInt32BE(0x7f000001, 42);
    record.writeUInt32BE(0x7f000001, 46);
    record.writeUInt16BE(40_000, 50);
    record.writeUInt16BE(5672, 52);
    record.writeUInt32BE(sequence >>> 0, 54);
    record.writeUInt32BE(1, 58);
    record[62] = 0x50;
    record[63] = 0x18;
    record.writeUInt16BE(65_535, 64);
    record.set(payload, 70);
    fs.writeSync(out, record);
    sequence += payload.length;
  };
  const uint = (value: number) => ({ type: 'uint', value }) as const;
  segment(encodeHeader('amqp'));
  segment(encodeFrame({ performative: composite('open', { 'container-id': { type: 'string', value: 'bench' } }) }));
  segment(
    encodeFrame({
      performative: composite('begin', {
        'next-outgoing-id': uint(0),
        'incoming-window': uint(2048),
        'outgoing-window': uint(2048),
      }),
    }),
  );
  segment(
    encodeFrame({
      performative: composite('attach', {
        name: { type: 'string', value: 'readings' },
        handle: uint(0),
        role: { type: 'boolean', value: false },
        source: composite('source', {}),
        target: composite('target', { address: { type: 'string', value: 'readings' } }),
        'initial-delivery-count': uint(0),
      }),
    }),
  );
  const message = Buffer.concat([Buffer.from([0, 0x53, 0x75, 0xa0, 160]), Buffer.alloc(160, 'x')]);
  for (let id = 0; id < count; id += 5) {
    const batch = [0, 1, 2, 3, 4].map((i) => {
      const tag = Buffer.alloc(20);
      tag.writeUInt32BE(id + i);
      return encodeFrame({
        performative: composite('transfer', {
          handle: uint(0),
          'delivery-id': uint(id + i),
          'delivery-tag': { type: 'binary', value: tag },
          'message-format': uint(0),
          settled: { type: 'boolean', value: true },
        }),
        payload: message,
      });
    });
    segment(Buffer.concat(batch));
  }
  fs.closeSync(out);
}

function seconds(command: string, args: readonly string[]): number {
  const start = process.hrtime.bigint();
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'ignore'], maxBuffer: 1 << 30 });
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** Medians of several runs of commands, which take turns so that a busy moment of the machine meets all of them. */
function race(commands: readonly (readonly [command: string, args: readonly string[]])[]): number[] {
  const times: number[][] = commands.map(() => []);
  for (let run = 0; run < runs; run++)
    commands.forEach(([command, args], which) => times[which]?.push(seconds(command, args)));
  return times.map(median);
}

/** The largest resident set of the command in megabytes, as the process itself knows it at its end. */
function peakMemory(cli: string, capture: string): number {
  const script = `process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS)); require(${JSON.stringify(cli)});`;
  const { stderr } = spawnSync(process.execPath, ['-e', script, cli, 'decode', '--format', 'none', capture], {
    encoding: 'utf8',
  });
  const found = /peak (\d+)/.exec(stderr);
  if (found === null) throw new Error(`the command told no peak memory: ${stderr}`);
  return Number(found[1]) / 1000;
}

/** `wireloupe decode --format none` against `tshark -T fields`, start-up included, and its memory on a large capture. */
export function run(): Promise<BenchResult> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-bench-'));
  const capture = path.join(folder, 'frames.pcap');
  const cli = path.resolve('dist/cli.js');
  try {
    writeCapture(capture, frames);
    const figures = [];
    const missing: string[] = [];
    if (spawnSync('tshark', ['--version']).status === 0) {
      const [ours = NaN, peer = NaN] = race([
        [process.execPath, [cli, 'decode', '--format', 'none', capture]],
        [
          'tshark',
          [
            '-r',
            capture,
            '-T',
            'fields',
            '-e',
            'amqp.performative',
            '-e',
            'amqp.channel',
            '-e',
            'amqp.performative.arguments.deliveryId',
          ],
        ],
      ]);
      figures.push({
        label: `decode --format none, ${frames} frames, start-up included`,
        ours,
        peerName: 'tshark -T fields',
        peer,
        unit: 's',
        better: 'smaller',
        goal: 5,
      } as const);
    } else missing.push('tshark is not installed: nothing to compare the decoding of captures with');
    writeCapture(capture, 4_600_000);
    const size = fs.statSync(capture).size / 1e9;
    const peak = peakMemory(cli, capture);
    figures.push({
      label: `peak memory while streaming a capture of ${size.toFixed(2)} GB`,
      ours: peak,
      peerName: 'budget',
      peer: 200,
      unit: 'MB',
      better: 'smaller',
      goal: 1,
    } as const);
    return Promise.resolve({ name: 'Captures', figures, missing });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
