// How long the playground takes to answer a client while others send as fast as they can, against the same when it is idle. Server and flood are processes of their own.
import { ask } from './flood.ts';
import { playgroundScript, Processes } from './processes.ts';
import { median, type BenchResult, type Figure } from './result.ts';

/** Questions of one measurement, and measurements that alternate between idle and busy. */
const QUESTIONS = 100;
const ROUNDS = 5;
const flood =
  "import { floods } from './test/bench/flood.ts';\nvoid floods(String(process.argv[2]), process.argv[3] as never).then(() => process.send?.('begun'));\n";

export async function run(): Promise<BenchResult> {
  // The bound on the heap is a part of the measurement: a flood must not fill it.
  const heap = ['--max-old-space-size=400'];
  const processes = new Processes();
  try {
    const { child, told } = await processes.start(playgroundScript, [], heap);
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
        const flooding = await processes.start(flood, [from, kind], heap);
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
    processes.stop();
  }
}
