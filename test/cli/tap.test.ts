import { readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlayground, type Playground } from '../../playground/index.ts';
import { readKeyLog } from '../../protocols/captures/tls.ts';
import { closedPort, listen } from '../wire/fake.ts';
import { behindTls } from '../wire/tap/tapped.ts';
import { folderOf, wireloupe, type Ran } from './terminal.ts';

let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
});

afterAll(() => playground.stop());

interface Listening {
  readonly listening: string;
  readonly to: string;
  readonly ca?: string;
}

/** Runs a tap while `use` uses it, and gives what it printed. */
async function tapped(cwd: string, args: readonly string[], use: (tap: Listening) => Promise<void>): Promise<Ran> {
  const over = new AbortController();
  let told: (tap: Listening) => void = () => undefined;
  const listens = new Promise<Listening>((resolve) => (told = resolve));
  const ran = wireloupe(['tap', ...args], {
    cwd,
    env: { XDG_CONFIG_HOME: path.join(cwd, 'settings') },
    signal: over.signal,
    onPrint: (text) => told(JSON.parse(text) as Listening),
  });
  try {
    await use(await Promise.race([listens, ran.then(({ said }) => Promise.reject(new Error(said)))]));
  } finally {
    over.abort();
  }
  return ran;
}

const message = '- send: { to: readings, message: { body: { value: hello } } }\n';

/** Sends a message as a program does that trusts the tap. */
async function sendBy(service: string, ca: string | undefined): Promise<void> {
  const own = await folderOf({
    'a.amqp.yaml': message,
    'wireloupe.json': JSON.stringify({
      connections: {
        b: { protocol: 'amqp', service, username: 'guest', ...(ca === undefined ? {} : { tls: { ca } }) },
      },
    }),
  });
  expect(await wireloupe(['send', 'a.amqp.yaml'], { cwd: own, env: { WIRELOUPE_PASSWORD: 'guest' } })).toMatchObject({
    code: 0,
  });
}

describe('tap', () => {
  it('passes a connection on and records it, TLS ended, without its secrets', async () => {
    const cwd = await folderOf({});
    const to = playground.info.amqp;
    const { code, said } = await tapped(
      cwd,
      ['--listen', 'amqps://127.0.0.1:0', '--to', to, '--record', 'a.wlcap', '--ca-out', 'ca.pem'],
      async ({ listening, to: told, ca }) => {
        expect(told).toBe(to);
        expect(ca).toBe(path.join(cwd, 'ca.pem'));
        await sendBy(`amqps://${listening}`, ca);
      },
    );
    expect(code).toBe(0);
    expect(said).toContain('A development CA was made for localhost, 127.0.0.1, ::1');
    expect(said).toMatch(/connection 0: 127\.0\.0\.1:\d+ has connected\./u);
    const file = path.join(cwd, 'a.wlcap');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const decoded = await wireloupe(['decode', 'a.wlcap'], { cwd });
    expect(decoded.code).toBe(0);
    expect(decoded.out).toContain('transfer  handle 0');
    expect(decoded.out).toContain('sasl-init  PLAIN');
    expect(decoded.said).toMatch(/0 errors, 0 warnings/u);
    expect(await readFile(file, 'latin1')).not.toContain(Buffer.from('\0guest\0guest').toString('base64'));
  });

  it('adds the keys of both sides to a file, which only its owner may read', async () => {
    const { port, ca: authority } = await behindTls(Number(new URL(playground.info.amqp.replace('amqp', 'http')).port));
    const cwd = await folderOf({ 'keys.log': '# kept\n' });
    const { code } = await tapped(
      cwd,
      [
        '--listen',
        'amqps://127.0.0.1:0',
        '--to',
        `amqps://localhost:${port}`,
        '--ca',
        authority,
        '--keylog',
        'keys.log',
      ],
      async ({ listening, ca }) => sendBy(`amqps://${listening}`, ca),
    );
    expect(code).toBe(0);
    const file = path.join(cwd, 'keys.log');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, 'latin1');
    expect(text.startsWith('# kept\n')).toBe(true);
    const names = [...readKeyLog(text).keys()];
    expect(new Set(names.map((name) => name.split(' ')[1])).size).toBe(2);
    for (const label of ['CLIENT_TRAFFIC_SECRET_0', 'SERVER_TRAFFIC_SECRET_0'])
      expect(names.filter((name) => name.startsWith(`${label} `))).toHaveLength(2);
  });

  it('has what crossed in the file while it crosses', async () => {
    const cwd = await folderOf({});
    await tapped(
      cwd,
      ['--listen', '127.0.0.1:0', '--to', playground.info.amqp, '--record', 'a.wlcap'],
      async ({ listening }) => {
        await sendBy(`amqp://${listening}`, undefined);
        await expect
          .poll(async () => (await wireloupe(['decode', 'a.wlcap'], { cwd })).out, { timeout: 20_000 })
          .toContain('close');
      },
    );
  });

  it('takes a connection of wireloupe.json, and answers STARTTLS on both sides', async () => {
    const cwd = await folderOf({
      'ca.pem': playground.info.ca,
      'wireloupe.json': JSON.stringify({
        connections: {
          romeo: {
            protocol: 'xmpp',
            service: playground.info.xmpp,
            jid: 'romeo@localhost/a',
            tls: { ca: 'ca.pem' },
            password: { env: 'PASSWORD' },
          },
        },
      }),
    });
    await tapped(
      cwd,
      ['--listen', '127.0.0.1:0', '--to', 'romeo', '--record', 'a.pcapng'],
      async ({ listening, ca }) => {
        const own = await folderOf({
          'a.xmpp': '<presence/>',
          'wireloupe.json': JSON.stringify({
            connections: {
              r: {
                protocol: 'xmpp',
                service: `xmpp://${listening}`,
                jid: 'romeo@localhost/a',
                tls: { ca },
                password: { env: 'PASSWORD' },
              },
            },
          }),
        });
        const sent = await wireloupe(['send', 'a.xmpp'], { cwd: own, env: { PASSWORD: 'wireloupe' } });
        expect(sent).toMatchObject({ code: 0 });
      },
    );
    const { out, said } = await wireloupe(['decode', 'a.pcapng'], { cwd });
    expect(out).toContain('proceed');
    expect(out).toContain('presence');
    expect(said).toMatch(/0 errors, 0 warnings/u);
  });

  it.each([
    [['--to', 'amqp://localhost'], '--listen'],
    [['--listen', '127.0.0.1:0'], '--to'],
    [['--listen', '127.0.0.1:0', '--to', 'nobody'], 'There is no connection “nobody”'],
    [['--listen', '127.0.0.1:0', '--to', 'gopher://x'], 'an address that begins with amqp://'],
    [['--listen', '127.0.0.1', '--to', 'amqp://x'], '--listen takes HOST:PORT'],
    [['--listen', 'ws://127.0.0.1:0', '--to', 'amqp://x'], 'it cannot offer “ws:” for “amqp:”'],
    [['--listen', 'xmpp://127.0.0.1:0', '--to', 'amqp://x'], 'Unsupported scheme “xmpp:”'],
    [['--listen', '127.0.0.1:0', '--to', 'amqp://x', '--cert', 'c.pem'], '--cert and --key go together'],
    [['--listen', '127.0.0.1:0', '--to', 'amqp://x', '--cert', 'c.pem', '--key', 'k.pem'], 'cannot be used'],
    [['--listen', '127.0.0.1:0', '--to', 'amqp://x', '--no-redact'], '--no-redact is for --record'],
    [['--listen', '127.0.0.1:0', '--to', 'amqp://x', '--record', 'a.txt'], 'names no format that is written'],
    [['--listen', '127.0.0.1:0', '--to', 'amqp://x', '--keylog', 'no/a.log'], '--keylog cannot be written'],
    [['--listen', '127.0.0.1:0', '--to', 'amqp://x', '--record', 'no/a.wlcap'], 'no/a.wlcap cannot be written'],
    [['--listen', '203.0.113.9:0', '--to', 'amqp://x'], 'is no address of this machine'],
    [['extra'], 'takes options only'],
  ])('says what is wrong with %j', async (args, text) => {
    const cwd = await folderOf({});
    const ran = await wireloupe(['tap', ...args], { cwd, env: { XDG_CONFIG_HOME: path.join(cwd, 'settings') } });
    expect([ran.code, ran.said]).toEqual([2, expect.stringContaining(text)]);
  });

  it('says that another program listens there', async () => {
    const cwd = await folderOf({});
    const port = await listen(() => undefined);
    const args = ['tap', '--listen', `127.0.0.1:${port}`, '--to', 'amqp://x'];
    const ran = await wireloupe(args, { cwd, env: { XDG_CONFIG_HOME: path.join(cwd, 'settings') } });
    expect([ran.code, ran.said]).toEqual([2, expect.stringContaining(`Another program listens at 127.0.0.1:${port}`)]);
  });

  it.skipIf(process.platform !== 'linux')('goes on without recording when the disk is full', async () => {
    const cwd = await folderOf({});
    await symlink('/dev/full', path.join(cwd, 'a.wlcap'));
    const { code, said } = await tapped(
      cwd,
      ['--listen', '127.0.0.1:0', '--to', playground.info.amqp, '--record', 'a.wlcap'],
      async ({ listening }) => {
        await sendBy(`amqp://${listening}`, undefined);
        await sendBy(`amqp://${listening}`, undefined);
      },
    );
    expect(code).toBe(1);
    expect(said).toContain('a.wlcap cannot be written any more');
    expect(said).toContain('The connections go on without being recorded.');
  });

  it('says that its server is not there, when a program connects', async () => {
    const cwd = await folderOf({});
    const { said } = await tapped(
      cwd,
      ['--listen', '127.0.0.1:0', '--to', `amqp://127.0.0.1:${await closedPort()}`],
      async ({ listening }) => {
        const own = await folderOf({
          'a.amqp.yaml': message,
          'wireloupe.json': JSON.stringify({
            connections: { b: { protocol: 'amqp', service: `amqp://${listening}` } },
          }),
        });
        expect((await wireloupe(['send', 'a.amqp.yaml'], { cwd: own })).code).toBe(1);
      },
    );
    expect(said).toMatch(/connection 0: Nothing listens at 127\.0\.0\.1:\d+/u);
  });
});
