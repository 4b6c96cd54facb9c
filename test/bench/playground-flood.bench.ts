// How long the playground takes to answer a client while others send as fast as they can, against the same when it is idle. Server and flood are processes of their own.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ask } from './flood.ts';
import { median, type BenchResult, type Figure } from './result.ts';

/** Questions of one measurement, and measurements that alternate between idle and busy. */
const QUESTIONS = 100;
const ROUNDS = 5;
const server =
  "import { startPlayground } from './playground/index.ts';\nvoid startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 }).then(({ info }) => process.send?.(info));\n";
const flood =
  "import { floods } from './test/bench/flood.ts';\nvoid floods(String(process.argv[2]), process.argv[3] as never).then(() => process.send?.('begun'));\n";

export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'wireloupe-bench-'));
  const children: ChildProcess[] = [];
  const bundled = async (name: string, contents: string): Promise<string> => {
    const outfile = join(folder, name);
    await build({
      stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile,
      logLevel: 'warning',
    });
    return outfile;
  };
  const start = async (
    file: string,
    ...args: string[]
  ): Promise<{ readonly child: ChildProcess; readonly told: unknown }> => {
    // The bound on the heap is a part of the measurement: a flood must not fill it.
    const child = fork(file, args, { execArgv: ['--max-old-space-size=400'] });
    children.push(child);
    const [told] = (await once(child, 'message')) as unknown[];
    return { child, told };
  };
  try {
    const files = [await bundled('server.cjs', server), await bundled('flood.cjs', flood)] as const;
    const { child, told } = await start(files[0]);
    const { amqp, xmpp } = told as { readonly amqp: string; readonly xmpp: string };
    const figures: Figure[] = [];
    for (const [kind, from, asked] of [
      ['messages', amqp, amqp],
      ['links', amqp, amqp],
      ['stanzas', xmpp, xmpp],
      ['messages', amqp, xmpp],
    ] as const) {
      const [idle, busy]: [number[], number[]] = [[], []];
      await ask(asked, QUESTIONS); // warms up
      for (let round = 0; round < ROUNDS; round++) {
        idle.push(median(await ask(asked, QUESTIONS)));
        const flooding = await start(files[1], from, kind);
        busy.push(median(await ask(asked, QUESTIONS)));
        if (flooding.child.exitCode !== null) throw new Error(`The flood of ${kind} ended before it was measured.`);
        flooding.child.kill('SIGKILL');
      }
      if (child.exitCode !== null) throw new Error('The playground ended.');
      const label = `answer to ${asked === amqp ? 'an AMQP' : 'an XMPP'} client while four others flood ${kind}: at most four times the idle one`;
      figures.push({
        label,
        ours: median(busy),
        peerName: 'idle',
        peer: median(idle),
        unit: 'ms',
        better: 'smaller',
        goal: 0.25,
      });
    }
    return { name: 'Playground under a flood', figures };
  } finally {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}
