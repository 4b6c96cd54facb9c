import assert from 'node:assert/strict';
import fs from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { commands, env, Uri } from 'vscode';
import type { Probes } from '../extension.ts';
import type { UserError } from '../../../client/errors/user-error.ts';
import { inWorkspace, until, writeProject } from './helpers.ts';
import { withPlayground, type WithPlayground } from './playground.ts';

suite('Taps', () => {
  let api: Probes;
  let playground: WithPlayground['playground'];
  let end: WithPlayground['end'];

  suiteSetup(async () => {
    ({ api, playground, end } = await withPlayground());
  });

  suiteTeardown(async () => {
    await commands.executeCommand('wireloupe.disconnect', 'program');
    await end();
  });

  const broker = (): object => ({ protocol: 'amqp', service: playground.info.amqp });

  test('a program works through one, and its traffic is in the panel', async () => {
    await writeProject({ connections: { watched: broker() } });
    await commands.executeCommand('wireloupe.startTap', 'watched', 'amqps://127.0.0.1:0');
    const row = await api.tapRow('watched');
    assert.equal(row?.label, 'Tap of watched');
    assert.match(row.description, /^amqps:\/\/127\.0\.0\.1:\d+ · 0 open$/);
    assert.match(row.accessible, /^Tap of watched, listening at amqps:/);

    const ca = inWorkspace('tap-ca.pem');
    await commands.executeCommand('wireloupe.saveTapCa', Uri.file(ca));
    const pem = fs.readFileSync(ca, 'utf8');
    assert.ok(new X509Certificate(pem).ca);
    assert.doesNotMatch(pem, /PRIVATE KEY/);

    await commands.executeCommand('wireloupe.copyTapAddress', 'watched');
    const address = await env.clipboard.readText();
    assert.ok(row.description.startsWith(address));
    // The program, here another connection.
    await writeProject({
      connections: {
        watched: broker(),
        program: { protocol: 'amqp', service: address, tls: { ca: 'tap-ca.pem' } },
      },
    });
    await commands.executeCommand('wireloupe.connect', 'program');
    assert.equal(api.connection('program')?.state, 'connected');
    await until('the open connection in the sidebar', async () =>
      ((await api.tapRow('watched'))?.description ?? '').endsWith(' · 1 open'),
    );
    const wire = await api.wire();
    const opens = async (): Promise<number> =>
      (await wire.rows({ filter: { text: 'name:open', connection: 'watched' }, from: 0, count: 10 })).matching;
    await until('both opens in the tap’s traffic', async () => (await opens()) === 2);
  });

  test('one is stopped, and programs cannot connect any more', async () => {
    await commands.executeCommand('wireloupe.stopTap', 'watched');
    await until('the row to go', async () => (await api.tapRow('watched')) === undefined);
    await until('the program’s connection to end', () => api.connection('program')?.state === 'failed');
  });

  test('one that cannot listen says why', async () => {
    const told: UserError[] = [];
    const listening = api.onDidTell((error) => told.push(error));
    await commands.executeCommand('wireloupe.startTap', 'watched', 'ws://127.0.0.1:0');
    await until('the word about it', () => told.length > 0);
    listening.dispose();
    assert.match(told[0]?.message ?? '', /cannot offer “ws:” for “amqp:”/);
    assert.equal(await api.tapRow('watched'), undefined);
  });
});
