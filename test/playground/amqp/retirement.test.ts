import { describe, expect, it } from 'vitest';
import { attachReceiver, attachSender, composite, fields, frame, uint, ulong } from './frames.ts';
import { message } from './messages.ts';
import {
  accepted,
  attachCoordinator,
  declareBody,
  detach,
  dischargeBody,
  disposition,
  flow,
  type Peer,
  receive,
  REJECTED,
  RELEASED,
  transfer,
  within,
} from './peer.ts';
import { quietBroker } from './quiet-broker.ts';

const { newQueue, peer, inQueue, answers } = quietBroker();

describe('what is received, with its outcome in a transaction', () => {
  /** A client with a coordinator on handle 1 that holds one message of a new queue. */
  async function holder(): Promise<{
    client: Peer;
    queue: string;
    declare: (id: number) => Buffer;
    discharge: (id: number, txn: string, fail?: boolean) => Buffer;
  }> {
    const queue = newQueue();
    await answers(attachSender(queue), transfer(0, message('x'), { handle: 1 }));
    const client = await peer(receive(queue), attachCoordinator(1));
    await client.until('transfer 0 x');
    return {
      client,
      queue,
      declare: (id) => transfer(id, declareBody(), { handle: 1 }),
      discharge: (id, txn, fail) => transfer(id, dischargeBody(txn, fail), { handle: 1 }),
    };
  }

  it('is settled with that when it is committed', async () => {
    const { client, queue, declare, discharge } = await holder();
    client.send(declare(0), disposition(0, within('00', accepted), false));
    await client.until('disposition 0 settled declared 00');
    expect(client.of('disposition')).toHaveLength(1);
    client.send(discharge(1, '00'));
    await client.until('disposition 1 settled accepted');
    expect((await client.close()).filter((line) => line === 'disposition 0 settled accepted')).toHaveLength(1);
    expect(await inQueue(queue)).toEqual([]);
  });

  it.each([
    ['released', RELEASED, ['x'], []],
    ['rejected', REJECTED, [], ['x']],
  ])('is %s when that is committed', async (_outcome, outcome, again, dead) => {
    const { client, queue, declare, discharge } = await holder();
    client.send(declare(0), flow({ credit: 0 }), disposition(0, within('00', outcome)), discharge(1, '00'));
    await client.until('disposition 1 settled accepted');
    expect(await inQueue(queue)).toEqual(again);
    expect(await inQueue('dead-letters')).toEqual(dead);
    await client.close();
  });

  it('is still held by the consumer after a rollback, which then decides anew', async () => {
    const { client, queue, declare, discharge } = await holder();
    client.send(declare(0), disposition(0, within('00', accepted), false), discharge(1, '00', true), declare(2));
    await client.until('disposition 2 settled declared 01');
    expect(await inQueue(queue)).toEqual([]);
    client.send(
      disposition(0, within('01', accepted), false),
      discharge(3, '01', true),
      flow({ credit: 0 }),
      disposition(0, RELEASED),
    );
    await client.close();
    expect(await inQueue(queue)).toEqual(['x']);
  });

  it('is released after a rollback if the consumer had settled it', async () => {
    const { client, declare, discharge } = await holder();
    client.send(declare(0), disposition(0, within('00', accepted)), discharge(1, '00', true));
    await client.until('transfer 1 x');
    await client.close();
  });

  it.each([
    ['closes its link to the coordinator', (client: Peer) => client.send(detach(1), frame(0x18, []))],
    ['vanishes', (client: Peer) => client.destroy()],
  ])('comes back when the client %s', async (_what, leave) => {
    const { client, queue, declare } = await holder();
    client.send(declare(0), disposition(0, within('00', accepted)), flow({ credit: 0 }));
    await client.until('disposition 0 settled declared 00');
    leave(client);
    await expect.poll(() => inQueue(queue)).toEqual(['x']);
  });

  it('is decided by the transaction even if the link is closed before', async () => {
    const { client, queue, declare, discharge } = await holder();
    client.send(declare(0), disposition(0, within('00', accepted)), detach(0));
    await client.until('detach 0');
    expect(await inQueue(queue)).toEqual([]);
    client.send(discharge(1, '00'));
    await client.until('disposition 1 settled accepted');
    await client.close();
    expect(await inQueue(queue)).toEqual([]);
  });

  it('comes back after a rollback if the link is closed by then', async () => {
    const { client, queue, declare, discharge } = await holder();
    client.send(declare(0), disposition(0, within('00', accepted)), detach(0), discharge(1, '00', true));
    await client.until('disposition 1 settled accepted');
    expect(await inQueue(queue)).toEqual(['x']);
    await client.close();
  });

  it('closes the link if the transaction is unknown, and comes back', async () => {
    const { client, queue } = await holder();
    client.send(disposition(0, within('05', accepted), false));
    await client.until('detach 0 amqp:transaction:unknown-id');
    expect(await inQueue(queue)).toEqual(['x']);
    await client.close();
  });

  it('may not be decided without the transaction as long as that is open', async () => {
    const { client, queue, declare, discharge } = await holder();
    client.send(declare(0), disposition(0, within('00', accepted), false), disposition(0, RELEASED));
    await client.until('detach 0 amqp:not-allowed');
    client.send(discharge(1, '00'));
    await client.until('disposition 1 settled accepted');
    expect(await inQueue(queue)).toEqual([]);
    await client.close();
  });

  it('may not be given to a second transaction: the first is rolled back, with the link to the coordinator', async () => {
    const { client, queue, declare } = await holder();
    client.send(
      declare(0),
      declare(1),
      disposition(0, within('00', accepted), false),
      disposition(0, within('01', accepted), false),
    );
    await client.until('detach 1 amqp:transaction:rollback');
    await client.close();
    await expect.poll(() => inQueue(queue)).toEqual(['x']);
  });

  it('may be said to be received before', async () => {
    const { client, queue, declare, discharge } = await holder();
    client.send(declare(0), disposition(0, composite(0x23, uint(0), ulong(0)), false));
    client.send(disposition(0, within('00', accepted)), discharge(1, '00'));
    await client.until('disposition 1 settled accepted');
    await client.close();
    expect(await inQueue(queue)).toEqual([]);
  });

  it.each([
    ['within a transaction', within('00', accepted)],
    ['outside of one', accepted],
  ])('is not decided %s before it is sent', async (_where, state) => {
    const queue = newQueue();
    await answers(attachSender(queue), transfer(0, message('x'), { handle: 1 }));
    const client = await peer(attachReceiver(queue), flow({ window: 0 }), attachCoordinator(1));
    await client.until('attach', 2);
    client.send(transfer(0, declareBody(), { handle: 1 }), disposition(0, state));
    client.send(transfer(1, dischargeBody('00'), { handle: 1 }), flow({ window: 100, credit: 1 }));
    await client.until('transfer 0 x');
    await client.close();
    await expect.poll(() => inQueue(queue)).toEqual(['x']);
  });

  it('is not acquired within a transaction: that is not implemented', async () => {
    const { client, declare } = await holder();
    client.send(declare(0), flow({ properties: fields({ 'txn-id': Buffer.from([0]) }) }));
    await client.until('detach 0 amqp:not-implemented');
    await client.close();
  });

  it.each([
    ['declared', composite(0x33, Buffer.from([0])), 'end amqp:not-implemented'],
    ['one that nobody knows', composite(0x99), 'end amqp:not-implemented'],
    ['an outcome that nobody knows, in a transaction', within('00', composite(0x99)), 'end amqp:invalid-field'],
    ['a transactional state in another', within('00', within('00', accepted)), 'close amqp:decode-error'],
    ['received, in a transaction', within('00', composite(0x23, uint(0), 0)), 'close amqp:decode-error'],
    ['in a transaction whose id is a text', composite(0x34, '00', accepted), 'close amqp:decode-error'],
  ])('is not decided by a state that is %s', async (_what, state, end) => {
    const { client, queue, declare } = await holder();
    client.send(declare(0), disposition(0, state), flow({ credit: 0 }));
    await client.until(end);
    client.destroy();
    await expect.poll(() => inQueue(queue)).toEqual(['x']);
  });
});
