import { describe, expect, it } from 'vitest';
import { composite, frame, symbol, ubyte, uint } from './frames.ts';
import { message } from './messages.ts';
import { attachCoordinator, declareBody, dischargeBody, dispositions, transfer, within } from './peer.ts';
import { quietBroker } from './quiet-broker.ts';

const { answers } = quietBroker();
const declare = (delivery: number): Buffer => transfer(delivery, declareBody());
const discharge = (delivery: number, txn: string, fail = false): Buffer => transfer(delivery, dischargeBody(txn, fail));

describe('the coordinator', () => {
  it('declares transactions with the ids 00, 01 and so on, and discharges them', async () => {
    const lines = await answers(
      attachCoordinator(),
      declare(0),
      declare(1),
      discharge(2, '01'),
      discharge(3, '00', true),
    );
    expect(dispositions(lines)).toEqual([
      'disposition 0 settled declared 00',
      'disposition 1 settled declared 01',
      'disposition 2 settled accepted',
      'disposition 3 settled accepted',
    ]);
    expect(lines).not.toContain('detach 0');
  });

  it('begins its ids anew with each connection', async () => {
    for (let i = 0; i < 2; i++)
      expect(await answers(attachCoordinator(), declare(0))).toContain('disposition 0 settled declared 00');
  });

  it('has no distributed transactions', async () => {
    const lines = await answers(attachCoordinator(), transfer(0, declareBody(Buffer.from([1]))), declare(1));
    expect(dispositions(lines)).toEqual([
      'disposition 0 settled rejected amqp:not-implemented',
      'disposition 1 settled declared 00',
    ]);
  });

  it('rejects the discharge of what is unknown, and of what is discharged already', async () => {
    const lines = await answers(
      attachCoordinator(),
      declare(0),
      discharge(1, '07'),
      discharge(2, '00'),
      discharge(3, '00'),
    );
    expect(dispositions(lines)).toEqual([
      'disposition 0 settled declared 00',
      'disposition 1 settled rejected amqp:transaction:unknown-id',
      'disposition 2 settled accepted',
      'disposition 3 settled rejected amqp:transaction:unknown-id',
    ]);
  });

  it('discharges only what was declared on the same link', async () => {
    const other = transfer(1, dischargeBody('00'), { handle: 1 });
    const lines = await answers(
      attachCoordinator(),
      attachCoordinator(1, 'other'),
      declare(0),
      other,
      discharge(2, '00'),
    );
    expect(dispositions(lines).slice(1)).toEqual([
      'disposition 1 settled rejected amqp:transaction:unknown-id',
      'disposition 2 settled accepted',
    ]);
  });

  it('detaches a link on which a declare or a discharge is settled', async () => {
    expect(await answers(attachCoordinator(), transfer(0, declareBody(), { settled: true }))).toContain(
      'detach 0 amqp:not-allowed',
    );
    const lines = await answers(
      attachCoordinator(),
      declare(0),
      transfer(1, dischargeBody('00'), { settled: true }),
      declare(2),
    );
    expect(lines).toContain('detach 0 amqp:not-allowed');
    expect(dispositions(lines)).toEqual([
      'disposition 0 settled declared 00',
      'disposition 2 settled rejected amqp:not-allowed',
    ]);
  });

  it.each([
    ['a text', transfer(0, message('declare'))],
    ['a list', transfer(0, message([1, 2]))],
    ['data', transfer(0, Buffer.from('005375a00101', 'hex'))],
    ['a declare within a transaction', transfer(0, declareBody(), { state: within('00') })],
    [
      'a message of another format',
      frame(0x14, [uint(0), uint(0), Buffer.from([0]), uint(7), false], { payload: declareBody() }),
    ],
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
    const attach = frame(0x12, [
      'control',
      uint(0),
      false,
      null,
      ubyte(1),
      composite(0x28),
      composite(0x30, null),
      null,
      null,
      uint(0),
    ]);
    expect(dispositions(await answers(attach, declare(0)))).toEqual(['disposition 0 unsettled declared 00']);
  });
});
