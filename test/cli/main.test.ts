import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bundleCommand } from '../bundles.ts';

let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'wireloupe-main-'));
  await bundleCommand(path.join(scratch, 'cli.mjs'));
});
afterAll(() => rm(scratch, { recursive: true }));

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** Runs a command as a process whose standard input stays open. */
function start(args: readonly string[]): { readonly child: Child; readonly ended: Promise<number | null> } {
  const child = spawn(process.execPath, [path.join(scratch, 'cli.mjs'), ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

// Each resolves once the process is at work: its handlers of signals are in place by then.
const prints = (child: Child): Promise<unknown> => once(child.stdout, 'data');
/** More than a pipe holds, so the process has read of it. */
const takesInput = (child: Child): Promise<unknown> =>
  new Promise((resolve) => child.stdin.write(Buffer.alloc(4 << 20), resolve));
const initialize = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { processId: null, rootUri: null, capabilities: {} },
});
function answersInitialize(child: Child): Promise<unknown> {
  child.stdin.write(`Content-Length: ${initialize.length}\r\n\r\n${initialize}`);
  return prints(child);
}

describe('the command as a process', () => {
  it.each([
    ['decode', ['decode', '-'], takesInput, 'SIGINT', 130],
    ['the language server', ['lsp', '--stdio'], answersInitialize, 'SIGTERM', 0],
    ['the playground', ['playground', '--amqp-port', '0', '--xmpp-port', '0', '--ws-port', '0'], prints, 'SIGINT', 0],
  ] as const)('%s ends at the first signal', async (_what, args, atWork, signal, code) => {
    const { child, ended } = start(args);
    await atWork(child);
    child.kill(signal);
    expect(await ended).toBe(code);
  });

  it('says in one line of JSON, for programs, where the playground listens', async () => {
    const { child } = start(['playground', '--amqp-port', '0', '--xmpp-port', '0', '--ws-port', '0', '--json']);
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    expect(JSON.parse(line)).toMatchObject({
      amqp: expect.stringMatching(/^amqp:\/\/127\.0\.0\.1:\d+$/u) as string,
      ca: expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n/u) as string,
      accounts: { xmpp: { domain: 'localhost', users: { romeo: 'wireloupe' } } },
    });
  });
});
