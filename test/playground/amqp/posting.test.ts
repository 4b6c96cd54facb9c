import { describe, expect, it } from 'vitest';
import { attachSender, composite, frame, uint } from './frames.ts';
import { message } from './messages.ts';
import {
  attachCoordinator,
  declareBody,
  detach,
  dischargeBody,
  dispositions,
  receive,
  transfer,
  within,
} from './peer.ts';
import { quietBroker } from './quiet-broker.ts';

const { newQueue, peer, inQueue, answers } = quietBroker();
const post = (delivery: number, body: string, state: unknown, settled = false): Buffer =>
  transfer(delivery, message(body), { handle: 1, state, settled });
const declare = (delivery: number): Buffer => transfer(delivery, declareBody());
const discharge = (delivery: number, txn: string, fail = false): Buffer => transfer(delivery, dischargeBody(txn, fail));

describe('what is sent within a transaction', () => {
  it('is in the queue, in its order, when that is committed, and not before', async () => {
    const queue = newQueue();
    const client = await peer(
      attachCoordinator(),
      attachSender(queue),
      declare(0),
      post(1, 'a', within('00')),
      post(2, 'b', within('00')),
    );
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
    await answers(
      attachCoordinator(),
      attachSender(queue),
      declare(0),
      post(1, 'a', within('00')),
      detach(1),
      discharge(2, '00'),
    );
    expect(await inQueue(queue)).toEqual(['a']);
  });

  it.each([
    ['is rolled back', [discharge(2, '00', true)]],
    ['loses its coordinator', [detach(0)]],
    ['loses its connection', []],
  ])('is dropped when the transaction %s', async (_what, end) => {
    const queue = newQueue();
    const lines = await answers(
      attachCoordinator(),
      attachSender(queue),
      declare(0),
      post(1, 'a', within('00')),
      ...end,
    );
    expect(lines).toContain('disposition 1 settled transactional-state 00 accepted');
    expect(await inQueue(queue)).toEqual([]);
  });

  it('may be settled; then there is no answer', async () => {
    const queue = newQueue();
    const lines = await answers(
      attachCoordinator(),
      attachSender(queue),
      declare(0),
      post(1, 'a', within('00'), true),
      discharge(2, '00'),
    );
    expect(dispositions(lines)).toEqual(['disposition 0 settled declared 00', 'disposition 2 settled accepted']);
    expect(await inQueue(queue)).toEqual(['a']);
  });

  it('belongs to its own transaction where several are open', async () => {
    const queue = newQueue();
    const posts = [post(2, 'a', within('00')), post(3, 'b', within('01')), post(4, 'c', within('00'))];
    await answers(
      attachCoordinator(),
      attachSender(queue),
      declare(0),
      declare(1),
      ...posts,
      discharge(5, '01'),
      discharge(6, '00', true),
    );
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
    expect(await answers(...begun, ...parts(within('00')), discharge(2, '00'))).toContain(
      'disposition 2 settled accepted',
    );
    expect((await answers(...begun, ...parts(null))).at(-1)).toBe('close amqp:not-allowed');
    expect((await answers(...begun, declare(1), ...parts(within('01')))).at(-1)).toBe('close amqp:not-allowed');
    expect(await inQueue(queue)).toEqual(['a']);
  });

  it('is told if it cannot be part of it; if it was settled, the commit fails', async () => {
    const relay = frame(0x12, [
      'relay',
      uint(1),
      false,
      null,
      null,
      composite(0x28),
      composite(0x29),
      null,
      null,
      uint(0),
    ]);
    const told = await answers(
      attachCoordinator(),
      relay,
      declare(0),
      post(1, 'whither?', within('00')),
      discharge(2, '00'),
    );
    expect(dispositions(told).slice(1)).toEqual([
      'disposition 1 settled transactional-state 00 rejected amqp:invalid-field',
      'disposition 2 settled accepted',
    ]);
    const untold = await answers(
      attachCoordinator(),
      relay,
      declare(0),
      post(1, 'whither?', within('00'), true),
      discharge(2, '00'),
    );
    expect(dispositions(untold).at(-1)).toBe('disposition 2 settled rejected amqp:transaction:rollback');
  });

  it('goes to the subscribers that a topic has at the commit', async () => {
    const client = await peer(
      attachCoordinator(),
      attachSender('topic/transactions'),
      declare(0),
      post(1, 'news', within('00')),
    );
    await client.until('disposition 1 settled transactional-state 00 accepted');
    const subscriber = await peer(receive('topic/transactions'));
    await subscriber.until('attach');
    client.send(discharge(2, '00'));
    await subscriber.until('transfer 0 news');
    await client.close();
    await subscriber.close();
  });
});
