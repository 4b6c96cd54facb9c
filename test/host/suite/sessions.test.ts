import assert from 'node:assert/strict';
import { commands } from 'vscode';
import type { Probes } from '../extension.ts';
import { until, writeProject } from './helpers.ts';
import { withPlayground, type WithPlayground } from './playground.ts';

suite('Below an open connection', () => {
  let api: Probes;
  let playground: WithPlayground['playground'];
  let end: WithPlayground['end'];

  suiteSetup(async () => {
    ({ api, playground, end } = await withPlayground());
    await writeProject({
      connections: {
        followed: { protocol: 'amqp', service: playground.info.amqp },
        chatting: {
          protocol: 'xmpp',
          service: playground.info.websocket,
          jid: 'romeo@localhost/followed',
          password: { env: 'WIRELOUPE_TEST_CHATTING' },
        },
      },
    });
    // Visible, so that it is followed.
    await commands.executeCommand('wireloupe.connections.focus');
  });

  suiteTeardown(async () => {
    await commands.executeCommand('wireloupe.disconnect', 'followed');
    await end();
  });

  test('there is nothing before it is open, and no session at first', async () => {
    assert.deepEqual(await api.rowsBelow('followed'), []);
    await commands.executeCommand('wireloupe.connect', 'followed');
    assert.deepEqual(
      (await api.rowsBelow('followed')).map(({ label }) => label),
      ['No session yet'],
    );
  });

  test('a link appears with its credit while messages are waited for, and is dimmed when it is over', async () => {
    const wire = await api.wire();
    const controller = new AbortController();
    const waiting = wire.send(
      {
        connection: 'followed',
        payload: { kind: 'amqp-receive', from: 'nothing-here', count: 4, settle: 'accept' },
        timeout: 60_000,
      },
      controller.signal,
    );
    await until('the link', async () =>
      (await api.rowsBelow('followed')).some(({ children }) =>
        children.some(({ label, description }) => label === 'nothing-here' && description.startsWith('credit 4 · ')),
      ),
    );
    const [session, ...others] = await api.rowsBelow('followed');
    assert.deepEqual(others, []);
    assert.match(session?.label ?? '', /^Session \d/);
    assert.match(session?.description ?? '', /^window → [\d,]+ ← [\d,]+$/);
    assert.match(session?.children[0]?.accessible ?? '', /receives from nothing-here, attached, credit 4$/);
    controller.abort();
    assert.equal((await waiting).ok, false);
    await until('its end', async () =>
      (await api.rowsBelow('followed')).every(
        ({ description, colour }) => description === 'ended' && colour === 'disabledForeground',
      ),
    );
    assert.match((await api.rowsBelow('followed'))[0]?.children[0]?.description ?? '', /^detached · 0 deliveries/);
  });

  test('a message that was sent is counted', async () => {
    const message = Buffer.from('005377a10568656c6c6f', 'hex');
    const outcome = await (
      await api.wire()
    ).send({ connection: 'followed', payload: { kind: 'amqp-message', to: 'somewhere', message } });
    assert.ok(outcome.ok);
    await until('the delivery', async () =>
      (await api.rowsBelow('followed')).some(({ children }) =>
        children.some(
          ({ label, description }) => label === 'somewhere' && description.startsWith('detached · 1 delivery'),
        ),
      ),
    );
  });

  test('a contact appears with its presence, and goes with it', async () => {
    process.env.WIRELOUPE_TEST_CHATTING = 'wireloupe';
    await commands.executeCommand('wireloupe.connect', 'chatting');
    delete process.env.WIRELOUPE_TEST_CHATTING;
    assert.deepEqual(
      (await api.rowsBelow('chatting')).map(({ label }) => label),
      ['No contacts seen yet'],
    );
    const wire = await api.wire();
    const send = (text: string): Promise<unknown> =>
      wire.send({ connection: 'chatting', payload: { kind: 'xmpp', text } });
    await send('<presence to="romeo@localhost/followed"><show>dnd</show><status>rehearsing</status></presence>');
    await until('the contact', async () =>
      (await api.rowsBelow('chatting')).some(
        ({ label, description }) => label === 'romeo@localhost' && description === 'do not disturb · rehearsing',
      ),
    );
    assert.deepEqual(
      (await api.rowsBelow('chatting'))[0]?.children.map(({ label }) => label),
      ['followed'],
    );
    await send('<presence to="romeo@localhost/followed" type="unavailable"/>');
    await until(
      'the contact to go',
      async () => (await api.rowsBelow('chatting'))[0]?.label === 'No contacts seen yet',
    );
    await commands.executeCommand('wireloupe.disconnect', 'chatting');
    assert.deepEqual(await api.rowsBelow('chatting'), []);
  });

  test('nothing is left when it is closed', async () => {
    await commands.executeCommand('wireloupe.disconnect', 'followed');
    assert.deepEqual(await api.rowsBelow('followed'), []);
  });
});
