import { describe, expect, it } from 'vitest';
import { Budget } from '../../../playground/amqp/budget.ts';
import { storeMessage } from '../../../playground/amqp/message.ts';
import { Queue, type Consumer } from '../../../playground/amqp/queue.ts';
import { composite, frame, source, target, uint } from './frames.ts';
import { message } from './messages.ts';
import { receive, transfer, type Peer } from './peer.ts';
import { quietBroker } from './quiet-broker.ts';

const { newQueue, peer } = quietBroker();
const LINKS = 5;

/** Receivers on the handles 1 to 5, each of which may get ten messages. */
const receivers = (queue: string): Buffer[] =>
  Array.from({ length: LINKS }, (_, index) => index + 1).flatMap((handle) => [
    frame(0x12, [`in ${handle}`, uint(handle), true, null, null, source(queue), target('')]),
    frame(0x13, [uint(0), uint(100), uint(1), uint(100), uint(handle), uint(0), uint(10)]),
  ]);

/** The delivery-count of the header of the message that came last. */
function deliveryCount(client: Peer): number {
  const bytes = Buffer.concat(
    client.frames
      .filter(({ performativeName }) => performativeName === 'transfer')
      .map((each) => Buffer.from(each.bytes)),
  );
  // The header section ends with the field: 0x43 is 0, 0x52 a byte follows.
  const end = bytes.lastIndexOf(Buffer.from('005373', 'hex'));
  return bytes[end - 2] === 0x52 ? (bytes[end - 1] ?? NaN) : NaN;
}

describe('a message that a client held when it went', () => {
  it.each([
    ['its session ended', (client: Peer) => client.send(frame(0x17, []))],
    ['its connection closed', (client: Peer) => client.send(frame(0x18, []))],
    ['its connection broke', (client: Peer) => client.destroy()],
    [
      'its session was ended with an error',
      (client: Peer) => client.send(frame(0x15, [true, uint(0), null, true, composite(0x99)])),
    ],
  ])('counts one failed attempt when %s, however many links could have taken it', async (_how, leave) => {
    const queue = newQueue();
    const sender = await peer(
      frame(0x12, ['out', uint(0), false, null, null, source(''), target(queue), null, null, uint(0)]),
    );
    sender.send(transfer(0, message('x')));
    await sender.until('disposition 0 settled accepted');
    const holder = await peer(...receivers(queue));
    await holder.until('transfer 0 x');
    leave(holder);
    const next = await peer(receive(queue, 1));
    await next.until('transfer 0 x');
    expect(deliveryCount(next)).toBe(1);
    await next.close();
    holder.destroy();
    await sender.close();
  });
});

describe('thousands of messages that a consumer has refused', () => {
  it('are not compared with every consumer each time', () => {
    let asked = 0;
    const consumer = (): Consumer & { settle: (() => void)[]; credit: number } => {
      const self = {
        settle: [] as (() => void)[],
        credit: 0,
        browsing: false,
        exhausted: () => undefined,
        deleted: () => undefined,
        overdue: () => undefined,
        canTake: () => (asked++, self.credit > 0),
        take: (
          _message: unknown,
          settle: (settlement: { kind: 'modified'; change: object; undeliverableHere: boolean }) => void,
        ) => {
          self.credit--;
          self.settle.push(() => settle({ kind: 'modified', change: {}, undeliverableHere: true }));
        },
      };
      return self;
    };
    const queue = new Queue(
      'q',
      new Budget(1e9),
      () => undefined,
      () => undefined,
    );
    const count = 1_000;
    for (let i = 0; i < count; i++) queue.add(storeMessage(message('x'), 0));
    const refusing = consumer();
    refusing.credit = count;
    for (const each of [refusing, ...Array.from({ length: 100 }, consumer)]) queue.addConsumer(each);
    queue.dispatch();
    for (const settle of refusing.settle) settle();
    refusing.credit = count;
    asked = 0;
    queue.dispatch();
    expect(queue.depth).toBe(count);
    expect(asked).toBeLessThan(1_000);
  });
});
