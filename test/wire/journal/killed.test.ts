import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMessageConnection, PortMessageReader, PortMessageWriter } from 'vscode-jsonrpc/node';
import { startWire } from '../../../wire/host.ts';
import type { RowsResult } from '../../../wire/protocol.ts';
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

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a process that is killed while it records', () => {
  it('has left everything in its files that it had told of, each time', async () => {
    const folder = newFolder();
    for (const [round, units] of [150, 400, 700].entries()) {
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

  it('has left everything there as well where its worker alone is ended, which the next worker shows', async () => {
    const folder = newFolder();
    const journal = { folder, maxMb: 64, maxDays: 7 };
    const thread = new Worker(worker, { workerData: { journal } });
    const connection = createMessageConnection(new PortMessageReader(thread), new PortMessageWriter(thread));
    connection.listen();
    const ask = <T>(name: string, params: object): Promise<T> => connection.sendRequest(name, params);
    interface Playground {
      readonly value: { readonly amqp: string };
    }
    const { value } = await ask<Playground>('startPlayground', { amqpPort: 0, xmppPort: 0, wsPort: 0 });
    await ask('connect', { name: 'broker', profile: { protocol: 'amqp', service: value.amqp } });
    const payload = { kind: 'amqp-message', to: 'readings', message: Buffer.from('005377a1026869', 'hex') };
    for (let sent = 0; sent < 50; sent++) await ask('send', { connection: 'broker', payload });
    // More is under way when it ends.
    for (let sent = 0; sent < 200; sent++) ask('send', { connection: 'broker', payload }).catch(() => undefined);
    const { rows } = await ask<RowsResult>('rows', { filter: {}, from: 0, count: 2000 });
    await thread.terminate();
    connection.dispose();
    const wire = startWire({ workerPath: worker, journal });
    cleanUp(() => wire.dispose());
    await wire.recordedConnections();
    const again = await wire.rows({ filter: {}, from: 0, count: rows.length });
    const told = (list: typeof rows) => list.map(({ seq, name, summary, side }) => ({ seq, name, summary, side }));
    expect(rows.length).toBeGreaterThan(100);
    expect(told(again.rows)).toEqual(told(rows));
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
