/** Small files that want the command to take minutes or gigabytes, read by a process of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleCommand } from '../bundles.ts';
import { folderOf } from './terminal.ts';

/** What is allowed on a busy machine, in milliseconds; all of it takes a few seconds. */
const allowed = 50_000;
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'wireloupe-small-'));
  await bundleCommand(path.join(scratch, 'cli.mjs'));
}, 60_000);
afterAll(() => rm(scratch, { recursive: true }));

/** Runs the command with a heap of so many megabytes; its code is null where it ran out of time or memory. */
async function limited(
  megabytes: number,
  args: readonly string[],
  cwd: string,
): Promise<{ readonly code: number | null; readonly last: string; readonly said: string }> {
  const child = spawn(process.execPath, [`--max-old-space-size=${megabytes}`, path.join(scratch, 'cli.mjs'), ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: allowed,
    killSignal: 'SIGKILL',
  });
  let last = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (last = (last + text).slice(-2000)));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, last, said };
}

describe('a small file', () => {
  it('of a megabyte of headers is decoded with little memory', { timeout: 2 * allowed }, async () => {
    const cwd = await folderOf({ 'a.bin': 'AMQP\0\x01\0\0'.repeat(1 << 17) });
    expect(await limited(150, ['decode', 'a.bin'], cwd)).toMatchObject({
      code: 1,
      said: expect.stringContaining('131,072 units, 1,048,576 bytes') as string,
    });
  });

  it.each([5000, 50_000])(
    'of %i type definitions inside each other, in one line, is checked in time',
    { timeout: 2 * allowed },
    async (count) => {
      const cwd = await folderOf({
        'a.xml': `<?xml version="1.0"?><amqp xmlns="http://www.amqp.org/schema/amqp.xsd" name="x">${'<section name="s">'.repeat(count)}`,
      });
      expect(await limited(300, ['check', 'a.xml'], cwd)).toMatchObject({
        code: 1,
        last: expect.stringContaining('1 file, 700 errors') as string,
      });
    },
  );
});

describe.skipIf(process.platform === 'win32')('what is not a regular file (skipped on Windows)', () => {
  it.each([
    ['a device', '/dev/zero', 'it is a device, not a file'],
    ['a named pipe', 'pipe', 'it is a named pipe, not a file'],
  ])('is not read behind a link: %s', { timeout: 4 * allowed }, async (_what, target, why) => {
    const cwd = await folderOf({ 'a.xmpp': '<message to="juliet@localhost"><body>hi</body></message>\n' });
    execFileSync('mkfifo', [path.join(cwd, 'pipe')]);
    await symlink(target, path.join(cwd, 'z.xmpp'));
    expect(await limited(150, ['check', '.'], cwd)).toMatchObject({
      code: 0,
      last: expect.stringContaining('1 file, 0 errors') as string,
    });
    for (const command of ['check', 'send']) {
      expect(await limited(150, [command, 'z.xmpp'], cwd)).toMatchObject({
        code: 2,
        said: expect.stringContaining(`z.xmpp cannot be read: ${why}.`) as string,
      });
    }
    await symlink(target, path.join(cwd, 'wireloupe.json'));
    expect(await limited(150, ['check', 'a.xmpp'], cwd)).toMatchObject({
      code: 2,
      said: expect.stringContaining(`wireloupe.json cannot be read: ${why}.`) as string,
    });
  });
});
