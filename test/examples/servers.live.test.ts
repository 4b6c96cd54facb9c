import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Wire } from '../../wire/requests.ts';
import { createWire } from '../../wire/wire.ts';
import { hasProsody, hasRabbit, startProsody, startRabbit, type AmqpServer, type XmppServer } from '../servers/index.ts';
import { connect, sendAll, templates } from './send.ts';

describe.skipIf(!hasProsody)('the examples against Prosody (needs prosody)', () => {
  let wire: Wire;
  let server: XmppServer;
  beforeAll(async () => {
    wire = createWire();
    server = await startProsody();
    await connect(wire, 'romeo-prosody', `xmpp://localhost:${server.c2s}`, server.password, 'romeo');
    await connect(wire, 'juliet', server.websocket, server.password);
  });
  afterAll(async () => {
    await wire.dispose();
    await server.stop();
  });

  it.each(templates('xmpp/*.xmpp').filter((name) => !name.includes('pubsub')))('%s gets no error', async (name) => {
    for (const reply of await sendAll(wire, name, 'servers')) expect(reply).toMatch(/^(result|sent):/);
  });

  it('xmpp/pubsub.xmpp is told that only administrators create nodes there', async () => {
    const [created, ...others] = await sendAll(wire, 'xmpp/pubsub.xmpp', 'servers');
    expect(created).toMatch(/^error: .*forbidden/);
    for (const reply of others) expect(reply).toMatch(/^error: .*(item-not-found|forbidden)/);
  });
});

describe.skipIf(!hasRabbit)('the examples against RabbitMQ (needs rabbitmq-server)', () => {
  let wire: Wire;
  let server: AmqpServer;
  beforeAll(async () => {
    wire = createWire();
    server = await startRabbit();
    await connect(wire, 'rabbit', server.service, 'guest', 'broker');
    await connect(wire, 'rabbit', server.service, 'guest', 'broker-guest');
  });
  afterAll(async () => {
    await wire.dispose();
    await server.stop();
  });

  it.each(templates('amqp/{messages,topic,types}.amqp.yaml'))('%s is accepted and received', async (name) => {
    for (const reply of await sendAll(wire, name, 'servers')) expect(reply).toMatch(/^(accepted|received):/);
  });

  // RabbitMQ answers the close of a script that comes in one piece before it is done with what stands before it.
  it.each(templates('amqp/*-{script,plain}.amqp.yaml'))('%s is answered with open and close', async (name) => {
    const [reply] = await sendAll(wire, name, 'servers');
    expect(reply).toMatch(/^(closed|received): .*\bopen\b.*\bclose\b/);
  });
});
