import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasProsody, hasRabbit, scratch, startProsody, startRabbit } from '../servers/index.ts';
import { runInHost } from './in-host.ts';
import type { HostResult } from './runner.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Runs the suites of test/host/suite in the host, on a copy of the examples, with real servers where they are installed. */
async function results(): Promise<readonly HostResult[]> {
  const folder = scratch('in-host');
  const workspace = path.join(folder, 'workspace');
  fs.cpSync(path.join(root, 'examples'), workspace, { recursive: true });
  const servers = [hasProsody ? await startProsody() : undefined, hasRabbit ? await startRabbit() : undefined] as const;
  const [prosody, rabbit] = servers;
  try {
    return await runInHost(workspace, {
      ...(prosody === undefined ? {} : { WIRELOUPE_TEST_XMPP_PORT: String(prosody.c2s) }),
      ...(rabbit === undefined ? {} : { WIRELOUPE_TEST_AMQP_PORT: String(rabbit.port) }),
    });
  } finally {
    for (const server of servers) await server?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

// The host runs once, before the tests are named: each of its results is one test here.
const all = await results();

describe("inside VS Code's extension host", () => {
  test.each(all.filter(({ state }) => state !== 'skipped').map((result) => [result.title, result] as const))(
    '%s',
    (_title, { state, message }) => {
      expect(state, message).toBe('passed');
    },
  );
  test.skipIf(all.some(({ state }) => state === 'skipped'))('nothing was skipped in the host', () => {
    expect(all.length).toBeGreaterThan(0);
  });
});
