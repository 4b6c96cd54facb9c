import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startPlayground, type Playground } from '../../../../wire/playground/index.ts';
import { attachSender, composite, frame, uint } from './frames.ts';
import { message } from './messages.ts';
import { dispositions, Peer, transfer, within } from './peer.ts';

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
const newQueue = (): string => `answers ${queues++}`;
/** All that a client gets that sends everything at once. */
const answers = async (...frames: readonly Buffer[]): Promise<string[]> => (await Peer.open(playground.info.amqp, ...frames)).close();
const post = (delivery: number, body: string, state: unknown, settled = false): Buffer =>
  transfer(delivery, message(body), { handle: 1, state, settled });

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
