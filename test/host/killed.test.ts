import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPlayground, type Playground } from '../../playground/index.ts';
import { findProgram, scratch } from '../servers/index.ts';
import { recorded } from '../wire/journal/recorded.ts';
import { buildExtension } from './in-host.ts';
import { Workbench } from './workbench.ts';

const hasBrowser = findProgram('chromium') !== undefined || process.env.WIRELOUPE_CHROMIUM !== undefined;

/** How many further units are told of before each kill. */
const kills = [1, 40, 80, 120, 20, 160, 60, 200, 10, 100];

describe.skipIf(!hasBrowser)('an extension host that is killed while traffic is recorded (needs Chromium)', () => {
  let playground: Playground;
  let bench: Workbench;
  let folder: string;

  beforeAll(async () => {
    playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    folder = scratch('host-killed');
    const broker = { protocol: 'amqp', service: playground.info.amqp };
    fs.writeFileSync(path.join(folder, 'wireloupe.json'), JSON.stringify({ connections: { broker } }));
    bench = await Workbench.open({
      development: await buildExtension('test/host/loading.ts', 'out/host-loading'),
      workspace: folder,
    });
  });

  afterAll(async () => {
    await bench.close();
    await playground.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** Units by number with their hashes, each time that they were told of. */
  const told = (): (readonly [seq: number, hash: string])[] => {
    const file = path.join(folder, 'told.txt');
    const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').matchAll(/^unit (\d+) ([\da-f]{64})$/gmu) : [];
    return [...lines].map(([, seq, hash = '']) => [Number(seq), hash]);
  };
  const last = (): number => Math.max(0, ...told().map(([seq]) => seq));

  test(`has left everything in its files that was told of, ${kills.length} times`, async () => {
    for (const [round, units] of kills.entries()) {
      const before = last();
      await expect.poll(last, { timeout: 120_000, interval: 20 }).toBeGreaterThanOrEqual(before + units);
      const [host, ...others] = bench.extensionHosts();
      expect(others).toEqual([]);
      process.kill(host ?? 0, 'SIGKILL');
      await expect.poll(() => bench.extensionHosts()).toEqual([]);
      if (round < kills.length - 1) await bench.page.reload();
    }
    const units = new Map(told());
    for (const [seq, hash] of told()) expect(units.get(seq)).toBe(hash);
    // A copy, without the lock: VS Code may have started the next one.
    const copy = path.join(folder, 'copy');
    fs.cpSync(bench.storage('traffic'), copy, { recursive: true, filter: (file) => !file.endsWith('.lock') });
    const { store } = await recorded(copy);
    expect(store.first).toBe(1);
    for (const [seq, known] of units) {
      const record = store.get(seq);
      expect(record === undefined ? `unit ${seq} is gone` : sha256(store.bytes(record))).toBe(known);
    }
  });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
