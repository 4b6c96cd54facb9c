import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startPlayground, type Playground } from '../../../../wire/playground/index.ts';
import { attachSender, composite, fields, frame, symbol, ubyte, uint } from './frames.ts';
import { message } from './messages.ts';
import {
  ACCEPTED,
  attachCoordinator,
  declareBody,
  detach,
  dischargeBody,
  disposition,
  drain,
  flow,
  Peer,
  receive,
  REJECTED,
  RELEASED,
  transfer,
  within,
} from './peer.ts';

let playground: Playground;
beforeAll(async () => {
  playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
});
afterAll(() => playground.stop());

// rhea writes to the console where it does not know something; none of this may make it.
const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
afterEach(() => {
  for (const complaint of complaints) expect(complaint).not.toHaveBeenCalled();
});

let queues = 0;
const newQueue = (): string => `transactions ${queues++}`;
const peer = (...frames: readonly Buffer[]): Promise<Peer> => Peer.open(playground.info.amqp, ...frames);
const inQueue = (address: string): Promise<string[]> => drain(playground.info.amqp, address);
/** All that a client gets that sends everything at once. */
const answers = async (...frames: readonly Buffer[]): Promise<string[]> => (await peer(...frames)).close();
const dispositions = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith('disposition'));
const post = (delivery: number, body: string, state: unknown, settled = false): Buffer =>
  transfer(delivery, message(body), { handle: 1, state, settled });
const declare = (delivery: number): Buffer => transfer(delivery, declareBody());
const discharge = (delivery: number, txn: string, fail = false): Buffer => transfer(delivery, dischargeBody(txn, fail));

describe('the coordinator', () => {
  it('declares transactions with the ids 00, 01 and so on, and discharges them', async () => {
    const lines = await answers(attachCoordinator(), declare(0), declare(1), discharge(2, '01'), discharge(3, '00', true));
    expect(dispositions(lines)).toEqual([
      'disposition 0 settled declared 00',
      'disposition 1 settled declared 01',
      'disposition 2-3 settled accepted',
    ]);
    expect(lines).not.toContain('detach 0');
  });

  it('begins its ids anew with each connection', async () => {
    for (let i = 0; i < 2; i++) expect(await answers(attachCoordinator(), declare(0))).toContain('disposition 0 settled declared 00');
  });

  it('has no distributed transactions', async () => {
    const lines = await answers(attachCoordinator(), transfer(0, declareBody(Buffer.from([1]))), declare(1));
    expect(dispositions(lines)).toEqual(['disposition 0 settled rejected amqp:not-implemented', 'disposition 1 settled declared 00']);
  });

  it('rejects the discharge of what is unknown, and of what is discharged already', async () => {
    const lines = await answers(attachCoordinator(), declare(0), discharge(1, '07'), discharge(2, '00'), discharge(3, '00'));
    expect(dispositions(lines)).toEqual([
      'disposition 0 settled declared 00',
      'disposition 1 settled rejected amqp:transaction:unknown-id',
      'disposition 2 settled accepted',
      'disposition 3 settled rejected amqp:transaction:unknown-id',
    ]);
  });

  it('discharges only what was declared on the same link', async () => {
    const other = transfer(1, dischargeBody('00'), { handle: 1 });
    const lines = await answers(attachCoordinator(), attachCoordinator(1, 'other'), declare(0), other, discharge(2, '00'));
    expect(dispositions(lines).slice(1)).toEqual([
      'disposition 1 settled rejected amqp:transaction:unknown-id',
      'disposition 2 settled accepted',
    ]);
  });

  it('detaches a link on which a declare or a discharge is settled', async () => {
    expect(await answers(attachCoordinator(), transfer(0, declareBody(), { settled: true }))).toContain('detach 0 amqp:not-allowed');
    const lines = await answers(attachCoordinator(), declare(0), transfer(1, dischargeBody('00'), { settled: true }), declare(2));
    expect(lines).toContain('detach 0 amqp:not-allowed');
    expect(dispositions(lines)).toEqual(['disposition 0 settled declared 00', 'disposition 2 settled rejected amqp:not-allowed']);
  });

  it.each([
    ['a text', transfer(0, message('declare'))],
    ['a list', transfer(0, message([1, 2]))],
    ['data', transfer(0, Buffer.from('005375a00101', 'hex'))],
    ['a declare within a transaction', transfer(0, declareBody(), { state: within('00') })],
    ['a message of another format', frame(0x14, [uint(0), uint(0), Buffer.from([0]), uint(7), false], { payload: declareBody() })],
  ])('rejects %s', async (_what, sent) => {
    expect(dispositions(await answers(attachCoordinator(), sent, declare(1)))).toEqual([
      'disposition 0 settled rejected amqp:not-allowed',
      'disposition 1 settled declared 00',
    ]);
  });

  it('detaches instead where the source does not allow the outcome rejected', async () => {
    const source = composite(0x28, null, null, null, null, null, null, null, null, null, symbol('amqp:accepted:list'));
    const lines = await answers(attachCoordinator(0, 'control', source), discharge(0, '00'));
    expect(lines).toContain('detach 0 amqp:transaction:unknown-id');
    expect(dispositions(lines)).toEqual([]);
  });

  it('has at most a hundred transactions open for a connection', async () => {
    const many = Array.from({ length: 101 }, (_, id) => declare(id));
    const told = dispositions(await answers(attachCoordinator(), ...many, discharge(101, '63'), declare(102)));
    expect(told.slice(99)).toEqual([
      'disposition 99 settled declared 63',
      'disposition 100 settled rejected amqp:resource-limit-exceeded',
      'disposition 101 settled accepted',
      'disposition 102 settled declared 64',
    ]);
  });

  it('leaves the settling to the client where that settles last (rcv-settle-mode second)', async () => {
    const attach = frame(0x12, ['control', uint(0), false, null, ubyte(1), composite(0x28), composite(0x30, null), null, null, uint(0)]);
    expect(dispositions(await answers(attach, declare(0)))).toEqual(['disposition 0 unsettled declared 00']);
  });
});

describe('what is sent within a transaction', () => {
  it('is in the queue, in its order, when that is committed, and not before', async () => {
    const queue = newQueue();
    const client = await peer(attachCoordinator(), attachSender(queue), declare(0), post(1, 'a', within('00')), post(2, 'b', within('00')));
    await client.until('disposition 2 settled transactional-state 00 accepted');
    expect(await inQueue(queue)).toEqual([]);
    client.send(post(3, 'at once', null));
    await client.until('disposition 3 settled accepted');
    client.send(discharge(4, '00'));
    await client.until('disposition 4 settled accepted');
    expect(await inQueue(queue)).toEqual(['at once', 'a', 'b']);
    expect(client.of('disposition')).toContain('disposition 1 settled transactional-state 00 accepted');
    await client.close();
  });

  it('is committed even if its link was closed before', async () => {
    const queue = newQueue();
    await answers(attachCoordinator(), attachSender(queue), declare(0), post(1, 'a', within('00')), detach(1), discharge(2, '00'));
    expect(await inQueue(queue)).toEqual(['a']);
  });

  it.each([
    ['is rolled back', [discharge(2, '00', true)]],
    ['loses its coordinator', [detach(0)]],
    ['loses its connection', []],
  ])('is dropped when the transaction %s', async (_what, end) => {
    const queue = newQueue();
    const lines = await answers(attachCoordinator(), attachSender(queue), declare(0), post(1, 'a', within('00')), ...end);
    expect(lines).toContain('disposition 1 settled transactional-state 00 accepted');
    expect(await inQueue(queue)).toEqual([]);
  });

  it('may be settled; then there is no answer', async () => {
    const queue = newQueue();
    const lines = await answers(attachCoordinator(), attachSender(queue), declare(0), post(1, 'a', within('00'), true), discharge(2, '00'));
    expect(dispositions(lines)).toEqual(['disposition 0 settled declared 00', 'disposition 2 settled accepted']);
    expect(await inQueue(queue)).toEqual(['a']);
  });

  it('belongs to its own transaction where several are open', async () => {
    const queue = newQueue();
    const posts = [post(2, 'a', within('00')), post(3, 'b', within('01')), post(4, 'c', within('00'))];
    await answers(attachCoordinator(), attachSender(queue), declare(0), declare(1), ...posts, discharge(5, '01'), discharge(6, '00', true));
    expect(await inQueue(queue)).toEqual(['b']);
  });

  it.each([
    ['was never declared', []],
    ['is discharged', [declare(0), discharge(1, '00')]],
  ])('is refused with the link when the transaction %s', async (_what, before) => {
    const queue = newQueue();
    const first = before.length;
    const sent = [post(first, 'a', within('00')), post(first + 1, 'b', null)];
    const lines = await answers(attachCoordinator(), attachSender(queue), ...before, ...sent);
    expect(lines).toContain('detach 1 amqp:transaction:unknown-id');
    expect(dispositions(lines).slice(first)).toEqual([
      `disposition ${first} settled rejected amqp:transaction:unknown-id`,
      `disposition ${first + 1} settled rejected amqp:transaction:unknown-id`,
    ]);
    expect(await inQueue(queue)).toEqual([]);
  });

  it('names its transaction in every transfer', async () => {
    const queue = newQueue();
    const [head, tail] = [message('a').subarray(0, 3), message('a').subarray(3)];
    const parts = (second: unknown): Buffer[] => [
      transfer(1, head, { handle: 1, more: true, state: within('00') }),
      transfer(1, tail, { handle: 1, state: second }),
    ];
    const begun = [attachCoordinator(), attachSender(queue), declare(0)];
    expect(await answers(...begun, ...parts(within('00')), discharge(2, '00'))).toContain('disposition 2 settled accepted');
    expect((await answers(...begun, ...parts(null))).at(-1)).toBe('close amqp:not-allowed');
    expect((await answers(...begun, declare(1), ...parts(within('01')))).at(-1)).toBe('close amqp:not-allowed');
    expect(await inQueue(queue)).toEqual(['a']);
  });

  it('is told if it cannot be part of it; if it was settled, the commit fails', async () => {
    const relay = frame(0x12, ['relay', uint(1), false, null, null, composite(0x28), composite(0x29), null, null, uint(0)]);
    const told = await answers(attachCoordinator(), relay, declare(0), post(1, 'whither?', within('00')), discharge(2, '00'));
    expect(dispositions(told).slice(1)).toEqual([
      'disposition 1 settled transactional-state 00 rejected amqp:invalid-field',
      'disposition 2 settled accepted',
    ]);
    const untold = await answers(attachCoordinator(), relay, declare(0), post(1, 'whither?', within('00'), true), discharge(2, '00'));
    expect(dispositions(untold).at(-1)).toBe('disposition 2 settled rejected amqp:transaction:rollback');
  });

  it('goes to the subscribers that a topic has at the commit', async () => {
    const client = await peer(attachCoordinator(), attachSender('topic/transactions'), declare(0), post(1, 'news', within('00')));
    await client.until('disposition 1 settled transactional-state 00 accepted');
    const subscriber = await peer(receive('topic/transactions'));
    await subscriber.until('attach');
    client.send(discharge(2, '00'));
    await subscriber.until('transfer 0 news');
    await client.close();
    await subscriber.close();
  });
});

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
    client.send(declare(0), disposition(0, within('00', ACCEPTED), false));
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
    client.send(declare(0), disposition(0, within('00', ACCEPTED), false), discharge(1, '00', true), declare(2));
    await client.until('disposition 2 settled declared 01');
    expect(await inQueue(queue)).toEqual([]);
    client.send(disposition(0, within('01', ACCEPTED), false), discharge(3, '01', true), flow({ credit: 0 }), disposition(0, RELEASED));
    await client.close();
    expect(await inQueue(queue)).toEqual(['x']);
  });

  it('is released after a rollback if the consumer had settled it', async () => {
    const { client, declare, discharge } = await holder();
    client.send(declare(0), disposition(0, within('00', ACCEPTED)), discharge(1, '00', true));
    await client.until('transfer 1 x');
    await client.close();
  });

  it.each([
    ['closes its link to the coordinator', (client: Peer) => client.send(detach(1), frame(0x18, []))],
    ['vanishes', (client: Peer) => client.destroy()],
  ])('comes back when the client %s', async (_what, leave) => {
    const { client, queue, declare } = await holder();
    client.send(declare(0), disposition(0, within('00', ACCEPTED)), flow({ credit: 0 }));
    await client.until('disposition 0 settled declared 00');
    leave(client);
    await expect.poll(() => inQueue(queue)).toEqual(['x']);
  });

  it('is decided by the transaction even if the link is closed before', async () => {
    const { client, queue, declare, discharge } = await holder();
    client.send(declare(0), disposition(0, within('00', ACCEPTED)), detach(0));
    await client.until('detach 0');
    expect(await inQueue(queue)).toEqual([]);
    client.send(discharge(1, '00'));
    await client.until('disposition 1 settled accepted');
    await client.close();
    expect(await inQueue(queue)).toEqual([]);
  });

  it('comes back after a rollback if the link is closed by then', async () => {
    const { client, queue, declare, discharge } = await holder();
    client.send(declare(0), disposition(0, within('00', ACCEPTED)), detach(0), discharge(1, '00', true));
    await client.until('disposition 1 settled accepted');
    expect(await inQueue(queue)).toEqual(['x']);
    await client.close();
  });

  it('closes the link if the transaction is unknown, and comes back', async () => {
    const { client, queue } = await holder();
    client.send(disposition(0, within('05', ACCEPTED), false));
    await client.until('detach 0 amqp:transaction:unknown-id');
    expect(await inQueue(queue)).toEqual(['x']);
    await client.close();
  });

  it('may not be decided without the transaction as long as that is open', async () => {
    const { client, queue, declare, discharge } = await holder();
    client.send(declare(0), disposition(0, within('00', ACCEPTED), false), disposition(0, RELEASED));
    await client.until('detach 0 amqp:not-allowed');
    client.send(discharge(1, '00'));
    await client.until('disposition 1 settled accepted');
    expect(await inQueue(queue)).toEqual([]);
    await client.close();
  });

  it('may not be given to a second transaction: the first is rolled back, with the link to the coordinator', async () => {
    const { client, queue, declare } = await holder();
    client.send(declare(0), declare(1), disposition(0, within('00', ACCEPTED), false), disposition(0, within('01', ACCEPTED), false));
    await client.until('detach 1 amqp:transaction:rollback');
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
    ['a transactional state in another', within('00', within('00', ACCEPTED)), 'close amqp:decode-error'],
    ['received, in a transaction', within('00', composite(0x23, uint(0), 0)), 'close amqp:decode-error'],
    ['in a transaction whose id is a text', composite(0x34, '00', ACCEPTED), 'close amqp:decode-error'],
  ])('is not decided by a state that is %s', async (_what, state, end) => {
    const { client, queue, declare } = await holder();
    client.send(declare(0), disposition(0, state), flow({ credit: 0 }));
    await client.until(end);
    client.destroy();
    await expect.poll(() => inQueue(queue)).toEqual(['x']);
  });
});

describe('deliveries one after another', () => {
  it('are answered each with its own state', async () => {
    const relay = frame(0x12, ['relay', uint(1), false, null, null, composite(0x28), composite(0x29), null, null, uint(0)]);
    const to = (address: string): Buffer => message('x', { to: address });
    const sent = [to(newQueue()), message('x'), to(newQueue()), to(newQueue())].map((payload, id) => transfer(id, payload, { handle: 1 }));
    expect(dispositions(await answers(relay, ...sent))).toEqual([
      'disposition 0 settled accepted',
      'disposition 1 settled rejected amqp:invalid-field',
      'disposition 2-3 settled accepted',
    ]);
  });

  it('to a link that was refused are rejected with the reason', async () => {
    const lines = await answers(attachSender('$management'), post(0, 'x', null), post(1, 'y', null, true), post(2, 'z', within('00')));
    expect(lines).toContain('detach 0 amqp:not-found');
    expect(dispositions(lines)).toEqual(['disposition 0 settled rejected amqp:not-found', 'disposition 2 settled rejected amqp:not-found']);
  });

  it('to a link that was stolen are rejected', async () => {
    const lines = await answers(attachSender('q'), attachSender('q', 2), post(0, 'x', null));
    expect(dispositions(lines)).toEqual(['disposition 0 settled rejected amqp:link:stolen']);
  });

  it('to a terminus of no known type are rejected', async () => {
    const attach = frame(0x12, ['odd', uint(1), false, null, null, composite(0x28), composite(0x99, null), null, null, uint(0)]);
    const lines = await answers(attach, post(0, 'x', null));
    expect(lines).toContain('detach 0 amqp:not-implemented');
  });
});
