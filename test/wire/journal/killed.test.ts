import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMessageConnection, PortMessageReader, PortMessageWriter } from 'vscode-jsonrpc/node';
import type { RowsResult, UnitResult } from '../../../wire/protocol.ts';
import { bundleWorker } from '../../bundles.ts';
import { scratch } from '../../servers/index.ts';
import { cleanUp } from '../fake.ts';
import { filesOf, newFolder, recorded } from './recorded.ts';

const programs = scratch('killed');
const worker = path.join(programs, 'wire.cjs');
const load = path.join(programs, 'load.mjs');

beforeAll(async () => {
  await bundleWorker(worker);
  await build({
    entryPoints: [path.join(import.meta.dirname, 'load.ts')],
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'esm',
    outfile: load,
    logLevel: 'error',
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
  });
  return () => fs.rmSync(programs, { recursive: true, force: true });
}, 120_000);

/** Runs the load until it has told of so many units, and kills it. Gives the hashes of the units that it told of, by number. */
async function killedAfter(folder: string, units: number): Promise<ReadonlyMap<number, string>> {
  const child = spawn(process.execPath, [load, worker, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told = new Map<number, string>();
  for await (const line of createInterface(child.stdout)) {
    const [, seq, hash = ''] = /^unit (\d+) ([0-9a-f]{64})$/.exec(line) ?? [];
    if (seq !== undefined) told.set(Number(seq), hash);
    if (told.size >= units) child.kill('SIGKILL');
  }
  return told;
}

/** A worker that records into a folder, and how it is ended without a word. */
function startWorker(folder: string): {
  readonly thread: Worker;
  readonly ask: Ask;
  readonly end: () => Promise<void>;
} {
  const thread = new Worker(worker, { workerData: { journal: { folder, maxMb: 64, maxDays: 7 } } });
  const connection = createMessageConnection(new PortMessageReader(thread), new PortMessageWriter(thread));
  connection.listen();
  return {
    thread,
    ask: (name, params) => connection.sendRequest(name, params),
    end: async () => {
      await thread.terminate();
      connection.dispose();
    },
  };
}

/** Sends one message after the other, for as long as the worker lives. */
async function sendOn(ask: Ask): Promise<void> {
  try {
    for (;;) await ask('send', message);
  } catch {
    // It has ended.
  }
}

/** Notes the hashes of further units that the worker tells of. */
async function tell(ask: Ask, told: Map<number, string>): Promise<void> {
  const { rows } = await ask<RowsResult>('rows', { filter: {}, from: told.size, count: 200 });
  for (const { seq } of rows) {
    const unit = await ask<UnitResult | null>('unit', { seq, secrets: true });
    if (unit === null) throw new Error(`Unit ${seq} is gone.`);
    told.set(seq, hash(unit.bytes));
  }
}

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** How many units are told of when the process is killed, each time. */
const kills = [1, 40, 90, 130, 180, 220, 260, 310, 350, 420];

type Ask = <T>(name: string, params: object) => Promise<T>;

/** Where the worker is ended: how many units it has told of since it was started, and what it is asked for right before. */
const ends: readonly (readonly [where: string, units: number, meanwhile: (ask: Ask) => unknown])[] = [
  ['with its first units', 1, () => undefined],
  ['while units come', 60, () => undefined],
  ['right behind an answer', 40, (ask) => ask('send', message)],
  ['while it connects', 20, (ask) => quietly(connect(ask, 'another'))],
  [
    'while it looks for the rows of a filter',
    50,
    (ask) => quietly(ask('rows', { filter: { text: 'bytes:0x68' }, from: 0, count: 9 })),
  ],
  [
    'while it saves',
    50,
    (ask) =>
      quietly(ask('saveCapture', { path: path.join(programs, 'saved.pcapng'), format: 'pcapng', secrets: 'redact' })),
  ],
  ['while it reads what the one before has written', 0, () => undefined],
  ['again while it reads', 0, () => undefined],
  ['while units come, much later', 250, () => undefined],
  ['when it is told to close', 50, (ask) => quietly(ask('dispose', {}))],
];

const message = {
  connection: 'broker',
  payload: { kind: 'amqp-message', to: 'readings', message: Buffer.from('005377a1026869', 'hex') },
};

function quietly(asked: Promise<unknown>): void {
  asked.catch(() => undefined); // The worker ends before it answers.
}

async function connect(ask: Ask, name: string): Promise<void> {
  interface Started {
    readonly value: { readonly amqp: string };
  }
  const { value } = await ask<Started>('startPlayground', { amqpPort: 0, xmppPort: 0, wsPort: 0 });
  await ask('connect', { name, profile: { protocol: 'amqp', service: value.amqp } });
}

describe('a process that is killed while it records', () => {
  it(`has left everything in its files that it had told of, ${kills.length} times`, async () => {
    const folder = newFolder();
    for (const [round, units] of kills.entries()) {
      const told = await killedAfter(folder, units);
      expect(told.size).toBeGreaterThanOrEqual(units);
      const { store, journal } = await recorded(folder);
      expect(store.first).toBe(1);
      for (const [seq, known] of told) {
        const record = store.get(seq);
        expect(record === undefined ? `round ${round}: unit ${seq} is gone` : hash(store.bytes(record))).toBe(known);
      }
      journal.dispose();
    }
  });

  it(`has left everything there as well where its worker alone is ended, ${ends.length} times, which the next worker shows`, async () => {
    const folder = newFolder();
    const told = new Map<number, string>();
    for (const [where, units, meanwhile] of ends) {
      const { thread, ask, end } = startWorker(folder);
      const before = told.size;
      if (units === 0) {
        // It reads before it answers.
        quietly(ask('rows', { filter: {}, from: 0, count: 1 }));
        await new Promise((resolve) => thread.once('online', resolve));
      } else {
        await connect(ask, 'broker');
        for (let sender = 0; sender < 4; sender++) void sendOn(ask);
        while (told.size < before + units) await tell(ask, told);
        await meanwhile(ask);
      }
      await end();
      expect(told.size - before, where).toBeGreaterThanOrEqual(units);
    }
    const { ask, end } = startWorker(folder);
    cleanUp(end);
    const again = new Map<number, string>();
    while (again.size < told.size) await tell(ask, again);
    expect([...again].slice(0, told.size)).toEqual([...told]);
  });

  it('goes on in memory where files may grow no further, and says so once', () => {
    const folder = newFolder();
    const limit = 40;
    const run = spawnSync(
      'bash',
      [
        '-c',
        `ulimit -f ${limit}; timeout 20 "$@" | grep -m 400 -E '^(unit|notice)'`,
        'bash',
        process.execPath,
        load,
        worker,
        folder,
      ],
      { encoding: 'utf8' },
    );
    const lines = run.stdout.split('\n');
    expect(lines.filter((line) => line.startsWith('notice'))).toEqual([
      expect.stringContaining('files of that size are not allowed'),
    ]);
    expect(lines.at(-2)).toMatch(/^unit /);
    const size = filesOf(folder).reduce((sum, file) => sum + fs.statSync(file).size, 0);
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(limit * 1024);
  });
});
