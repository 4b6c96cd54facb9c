import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** Runs `npm start` with options until it has started everything, and gives what it printed. */
async function started(
  options: readonly string[],
): Promise<{ readonly text: string; readonly stop: () => Promise<number | null> }> {
  const child = spawn(process.execPath, [path.join(root, 'scripts/start.mjs'), ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve) => {
    const take = (data: Buffer): void => {
      text += data.toString();
      if (text.includes('Ctrl+C ends everything')) resolve();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    void ended.then(() => resolve());
  });
  const stop = (): Promise<number | null> => {
    child.kill('SIGINT');
    return ended;
  };
  // Also where the test fails: the next one needs the playground's ports.
  onTestFinished(async () => {
    await stop();
  });
  return { text, stop };
}

const answers = async (address: string): Promise<boolean> =>
  (await fetch(address).catch(() => undefined)) !== undefined;

describe('npm start', () => {
  test.skipIf(process.platform !== 'linux')(
    '--browser ends with an address that answers, and Ctrl+C ends all that it started',
    async () => {
      const { text, stop } = await started(['--browser']);
      expect(text).toMatch(/The playground listens at amqp:.*XMPP accounts: romeo@localhost/);
      const address = /Open {2}(http:\/\/127\.0\.0\.1:\d+\/)/.exec(text)?.[1] ?? '';
      expect(address, text).not.toBe('');
      expect((await fetch(address)).status).toBeLessThan(400);
      expect(await stop()).toBe(0);
      expect(await answers(address)).toBe(false);
    },
  );
  test('says what is wrong with its options, and with an editor that is not there', async () => {
    const port = await started(['--port', 'many']);
    expect(port.text).toContain('--port wants a number');
    process.env.WIRELOUPE_EDITOR = 'no-such-editor';
    try {
      const editor = await started(['--desktop', '--no-playground']);
      expect(editor.text).toContain('WIRELOUPE_EDITOR names “no-such-editor”, which is not there');
    } finally {
      delete process.env.WIRELOUPE_EDITOR;
    }
  });
});
