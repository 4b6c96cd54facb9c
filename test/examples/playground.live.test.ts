import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWire, type Wire } from '../../wire/wire.ts';
import { connect, sendAll, templates } from './send.ts';

let wire: Wire;
beforeAll(async () => {
  wire = createWire();
  const started = await wire.startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
  if (!started.ok) throw new Error(started.failure.message);
  const { xmpp, amqp, websocket } = started.value;
  await connect(wire, 'romeo', xmpp, 'wireloupe');
  await connect(wire, 'juliet', websocket, 'wireloupe');
  await connect(wire, 'broker', amqp, '');
  await connect(wire, 'broker-guest', amqp, 'guest');
});
afterAll(() => wire.dispose());

describe('the examples against the playground', () => {
  it.each(templates('xmpp/*.xmpp'))('%s gets no error', async (name) => {
    for (const reply of await sendAll(wire, name, 'playground')) expect(reply).toMatch(/^(result|sent):/);
  });

  it.each(templates('{amqp/{messages,topic,types},types/readings}.amqp.yaml'))('%s is accepted and received', async (name) => {
    for (const reply of await sendAll(wire, name, 'playground')) expect(reply).toMatch(/^(accepted|received):/);
  });

  it.each(templates('amqp/*-{script,plain}.amqp.yaml'))('%s runs to its end', async (name) => {
    const [reply] = await sendAll(wire, name, 'playground');
    expect(reply).toMatch(/^closed: .*\bopen\b.*\bclose\b/);
    expect(reply).not.toMatch(/error/i);
  });
});
