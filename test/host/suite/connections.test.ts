import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { commands } from 'vscode';
import type { Probes } from '../extension.ts';
import type { UserError } from '../../../client/errors/user-error.ts';
import type { WireHost } from '../../../wire/host.ts';
import { until, writeProject } from './helpers.ts';
import { withPlayground, type WithPlayground } from './playground.ts';

/** The thread that wire runs in, caught when it is next spoken to: Node lists none. */
async function workerOf(wire: WireHost): Promise<Worker> {
  const spoken: Worker[] = [];
  const original = Reflect.get(Worker.prototype, 'postMessage') as (this: Worker, ...args: unknown[]) => void;
  Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
    spoken.push(this);
    original.apply(this, args);
  };
  try {
    await wire.connections();
  } finally {
    Worker.prototype.postMessage = original;
  }
  const [worker] = spoken;
  assert.ok(worker, 'wire was spoken to, but not in a worker');
  return worker;
}

suite('Connections that are open', () => {
  let api: Probes;
  let playground: WithPlayground['playground'];
  let end: WithPlayground['end'];

  suiteSetup(async () => {
    ({ api, playground, end } = await withPlayground());
  });

  suiteTeardown(async () => {
    await end();
  });

  const broker = (more: object = {}): object => ({ protocol: 'amqp', service: playground.info.amqp, ...more });
  const says = (name: string, words: string) => async (): Promise<boolean> =>
    ((await api.connectionRow(name))?.description ?? '').includes(words);

  test('go on as they were opened when wireloupe.json changes, and the sidebar says how to apply it', async () => {
    await writeProject({ connections: { broker: broker() } });
    await commands.executeCommand('wireloupe.connect', 'broker');
    assert.equal(api.connection('broker')?.state, 'connected');
    assert.doesNotMatch((await api.connectionRow('broker'))?.description ?? '', /reconnect/);

    await writeProject({ connections: { broker: broker({ containerId: 'renamed' }) } });
    await until('the word in the sidebar', says('broker', 'reconnect to apply changes'));
    assert.equal(api.connection('broker')?.state, 'connected');
    assert.match((await api.connectionRow('broker'))?.tooltip ?? '', /goes on as it was opened/);

    await commands.executeCommand('wireloupe.reconnect', 'broker');
    assert.equal(api.connection('broker')?.state, 'connected');
    assert.doesNotMatch((await api.connectionRow('broker'))?.description ?? '', /reconnect/);
  });

  test('stay in the sidebar when the file has them no more, until they are disconnected', async () => {
    await writeProject({ connections: { other: broker() } });
    await until('the word in the sidebar', says('broker', 'not in wireloupe.json any more'));
    await commands.executeCommand('wireloupe.disconnect', 'broker');
    await until('the row to go', async () => (await api.connectionRow('broker')) === undefined);
  });

  test('end with the wire worker: the user is told once of all of them, and they open again', async () => {
    await writeProject({ connections: { one: broker(), two: broker(), three: broker() } });
    await commands.executeCommand('wireloupe.connect', 'one');
    await commands.executeCommand('wireloupe.connect', 'two');
    const told: UserError[] = [];
    const listening = api.onDidTell((error) => told.push(error));
    const wire = await api.wire();
    await (await workerOf(wire)).terminate();
    await until('the word about it', () => told.length > 0);
    listening.dispose();
    assert.deepEqual(
      told.map(({ message }) => message),
      [told[0]?.message],
    );
    assert.match(told[0]?.message ?? '', /wire worker stopped.*Lost: one, two\.$/);
    assert.deepEqual(
      told[0]?.steps.map(({ title }) => title),
      ['Connect one', 'Connect two', 'Show Log'],
    );
    for (const name of ['one', 'two']) {
      assert.equal(api.connection(name)?.state, 'failed');
      assert.match((await api.connectionRow(name))?.tooltip ?? '', /stopped/);
    }
    assert.equal(api.connection('three'), undefined);
    assert.equal((await api.connectionRow('three'))?.icon, 'circle-outline');

    const again = told.flatMap(({ steps }) => steps)[0];
    assert.ok(again);
    await commands.executeCommand(again.command, ...(again.args ?? []));
    assert.equal(api.connection('one')?.state, 'connected');
    assert.equal(api.connection('two')?.state, 'failed');
    const { rows } = await wire.rows({ filter: {}, from: 0, count: 10 });
    assert.ok(rows.length > 0, 'traffic is recorded again');
    await commands.executeCommand('wireloupe.disconnect', 'one');
  });
});
