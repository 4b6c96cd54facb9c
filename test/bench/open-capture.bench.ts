import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startWire, type WireHost } from '../../wire/host.ts';
import type { CaptureInfo } from '../../wire/protocol.ts';
import { writeTraffic } from './amqp-traffic.ts';
import type { BenchResult, Figure } from './result.ts';

const units = 1_000_000;

interface Opened {
  readonly info: CaptureInfo;
  /** Milliseconds until there are rows, and until the file is read. */
  readonly first: number;
  readonly all: number;
  /** The longest that rows were waited for meanwhile, in milliseconds. */
  readonly longest: number;
}

/** Opens a file as the editor does, and asks for rows while it is read. */
async function open(wire: WireHost, file: string): Promise<Opened> {
  const start = performance.now();
  const outcome = await wire.openCapture({ path: file });
  if (!outcome.ok) throw new Error(outcome.failure.message);
  const { source } = outcome.value;
  await wire.rows({ source, filter: {}, from: 0, count: 50 });
  const first = performance.now() - start;
  let info: CaptureInfo | null = outcome.value;
  let longest = 0;
  while (info?.state === 'reading') {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const asked = performance.now();
    await wire.rows({ source, filter: {}, from: info.counts.kept - 50, count: 50 });
    longest = Math.max(longest, performance.now() - asked);
    info = await wire.capture(source);
  }
  if (info?.state !== 'complete') throw new Error(`The file was not read to its end: ${JSON.stringify(info)}`);
  return { info, first, all: performance.now() - start, longest };
}

/** Milliseconds until a filter has looked at all units, and how many match. */
async function filter(wire: WireHost, { source, counts }: CaptureInfo, text: string): Promise<[number, number]> {
  const start = performance.now();
  // The last unit is found, or not, when all have been looked at.
  await wire.indexOf({ source, seq: counts.kept, filter: { text } });
  const took = performance.now() - start;
  const { matching } = await wire.rows({ source, filter: { text }, from: 0, count: 1 });
  return [took, matching];
}

const budget = (label: string, unit: string, ours: number, peer: number): Figure => ({
  label,
  ours,
  peerName: 'budget',
  peer,
  unit,
  better: 'smaller',
  goal: 1,
});

/** A capture of a million units in the worker: first rows, filters, memory. */
export async function run(): Promise<BenchResult> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-bench-'));
  const wire = startWire({ workerPath: path.resolve('dist/wire.cjs') });
  try {
    const file = path.join(folder, 'units.pcap');
    writeTraffic(file, units);
    // The worker is there when a file is opened, as it is in the editor.
    await wire.rows({ filter: {}, from: 0, count: 1 });
    const { info, first, all, longest } = await open(wire, file);
    const kept = info.counts.kept;
    const size = Math.round(info.size / 1e6);
    const figures = [
      budget(`first rows of a capture of ${kept} units, ${size} MB`, 'ms', first, 500),
      budget('all of it', 'ms', all, 30_000),
      budget('longest wait for rows meanwhile', 'ms', longest, 150),
    ];
    for (const [name, text, most] of [
      ['record fields', 'dir:in size>100 -name:flow', 1000],
      ['decoded AMQP fields', 'field:delivery-id>=10 field:application-properties.celsius=21.5', 10_000],
    ] as const) {
      const [took, matching] = await filter(wire, info, text);
      figures.push(budget(`${name}: ${text} (${matching} match), bytes from the temporary file`, 'ms', took, most));
    }
    const peak = process.resourceUsage().maxRSS / 1000;
    figures.push(budget('peak memory of the process', 'MB', peak, 250));
    return { name: 'a capture of a million units, opened', figures };
  } finally {
    await wire.dispose();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
