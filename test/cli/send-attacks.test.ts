/** `send` against servers that want it to loop, to grow or to wait without end, as a process of its own. */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleCommand, bundleWorker } from '../bundles.ts';
import { attach, broker, bytes, flood, flow, frame, text, uint, type Answers } from '../wire/amqp/broker.ts';
import { folderOf } from './terminal.ts';

/** What is asked for, and what is allowed on a busy machine, in milliseconds. */
const timeout = 1000;
const allowed = 40_000;
/** Resident memory that is allowed, in megabytes: two threads, their code and the recorded traffic among it. */
const memory = 600;
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'wireloupe-attacks-'));
  await bundleCommand(path.join(scratch, 'cli', 'main.mjs'));
  await bundleWorker(path.join(scratch, 'wire.cjs'));
  // The same command over a worker that does nothing but loop.
  await cp(path.join(scratch, 'cli'), path.join(scratch, 'stuck', 'cli'), { recursive: true });
  await writeFile(
    path.join(scratch, 'stuck', 'wire.cjs'),
    "require('node:worker_threads').parentPort.on('message', () => { require('node:fs').writeSync(2, 'busy'); for (;;); });",
  );
}, 60_000);
afterAll(() => rm(scratch, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly said: string;
  /** Milliseconds from start to end, and the most megabytes that were resident. */
  readonly took: number;
  readonly peak: number;
}

interface How {
  /** The folder of the program. */
  readonly program?: string;
  readonly milliseconds?: number;
  readonly onSay?: (said: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Tells the peak of its resident memory when the process ends, by the kernel's counter. */
const measuring = `data:text/javascript,${encodeURIComponent("import fs from 'node:fs'; process.on('exit', () => fs.writeSync(2, '\\npeak ' + process.resourceUsage().maxRSS));")}`;

/** Runs `send` on a file against a server; one that does not end in time is killed. */
async function send(
  port: number,
  file: string,
  { program = scratch, milliseconds = timeout, onSay }: How = {},
): Promise<Ended> {
  const cwd = await folderOf({
    'wireloupe.json': JSON.stringify({ connections: { b: { protocol: 'amqp', service: `amqp://127.0.0.1:${port}` } } }),
    'a.amqp.yaml': file,
  });
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--max-old-space-size=256',
      '--import',
      measuring,
      path.join(program, 'cli', 'main.mjs'),
      'send',
      '--timeout',
      String(milliseconds),
      'a.amqp.yaml',
    ],
    { cwd, stdio: ['ignore', 'ignore', 'pipe'], timeout: allowed, killSignal: 'SIGKILL' },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    onSay?.(said, (signal) => child.kill(signal));
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said, took: performance.now() - begun, peak: Number(/peak (\d+)/u.exec(said)?.[1]) / 1024 };
}

const message = '- send: { to: q, message: { body: { value: hello } } }\n';
const receive = '- receive: { from: q, count: 2, settle: accept }\n';
const script = '- header: amqp\n- open: { container-id: x }\n';

const yes = '41';
const no = '42';
const none = '40';
const begin = (n: number): Buffer => frame(0x11, [none, uint(0), uint(9), uint(9)], { channel: n });
const attached = (n: number, handle = n, name = `x${n}`): Buffer => frame(0x12, [text(name), uint(handle), yes]);
const detached = (handle: number): Buffer => frame(0x16, [uint(handle), yes]);
const many = (count: number, make: (n: number) => Buffer): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, n) => make(n)));
const heartbeats = many(8192, () => Buffer.from([0, 0, 0, 8, 2, 0, 0, 0]));
/** `role`: whether it is the receiver that speaks. */
const disposition = (role: string, first: string, last: string): Buffer =>
  frame(0x15, [role, first, last, yes, '00532445']);
/** A frame of an empty message. */
const transfer = (id: number, more: string): Buffer =>
  frame(0x14, [uint(0), uint(id), 'a00174', uint(0), no, more], { payload: '00537745' });
const endlessly =
  (chunk: (round: number) => Buffer) =>
  (_frame: unknown, socket: Socket): Buffer => {
    flood(socket, chunk);
    return Buffer.alloc(0);
  };

const ends = many(2000, () => frame(0x17, []));
/** On a busy machine the server that floods may itself stand still for long enough to be taken for silent. */
const silent = 'and then nothing more';
const unending = new RegExp(`still sending after 1 s|${silent}`, 'u');

const attacks: readonly (readonly [what: string, file: string, answers: Answers, said: RegExp])[] = [
  [
    'a disposition of all ids',
    message,
    { ...attach('receiver', flow), transfer: disposition(yes, uint(0), uint(0xffffffff)) },
    /the range ends before it begins/u,
  ],
  [
    'a disposition without a first',
    message,
    { ...attach('receiver', flow), transfer: disposition(yes, none, uint(0xffffffff)) },
    /malformed disposition.*first/u,
  ],
  [
    'a disposition of two thousand million ids that it sent itself',
    receive,
    {
      ...attach('sender', ''),
      flow: Buffer.concat([transfer(0xf0000000, no), disposition(no, uint(0x80000001), uint(0xf0000000))]),
    },
    /Received 1 of 2/u,
  ],
  [
    'a max-frame-size of 1',
    message,
    { open: frame(0x10, [text('x'), none, uint(1)]), ...attach('receiver', flow) },
    /max-frame-size is 1; it is at least 512/u,
  ],
  [
    'a max-frame-size of 0',
    message,
    { open: frame(0x10, [text('x'), none, uint(0)]), ...attach('receiver', flow) },
    /max-frame-size is 0/u,
  ],
  [
    'an idle-time-out of 1 ms',
    message,
    { open: frame(0x10, [text('x'), none, none, none, uint(1)]) },
    /idle-time-out is 1 ms/u,
  ],
  ['100,000 attaches', message, { attach: many(100_000, (n) => attached(n)) }, /above the peer's handle-max of 15/u],
  [
    '100,000 attaches to one handle',
    message,
    { attach: many(100_000, (n) => attached(n, 0)) },
    /Handle 0 is attached/u,
  ],
  ['65,000 begins', message, { begin: many(65_000, begin) }, /above the peer's channel-max of 255/u],
  [
    'attaches and detaches without end, never reading the answers',
    message,
    {
      attach: (_frame, socket) => {
        socket.pause();
        const round = many(500, (n) => Buffer.concat([attached(n, 7), detached(7)]));
        flood(socket, () => round);
        return Buffer.alloc(0);
      },
    },
    /did not answer the attach/u,
  ],
  ['heartbeats without end', message, { attach: endlessly(() => heartbeats) }, /did not answer the attach/u],
  [
    'flows of all credit, to be drained, without end',
    message,
    (() => {
      const round = many(500, () => bytes(flow.replace('link-credit: 9', 'link-credit: 4294967295, drain: true')));
      return { ...attach('receiver', flow), transfer: endlessly(() => round) };
    })(),
    /no disposition came/u,
  ],
  [
    'a message of empty frames without end',
    receive,
    (() => {
      const round = many(500, () => transfer(0, yes));
      return { ...attach('sender', ''), flow: endlessly(() => round) };
    })(),
    /more than 64 MB|No message came/u,
  ],
  [
    'messages without credit, without end',
    message,
    {
      attach: (given, socket) => {
        const round = many(500, (n) => transfer(n, no));
        flood(socket, () => round);
        return bytes(
          `- attach: { name: ${JSON.stringify(given.field('name')?.value)}, handle: 0, role: sender, source: { address: q }, target: { address: q }, initial-delivery-count: 0 }\n`,
        );
      },
    },
    /handle 0|credit/u,
  ],
  ['frames without end to a frame script', script, { open: endlessly(() => ends) }, unending],
  [
    'attaches without end to a frame script',
    script,
    { open: endlessly((round) => many(500, (n) => attached(round * 500 + n))) },
    unending,
  ],
  [
    'attaches with long names without end to a frame script',
    `${script}- begin: { next-outgoing-id: 0, incoming-window: 9, outgoing-window: 9 }\n`,
    {
      begin: endlessly((round) =>
        Buffer.concat([begin(0), attached(round, round, String(round).padStart(60_000, 'x'))]),
      ),
    },
    unending,
  ],
  [
    'begins without end to a frame script',
    script,
    { open: endlessly((round) => many(1000, (n) => begin((round * 1000 + n) % 65_536))) },
    unending,
  ],
  [
    'dispositions of all ids without end to a frame script that sent a delivery',
    `${script}- begin: { next-outgoing-id: 0, incoming-window: 9, outgoing-window: 9 }\n- attach: { name: l, handle: 0, role: sender, initial-delivery-count: 0 }\n- transfer: { handle: 0, delivery-id: 5, delivery-tag: t, message-format: 0 }\n`,
    (() => {
      const round = many(500, () => disposition(yes, uint(6), uint(0xffffffff)));
      return { transfer: endlessly(() => round) };
    })(),
    unending,
  ],
];

describe('send ends in time and in bounded memory when a server sends', () => {
  it.each(attacks)(
    '%s',
    async (_what, file, answers, words) => {
      const { code, said, took, peak } = await send(await broker(answers), file);
      expect.soft(took).toBeLessThan(allowed);
      expect.soft(peak).toBeLessThan(memory);
      expect(said).toMatch(words);
      expect(code).toBe(said.includes(silent) ? 0 : 1);
    },
    allowed + 20_000,
  );
});

describe('send shows nothing of what its libraries print about a peer:', () => {
  /** A symbol that erases the screen and forges a line, in hex, as the descriptor of an empty list. */
  const escapes = '\x1b[2J\nwireloupe: all is well';
  const described = `00a3${Buffer.from([Buffer.byteLength(escapes)]).toString('hex')}${Buffer.from(escapes).toString('hex')}45`;
  const accepted = frame(0x15, [yes, uint(0), uint(0), yes, '00532445']);
  const link: Answers = {
    attach: (given) =>
      Buffer.concat([
        frame(0x12, [text(String(given.field('name')?.value)), uint(0), yes, none, none, described, described]),
        bytes(flow),
      ]),
  };

  it.each<readonly [string, Answers, number]>([
    ['a source and a target of an unknown type', { ...link, transfer: accepted }, 0],
    [
      'an outcome of an unknown type',
      {
        ...attach('receiver', flow),
        transfer: frame(0x15, [
          yes,
          uint(0),
          uint(0),
          yes,
          `00a30178c00b01a108${Buffer.from('\u009b31m\u202e').toString('hex')}`,
        ]),
      },
      1,
    ],
  ])(
    '%s',
    async (_what, answers, status) => {
      const { code, said } = await send(await broker(answers), message);
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      expect(said).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]|^wireloupe: all is well|unrecognised/mu);
      expect(code).toBe(status);
    },
    allowed + 20_000,
  );
});

describe('send, when the thread that talks to servers loops for ever,', () => {
  const stuck = (): string => path.join(scratch, 'stuck');

  it('ends when its time is up', async () => {
    const { code, said, took } = await send(1, script, { program: stuck(), milliseconds: 100 });
    expect([code, said]).toEqual([1, expect.stringContaining('did not react for 10 s') as string]);
    expect(took).toBeLessThan(allowed);
  }, 80_000);

  it('ends at Ctrl+C', async () => {
    let told = false;
    const onSay: How['onSay'] = (said, kill) => {
      if (!told && said.includes('busy')) kill('SIGINT');
      told = said.includes('busy');
    };
    const { code, said } = await send(1, script, { program: stuck(), milliseconds: 86_400_000, onSay });
    expect([code, said]).toEqual([1, expect.stringContaining('was cancelled') as string]);
  }, 80_000);
});
