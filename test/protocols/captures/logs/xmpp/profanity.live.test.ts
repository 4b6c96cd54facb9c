import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { findProgram, scratch, startLoggedPlayground } from '../../../../servers/index.ts';
import { captureOf } from '../../http/reading.ts';
import { startRelay } from '../../http/relay.ts';
import { decodeInput } from '../decode-input.ts';
import { expectSameUnits } from '../same-units.ts';

const run = promisify(execFile);
const installed = findProgram('profanity') !== undefined && findProgram('tmux') !== undefined;

/** profanity in a terminal of its own, with a folder for its files. */
class Profanity {
  readonly home = scratch('profanity-log');
  readonly #socket = path.join(this.home, 'tmux');

  async tmux(...args: string[]): Promise<string> {
    return (await run('tmux', ['-S', this.#socket, ...args])).stdout;
  }

  async start(): Promise<void> {
    for (const folder of ['config', 'data']) fs.mkdirSync(path.join(this.home, folder));
    const environment = [
      `HOME=${this.home}`,
      `XDG_CONFIG_HOME=${path.join(this.home, 'config')}`,
      `XDG_DATA_HOME=${path.join(this.home, 'data')}`,
      'TERM=screen',
      'LC_ALL=C.UTF-8',
    ];
    const program = ['env', ...environment, 'profanity', '-l', 'DEBUG'];
    await this.tmux('new-session', '-d', '-s', 'prof', '-x', '200', '-y', '50', ...program);
    await this.shown('Profanity');
  }

  async type(line: string): Promise<void> {
    await this.tmux('send-keys', '-t', 'prof', '-l', line);
    await this.tmux('send-keys', '-t', 'prof', 'Enter');
  }

  /** Waits until the screen shows a text. */
  async shown(text: string): Promise<void> {
    await vi.waitFor(async () => expect(await this.tmux('capture-pane', '-p', '-t', 'prof')).toContain(text), {
      timeout: 30_000,
      interval: 100,
    });
  }

  /** Waits until the log has a text, and gives the log. */
  async logged(text: RegExp): Promise<string> {
    const folder = path.join(this.home, 'data/profanity/logs');
    const read = (): string =>
      fs
        .readdirSync(folder)
        .filter((name) => name.endsWith('.log'))
        .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))
        .join('');
    await expect.poll(read).toMatch(text);
    return read();
  }
}

describe.skipIf(!installed)('profanity’s log has what crosses the wire (skipped without profanity and tmux)', () => {
  it('over STARTTLS, in sessions one after the other', async () => {
    const playground = await startLoggedPlayground();
    onTestFinished(() => playground.stop());
    const relay = await startRelay(Number(new URL(playground.info.xmpp).port));
    onTestFinished(() => relay.stop());
    const profanity = new Profanity();
    onTestFinished(async () => {
      await profanity.tmux('kill-server').catch(() => undefined);
      fs.rmSync(profanity.home, { recursive: true });
    });
    await profanity.start();
    const connect = async (password: string): Promise<void> => {
      await profanity.type(`/connect romeo@localhost/prof server 127.0.0.1 port ${relay.port} tls trust`);
      await profanity.shown('Enter password');
      await profanity.type(password);
    };
    await connect('wrong');
    await profanity.shown('Login failed');
    await connect('wireloupe');
    await profanity.shown('romeo@localhost/prof logged in successfully');
    await profanity.type(`/status set away "<&> ' a"`);
    await profanity.type(`/msg romeo@localhost/prof a <b> & "c" 'd' \\ é € 😀 SEND: <message/>`);
    await profanity.shown('SEND: <message/>');
    await profanity.type(`/msg romeo@localhost/prof ${'é'.repeat(2000)} whole`);
    await profanity.shown('whole');
    await profanity.type('/win 1');
    await profanity.type('/software juliet@localhost/gone');
    await profanity.shown('service-unavailable');
    await profanity.type('/disconnect');
    await profanity.shown('romeo@localhost logged out successfully');
    const log = await profanity.logged(/logged out successfully|<\/stream:stream>[^]*<\/stream:stream>/);
    const [logged, captured] = [
      await decodeInput(log),
      await decodeInput(captureOf(relay.pieces), playground.keyLog()),
    ];
    expect(captured.connections.length).toBe(2);
    expectSameUnits(logged, captured);
  });
});
