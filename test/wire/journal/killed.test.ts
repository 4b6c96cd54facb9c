import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleWorker } from '../../bundles.ts';
import { scratch } from '../../servers/index.ts';
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
