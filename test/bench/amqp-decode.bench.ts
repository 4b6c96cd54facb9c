// `wireloupe decode` with all rules against rhea that merely decodes the same frames, in one process: warm, medians of rounds that alternate.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { createIo } from '../../cli/io.ts';
import { run as runCommand } from '../../cli/run.ts';
import { amqpTraffic, writeTraffic } from './amqp-traffic.ts';
import { median, type BenchResult } from './result.ts';

interface RheaFrames {
  read_frame(bytes: Buffer): { readonly payload?: Buffer };
}

const require = createRequire(import.meta.url);
const rheaFrames = require('rhea/lib/frames.js') as RheaFrames;
const rheaMessages = require('rhea/lib/message.js') as { decode(bytes: Buffer): unknown };

const count = 100_000;
const rounds = 10;
const warmUp = 3;

/** All frames of the traffic; rhea reads the protocol headers elsewhere. */
function framesOf(total: number): Buffer[] {
  return [...amqpTraffic(total)].flatMap(({ frames }) =>
    frames.filter((bytes) => bytes.length > 8).map((bytes) => Buffer.from(bytes)),
  );
}

function decodeByRhea(frames: readonly Buffer[]): void {
  for (const bytes of frames) {
    const { payload } = rheaFrames.read_frame(bytes);
    if (payload !== undefined) rheaMessages.decode(payload);
  }
}

async function decodeByUs(file: string): Promise<void> {
  let told = '';
  const io = createIo({
    write: (chunk) => {
      told += String(chunk);
      return Promise.resolve();
    },
    complain: (text) => {
      told += text;
    },
    input: () => {
      throw new Error('Nothing is read from standard input.');
    },
    cwd: process.cwd(),
    env: process.env,
    signal: new AbortController().signal,
  });
  const code = await runCommand(['decode', '--format', 'none', file], io);
  if (code !== 0 || !told.includes('0 errors, 0 warnings')) throw new Error(`The traffic has findings: ${told}`);
}

async function perSecond(work: () => unknown, frames: number): Promise<number> {
  const begun = performance.now();
  await work();
  return (frames * 1000) / (performance.now() - begun);
}

/** Measures both in turns. */
export async function run(): Promise<BenchResult> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-bench-'));
  const file = path.join(folder, 'traffic.pcap');
  try {
    writeTraffic(file, count);
    const frames = framesOf(count);
    const ours: number[] = [];
    const peer: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const [theirs, own] = [
        await perSecond(() => decodeByRhea(frames), frames.length),
        await perSecond(() => decodeByUs(file), frames.length),
      ];
      if (round < warmUp) continue;
      peer.push(theirs);
      ours.push(own);
    }
    return {
      name: `AMQP decode, ${frames.length} frames with messages of 200 bytes`,
      figures: [
        {
          label: 'decode with rules: capture, frames, messages, conversation; rhea: frames and messages',
          ours: median(ours),
          peerName: 'rhea 3.0.5',
          peer: median(peer),
          unit: 'frames/s',
          better: 'larger',
          goal: 2.2,
        },
      ],
    };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
