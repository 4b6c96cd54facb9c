import { describe, expect, it } from 'vitest';
import { attachSender, frame, uint } from './frames.ts';
import { message } from './messages.ts';
import { attachCoordinator, declareBody, detach, dischargeBody, dispositions, transfer, within } from './peer.ts';
import { quietBroker } from './quiet-broker.ts';

const { newQueue, inQueue, answers } = quietBroker();
const declare = (delivery: number): Buffer => transfer(delivery, declareBody());
const discharge = (delivery: number, fail = false): Buffer => transfer(delivery, dischargeBody('00', fail));
const [head, tail] = [message('a').subarray(0, 3), message('a').subarray(3)];
const begun = transfer(1, head, { handle: 1, more: true, state: within('00') });
const rest = transfer(1, tail, { handle: 1, state: within('00') });
const aborted = frame(0x14, [uint(1), uint(1), Buffer.from([1]), uint(0), false, false, null, null, null, true]);

describe('a discharge while a delivery of its transaction is posted only in part', () => {
  it.each([
    ['commits', false],
    ['rolls back', true],
  ])('ends the link to the coordinator if it %s, and with it the transaction', async (_how, fail) => {
    const queue = newQueue();
    const lines = await answers(attachCoordinator(), attachSender(queue), declare(0), begun, discharge(2, fail), rest);
    expect(lines).toContain('detach 0 amqp:transaction:rollback');
    expect(dispositions(lines)).not.toContain('disposition 2 settled accepted');
    expect(lines).toContain('detach 1 amqp:transaction:unknown-id');
    expect(await inQueue(queue)).toEqual([]);
  });

  it.each([
    ['is complete', [rest], ['a']],
    ['is aborted', [aborted], []],
    ['is dropped with its link', [detach(1)], []],
  ])('is accepted once the delivery %s', async (_how, end, inside) => {
    const queue = newQueue();
    const lines = await answers(attachCoordinator(), attachSender(queue), declare(0), begun, ...end, discharge(2));
    expect(dispositions(lines)).toContain('disposition 2 settled accepted');
    expect(await inQueue(queue)).toEqual(inside);
  });

  it('is not concerned by deliveries of other transactions or of none', async () => {
    const queue = newQueue();
    const other = [attachSender(queue, 2, 'other'), transfer(3, head, { handle: 2, more: true }), declare(4)];
    const lines = await answers(
      attachCoordinator(),
      attachSender(queue),
      declare(0),
      begun,
      rest,
      declare(2),
      ...other,
      transfer(5, dischargeBody('00')),
    );
    expect(dispositions(lines)).toContain('disposition 5 settled accepted');
    expect(await inQueue(queue)).toEqual(['a']);
  });
});

describe('a settled delivery of a transaction that arrives on a link that was closed', () => {
  const settled = transfer(2, message('lost'), { handle: 1, settled: true, state: within('00') });
  const unknown = transfer(1, message('x'), { handle: 1, state: within('07') });

  it('keeps its transaction from being committed', async () => {
    const queue = newQueue();
    const lines = await answers(attachCoordinator(), attachSender(queue), declare(0), unknown, settled, discharge(3));
    expect(lines).toContain('detach 1 amqp:transaction:unknown-id');
    expect(dispositions(lines).at(-1)).toBe('disposition 3 settled rejected amqp:transaction:rollback');
  });

  it('does so as well if it never arrives whole', async () => {
    const part = transfer(2, head, { handle: 1, more: true, settled: true, state: within('00') });
    const lines = await answers(
      attachCoordinator(),
      attachSender(newQueue()),
      declare(0),
      unknown,
      part,
      detach(1),
      discharge(3),
    );
    expect(dispositions(lines).at(-1)).toBe('disposition 3 settled rejected amqp:transaction:rollback');
  });
});
