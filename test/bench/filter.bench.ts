import { ConnectionTap } from '../../wire/record/tap.ts';
import { ProjectContexts } from '../../wire/store/project-contexts.ts';
import { TrafficStore } from '../../wire/store/store.ts';
import { TrafficView } from '../../wire/store/view.ts';
import { createFramer } from '../../protocols/framers.ts';
import '../../protocols/all.ts';
import { amqpTraffic } from './amqp-traffic.ts';
import { median, type BenchResult, type Figure } from './result.ts';

const units = 1_000_000;
const rounds = 5;

/** A store with a million units of AMQP, as a broker and a client speak it. */
function filled(): { readonly view: TrafficView; readonly grown: () => Promise<void> } {
  const store = new TrafficStore(2 ** 31);
  let grew: (() => void) | undefined;
  const view = new TrafficView(store, new ProjectContexts(), () => grew?.());
  const tap = new ConnectionTap(store, store.addConnection('broker', 'amqp', 'localhost:5672'), {
    createFramer: (side) => createFramer('amqp', { side, framing: 'stream' }),
    project: () => ({ amqpDefinitions: [], xmppSchemas: [], rules: {} }),
  });
  for (const { side, frames } of amqpTraffic(units))
    for (const frame of frames) {
      if (side === 'client') tap.sent(frame);
      else tap.received(frame);
    }
  return { view, grown: () => new Promise((resolve) => (grew = resolve)) };
}

interface Times {
  /** Milliseconds until rows are there, and until all units have been looked at. */
  readonly first: number;
  readonly all: number;
  /** The longest time in which nothing else could run. */
  readonly longest: number;
  readonly matching: number;
}

/** Filters as the panel does: asks for rows, and waits until the count is final. */
async function filter({ view, grown }: ReturnType<typeof filled>, text: string): Promise<Times> {
  view.dispose();
  let longest = 0;
  let last = performance.now();
  const watch = (): void => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    watching = setImmediate(watch);
  };
  let watching = setImmediate(watch);
  const start = performance.now();
  const query = { filter: { text }, from: 0, count: 100 };
  // The last unit is found, or not, when all have been looked at.
  const done = view.indexOf({ seq: units, filter: query.filter }).then(() => true);
  let isDone = false;
  let found = (await view.rows(query)).rows.length;
  while (found === 0 && !isDone) {
    isDone = await Promise.race([grown().then(() => false), done]);
    found = (await view.rows(query)).rows.length;
  }
  const first = performance.now() - start;
  await done;
  const all = performance.now() - start;
  clearImmediate(watching);
  return { first, all, longest, matching: (await view.rows(query)).matching };
}

/** Filters over a million units, against budgets. */
export async function run(): Promise<BenchResult> {
  const store = filled();
  const figures: Figure[] = [];
  for (const [name, text, budget] of [
    ['record fields', 'dir:in size>100 -name:flow', 1000],
    ['decoded AMQP fields', 'field:delivery-id>=10 field:application-properties.celsius=21.5', 10_000],
    ['words', 'no-such-word', 10_000],
  ] as const) {
    const times: Times[] = [];
    for (let round = 0; round < rounds; round++) times.push(await filter(store, text));
    const { matching } = times[0] ?? { matching: 0 };
    const budgetOf = (label: string, peer: number, of: (each: Times) => number): Figure => ({
      label: `${name}, ${label}: ${text} (${matching} of ${units} match)`,
      ours: median(times.map(of)),
      peerName: 'budget',
      peer,
      unit: 'ms',
      better: 'smaller',
      goal: 1,
    });
    figures.push(budgetOf('all', budget, ({ all }) => all));
    if (matching > 0) figures.push(budgetOf('first rows', 100, ({ first }) => first));
    figures.push(budgetOf('longest wait of other work', 50, ({ longest }) => longest));
  }
  return { name: 'filters over a million units in memory', figures };
}
