import { build } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'wireloupe-main-'));
  await build({
    absWorkingDir: root, entryPoints: ['cli/main.ts'], bundle: true, platform: 'node', format: 'esm', mainFields: ['module', 'main'], outfile: path.join(scratch, 'cli.mjs'), logLevel: 'error',
    banner: { js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);" },
  });
});
afterAll(() => rm(scratch, { recursive: true }));

/** Runs a command as a process whose standard input stays open. */
function start(args: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<number | null> } {
  const child = spawn(process.execPath, [path.join(scratch, 'cli.mjs'), ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
  return { child, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

describe('the command as a process', () => {
  it.each([
    ['decode', ['decode', '-'], 'SIGINT', 130],
    ['the language server', ['lsp', '--stdio'], 'SIGTERM', 0],
    ['the playground', ['playground', '--amqp-port', '0', '--xmpp-port', '0', '--ws-port', '0'], 'SIGINT', 0],
  ] as const)('%s ends at the first signal', async (_what, args, signal, code) => {
    const { child, ended } = start(args);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill(signal);
    expect(await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000, 'still running'))])).toBe(code);
    child.kill('SIGKILL');
  });
});
