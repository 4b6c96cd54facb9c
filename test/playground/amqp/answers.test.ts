import { describe, expect, it } from 'vitest';
import { attachSender, composite, frame, uint } from './frames.ts';
import { message } from './messages.ts';
import { dispositions, transfer, within } from './peer.ts';
import { quietBroker } from './quiet-broker.ts';

const { newQueue, answers } = quietBroker();
const post = (delivery: number, body: string, state: unknown, settled = false): Buffer =>
  transfer(delivery, message(body), { handle: 1, state, settled });

describe('deliveries one after another', () => {
  it('are answered each with its own state', async () => {
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
    const to = (address: string): Buffer => message('x', { to: address });
    const sent = [to(newQueue()), message('x'), to(newQueue()), to(newQueue())].map((payload, id) =>
      transfer(id, payload, { handle: 1 }),
    );
    expect(dispositions(await answers(relay, ...sent))).toEqual([
      'disposition 0 settled accepted',
      'disposition 1 settled rejected amqp:invalid-field',
      'disposition 2 settled accepted',
      'disposition 3 settled accepted',
    ]);
  });

  it('to a link that was refused are rejected with the reason', async () => {
    const lines = await answers(
      attachSender('$management'),
      post(0, 'x', null),
      post(1, 'y', null, true),
      post(2, 'z', within('00')),
    );
    expect(lines).toContain('detach 0 amqp:not-found');
    expect(dispositions(lines)).toEqual([
      'disposition 0 settled rejected amqp:not-found',
      'disposition 2 settled rejected amqp:not-found',
    ]);
  });

  it('to a link that was stolen are rejected', async () => {
    const lines = await answers(attachSender('q'), attachSender('q', 2), post(0, 'x', null));
    expect(dispositions(lines)).toEqual(['disposition 0 settled rejected amqp:link:stolen']);
  });

  it('to a terminus of no known type are rejected', async () => {
    const attach = frame(0x12, [
      'odd',
      uint(1),
      false,
      null,
      null,
      composite(0x28),
      composite(0x99, null),
      null,
      null,
      uint(0),
    ]);
    const lines = await answers(attach, post(0, 'x', null));
    expect(lines).toContain('detach 0 amqp:not-implemented');
  });
});
