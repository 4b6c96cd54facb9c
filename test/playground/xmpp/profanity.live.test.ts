import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startPlayground, type Playground } from '../../../playground/index.ts';
import { findProgram, scratch } from '../../servers/index.ts';
import { RawClient } from '../raw-client.ts';
import { login } from './login.ts';

const run = promisify(execFile);
const installed = findProgram('profanity') !== undefined && findProgram('tmux') !== undefined;

describe.skipIf(!installed)('profanity (skipped where profanity or tmux is not installed)', () => {
  let playground: Playground;
  let home: string;
  let juliet: RawClient;
  const socket = `playground-${process.pid}`;
  const tmux = async (...args: string[]): Promise<string> => (await run('tmux', ['-L', socket, ...args])).stdout;
  const type = async (line: string): Promise<void> => {
    await tmux('send-keys', '-t', 'prof', '-l', line);
    await tmux('send-keys', '-t', 'prof', 'Enter');
  };
  /** Waits until the screen shows a text. */
  const shown = async (text: string): Promise<void> => {
    await vi.waitFor(async () => expect(await tmux('capture-pane', '-p', '-t', 'prof')).toContain(text), {
      timeout: 30_000,
      interval: 100,
    });
  };

  beforeAll(async () => {
    playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    juliet = await RawClient.open(playground.info.xmpp);
    await login(juliet, 'juliet', 'raw');
    juliet.write('<presence/>');
    home = scratch('profanity');
    for (const folder of ['config', 'data']) mkdirSync(path.join(home, folder));
    const environment = [
      `HOME=${home}`,
      `XDG_CONFIG_HOME=${path.join(home, 'config')}`,
      `XDG_DATA_HOME=${path.join(home, 'data')}`,
      'TERM=screen',
      'LC_ALL=C.UTF-8',
    ];
    await tmux('new-session', '-d', '-s', 'prof', '-x', '160', '-y', '50', 'env', ...environment, 'profanity');
    await shown('Profanity');
    await type(`/connect romeo@localhost/prof server 127.0.0.1 port ${new URL(playground.info.xmpp).port} tls trust`);
    await shown('password');
    await type('wireloupe');
    await shown('romeo@localhost/prof logged in successfully');
  });
  afterAll(async () => {
    juliet.destroy();
    await tmux('kill-server');
    await playground.stop();
    rmSync(home, { recursive: true });
  });

  it('exchanges messages', async () => {
    await type('/msg juliet@localhost it is the east');
    const received = await juliet.until('</message>');
    expect(received).toContain("from='romeo@localhost/prof'");
    expect(received).toContain('<body>it is the east</body>');
    juliet.write("<message to='romeo@localhost/prof' type='chat'><body>ay me &amp; so on</body></message>");
    await shown('ay me & so on');
  });

  it('asks for a subscription, and shows the contact when it is granted', async () => {
    await type('/win 1');
    await type('/sub request juliet@localhost');
    await juliet.until("type='subscribe'");
    juliet.write("<presence type='subscribed' to='romeo@localhost'/>");
    await shown('juliet@localhost');
    await type('/sub show juliet@localhost');
    await shown('subscription status: to');
  });

  it('opens a room, and hears and speaks in it', async () => {
    await type('/join balcony@conference.localhost nick Romeo');
    await shown('Room locked, requires configuration');
    await type('/room accept');
    await shown('Room unlocked');
    juliet.write(
      "<presence to='balcony@conference.localhost/Juliet'><x xmlns='http://jabber.org/protocol/muc'/></presence>",
    );
    await juliet.until("<status code='110'/>");
    juliet.write(
      "<message to='balcony@conference.localhost' type='groupchat'><body>wherefore art thou</body></message>",
    );
    await shown('wherefore art thou');
    await type('but soft');
    await juliet.until('<body>but soft</body>');
  });
});
