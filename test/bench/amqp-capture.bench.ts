import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeTraffic } from './amqp-traffic.ts';
import { median, type BenchResult } from './result.ts';

const frames = 200_000;
const runs = 7;

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
    writeTraffic(capture, frames);
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
    writeTraffic(capture, 6_400_000);
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
