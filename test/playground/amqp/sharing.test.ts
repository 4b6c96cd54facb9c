import { describe, expect, it } from 'vitest';
import { Broker } from '../../../playground/amqp/broker.ts';
import type { AmqpFailure } from '../../../playground/amqp/failure.ts';
import { containerShare, maxStoredBytes } from '../../../playground/amqp/limits.ts';
import { messageOverhead, storeMessage } from '../../../playground/amqp/message.ts';
import type { Owner } from '../../../playground/amqp/owner.ts';
import { Partial } from '../../../playground/amqp/partial.ts';
import { Queue, type Consumer, type Settlement } from '../../../playground/amqp/queue.ts';
import { Transaction } from '../../../playground/amqp/transaction.ts';

/** Bytes that all messages here share, so that the test itself needs few. */
const bytes = Buffer.alloc(16_000_000);
const MEGABYTE = 1_000_000;

class Scene {
  readonly lines: string[] = [];
  readonly broker = new Broker((line) => this.lines.push(line));

  owner(id: string): Owner {
    return this.broker.owners.of(id, '127.0.0.1');
  }

  queue(address: string): Queue {
    const node = this.broker.find(address, false);
    if (!(node instanceof Queue)) throw new Error(address);
    return node;
  }

  /** Sends a message of so many bytes from a container to a queue of its own. */
  send(id: string, size: number, address = `of ${id}`): AmqpFailure | undefined {
    return this.queue(address).add(storeMessage(bytes.subarray(0, size - messageOverhead), 1, this.owner(id).account));
  }

  /** A container sends until it is refused, or has sent what a container may have. */
  fill(id: string, size = MEGABYTE): void {
    for (let sent = 0, part = 0; sent + size <= containerShare.bytes; sent += size, part++)
      if (this.send(id, size, `of ${id} ${Math.floor(part / 50)}`) !== undefined) return;
  }

  used(id: string): number {
    return this.owner(id).account.used;
  }
}

class Holder implements Consumer {
  readonly browsing: boolean;
  readonly settle: ((settlement: Settlement) => void)[] = [];
  closed = 0;
  credit = Infinity;

  constructor(browsing = false) {
    this.browsing = browsing;
  }

  canTake = (): boolean => this.credit > 0;
  take = (_message: unknown, settle: (settlement: Settlement) => void): void => void this.settle.push(settle);
  exhausted = (): void => undefined;
  deleted = (): void => undefined;
  overdue = (): void => {
    this.closed++;
  };
}

describe('two containers that fill the memory', () => {
  it('give up their oldest messages for a third, until all have the same', () => {
    const scene = new Scene();
    for (const id of ['a', 'b']) scene.fill(id);
    expect(scene.broker.budget.used).toBeGreaterThan(maxStoredBytes - 2 * MEGABYTE);
    scene.fill('c');
    for (const id of ['a', 'b', 'c']) expect(scene.used(id)).toBeGreaterThan(maxStoredBytes / 3 - 3 * MEGABYTE);
    expect(scene.broker.budget.used).toBeLessThanOrEqual(maxStoredBytes);
    expect(scene.send('c', 10 * MEGABYTE)).toMatchObject({ condition: 'amqp:resource-limit-exceeded' });
    expect(scene.lines.join('\n')).toContain('gives up its oldest messages');
  });
});

describe('fifty containers that fill the memory', () => {
  it('leave a small one able to send and to receive, and do not take what it has', () => {
    const scene = new Scene();
    expect(scene.send('early', MEGABYTE)).toBeUndefined();
    for (let i = 0; i < 50; i++) scene.fill(`greedy ${i}`);
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 20; i++) expect(scene.send('honest', 100_000)).toBeUndefined();
      scene.fill('greedy 7');
    }
    expect(scene.queue('of honest').depth).toBe(60);
    expect(scene.queue('of early').depth).toBe(1);
    const holder = new Holder();
    scene.queue('of honest').addConsumer(holder);
    scene.queue('of honest').dispatch();
    for (const settle of holder.settle.splice(0)) settle({ kind: 'accepted' });
    expect(scene.used('honest')).toBe(0);
  });
});

describe('a container that fills the memory with what cannot be taken from a queue', () => {
  it('such as messages that a consumer holds: the consumer loses them', () => {
    const scene = new Scene();
    const holder = new Holder();
    scene.queue('held').addConsumer(holder);
    for (let i = 0; i < 8; i++) expect(scene.send('a', 16 * MEGABYTE, 'held')).toBeUndefined();
    scene.fill('b');
    scene.fill('c');
    expect(holder.closed).toBeGreaterThan(0);
    holder.credit = 0;
    for (const settle of holder.settle) settle({ kind: 'released' });
    expect(scene.broker.budget.used).toBeLessThanOrEqual(maxStoredBytes);
    expect(scene.used('a') + scene.used('b') + scene.used('c')).toBe(scene.broker.budget.used);
  });

  it.each(['messages of which the end is missing', 'messages of a transaction'])(
    'such as %s: one of its connections is closed',
    (what) => {
      const scene = new Scene();
      const { account, clients } = scene.owner('a');
      const transaction = new Transaction('00', account, () => undefined);
      const partials = Array.from(
        { length: 8 },
        (_, id) => new Partial(account, { id, format: 1, transaction: undefined, settlesFirst: true }),
      );
      clients.add({
        close: () => {
          for (const partial of partials) partial.discard();
          transaction.rollback();
        },
      });
      for (const partial of partials)
        expect(
          what.includes('end')
            ? partial.add(bytes)
            : transaction.add(storeMessage(bytes, 1, account), scene.queue('of a')),
        ).toBeUndefined();
      scene.fill('b');
      expect(scene.used('a')).toBeGreaterThan(100 * MEGABYTE);
      for (let i = 0; i < 20; i++) expect(scene.send('c', MEGABYTE)).toBeUndefined();
      expect(scene.used('a')).toBe(0);
    },
  );

  it('such as messages that are written to a browser: they count until they are written', () => {
    const scene = new Scene();
    const [browser, taker] = [new Holder(true), new Holder()];
    scene.queue('seen').addConsumer(browser);
    scene.send('a', MEGABYTE, 'seen');
    scene.queue('seen').addConsumer(taker);
    scene.queue('seen').dispatch();
    taker.settle[0]?.({ kind: 'accepted' });
    expect(scene.used('a')).toBe(MEGABYTE);
    browser.settle[0]?.({ kind: 'released' });
    expect(scene.used('a')).toBe(0);
  });
});
