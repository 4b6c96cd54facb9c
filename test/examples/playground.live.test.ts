import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Wire } from '../../wire/requests.ts';
import { createWire } from '../../wire/wire.ts';
import { drain } from '../playground/amqp/peer.ts';
import { connect, sendAll, templates } from './send.ts';

let wire: Wire;
let broker: string;
beforeAll(async () => {
  wire = createWire();
  const started = await wire.startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
  if (!started.ok) throw new Error(started.failure.message);
  const { xmpp, amqp, websocket } = started.value;
  broker = amqp;
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

  it('amqp/transaction-script.amqp.yaml declares, sends, discharges, and then the message is in the queue', async () => {
    await drain(broker, 'readings');
    const [text = ''] = await sendAll(wire, 'amqp/transaction-script.amqp.yaml', 'playground', (reply) => reply.text ?? '');
    expect(text.match(/state: .*/g)).toEqual([
      'state: !declared { txn-id: !hex "00" } }',
      'state: !transactional-state { txn-id: !hex "00", outcome: accepted }',
      'state: accepted }',
    ]);
    expect(await drain(broker, 'readings')).toEqual(['one of two']);
  });
});
