import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Broker, deadLetters } from '../../../playground/amqp/broker.ts';
import { Budget } from '../../../playground/amqp/budget.ts';
import { deletedNode } from '../../../playground/amqp/failure.ts';
import { maxQueueMessages, maxSubscriptions } from '../../../playground/amqp/limits.ts';
import { costOf, storeMessage, stringAnnotations, type StoredMessage } from '../../../playground/amqp/message.ts';
import { Queue, type Consumer, type Settlement } from '../../../playground/amqp/queue.ts';
import { Topic, type Subscription } from '../../../playground/amqp/topic.ts';
import { body, message, read } from './messages.ts';

/** A consumer that keeps what it takes. */
class Taker implements Consumer {
  credit: number;
  readonly #presettled: boolean;
  readonly browsing: boolean;
  readonly taken: string[] = [];
  readonly messages: StoredMessage[] = [];
  readonly #settle: ((settlement: Settlement) => void)[] = [];
  drained = 0;

  constructor(credit: number, kind: 'normal' | 'presettled' | 'browsing' = 'normal') {
    this.credit = credit;
    this.#presettled = kind === 'presettled';
    this.browsing = kind === 'browsing';
  }

  canTake(): boolean {
    return this.credit > 0;
  }

  take(taken: StoredMessage, settle: (settlement: Settlement) => void): void {
    this.credit--;
    this.messages.push(taken);
    this.taken.push(body(taken.bytes));
    if (this.#presettled) settle({ kind: 'accepted' });
    else this.#settle.push(settle);
  }

  exhausted(): void {
    this.drained++;
  }

  readonly reasons: string[] = [];

  deleted({ condition }: { readonly condition: string }): void {
    this.reasons.push(condition);
  }

  overdue({ condition }: { readonly condition: string }): void {
    this.reasons.push(`overdue ${condition}`);
  }

  settle(settlement: Settlement): void {
    this.#settle.shift()?.(settlement);
  }
}

const dead: string[] = [];
function queueOf(...bodies: string[]): Queue {
  dead.length = 0;
  const queue = new Queue(
    'q',
    new Budget(1e9),
    (buried) => dead.push(body(buried.bytes)),
    () => undefined,
  );
  for (const text of bodies) queue.add(storeMessage(message(text), 0));
  return queue;
}

describe('a queue', () => {
  it('gives messages out in order, as far as credit goes', () => {
    const queue = queueOf('a', 'b', 'c');
    const taker = new Taker(2);
    queue.addConsumer(taker);
    queue.dispatch();
    expect([taker.taken, queue.depth]).toEqual([['a', 'b'], 1]);
    taker.credit = 5;
    queue.dispatch();
    expect(taker.taken).toEqual(['a', 'b', 'c']);
  });

  it('gives each message to one of its consumers, in turn', () => {
    const queue = queueOf();
    const takers = [new Taker(10), new Taker(10), new Taker(1)];
    for (const taker of takers) queue.addConsumer(taker);
    for (const text of ['1', '2', '3', '4', '5']) queue.add(storeMessage(message(text), 0));
    expect(takers.map((taker) => taker.taken)).toEqual([['1', '4'], ['2', '5'], ['3']]);
  });

  it('forgets what was accepted', () => {
    const queue = queueOf('a');
    const taker = new Taker(5);
    queue.addConsumer(taker);
    queue.dispatch();
    taker.settle({ kind: 'accepted' });
    expect([queue.depth, dead]).toEqual([0, []]);
  });

  it('gives what was released to the next, in its old place and unchanged', () => {
    const queue = queueOf('a', 'b');
    const taker = new Taker(1);
    queue.addConsumer(taker);
    queue.dispatch();
    taker.credit = 2;
    taker.settle({ kind: 'released' });
    expect(taker.taken).toEqual(['a', 'a', 'b']);
    expect(taker.messages[1]?.bytes).toEqual(taker.messages[0]?.bytes);
  });

  it('puts what was rejected to the dead letters, with whence and why', () => {
    const broker = new Broker(() => undefined);
    const queue = broker.find('orders', false) as Queue;
    queue.add(storeMessage(message('bad'), 0));
    const taker = new Taker(1);
    queue.addConsumer(taker);
    queue.dispatch();
    taker.settle({ kind: 'rejected', reason: 'amqp:decode-error: no' });
    const undertaker = new Taker(1);
    const grave = broker.find(deadLetters, false) as Queue;
    grave.addConsumer(undertaker);
    grave.dispatch();
    expect(read(undertaker.messages[0]?.bytes)).toMatchObject({
      body: 'bad',
      message_annotations: { 'x-opt-rejected-from': 'orders', 'x-opt-rejected-because': 'amqp:decode-error: no' },
    });
    undertaker.settle({ kind: 'rejected', reason: 'again' });
    expect(grave.depth).toBe(0);
  });

  it('counts failed deliveries, and keeps undeliverable ones from that consumer', () => {
    const queue = queueOf('a', 'b');
    const [one, two] = [new Taker(1), new Taker(0)];
    queue.addConsumer(one);
    queue.addConsumer(two);
    queue.dispatch();
    one.credit = 5;
    one.settle({ kind: 'modified', change: { failed: true }, undeliverableHere: true });
    expect(one.taken).toEqual(['a', 'b']);
    two.credit = 5;
    queue.dispatch();
    expect(two.taken).toEqual(['a']);
    expect(read(two.messages[0]?.bytes)).toMatchObject({ delivery_count: 1, first_acquirer: false, body: 'a' });
  });

  it('shows all to a browser, and takes nothing away', () => {
    const queue = queueOf('a', 'b');
    const browser = new Taker(10, 'browsing');
    queue.addConsumer(browser);
    queue.dispatch();
    queue.add(storeMessage(message('c'), 0));
    expect([browser.taken, queue.depth]).toEqual([['a', 'b', 'c'], 3]);
  });

  it('drops what has outlived its time', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const queue = queueOf();
    queue.add(storeMessage(message('short', { ttl: 1 }), 0));
    queue.add(storeMessage(message('long', { ttl: 60_000 }), 0));
    vi.advanceTimersByTime(2);
    const taker = new Taker(5);
    queue.addConsumer(taker);
    queue.dispatch();
    expect(taker.taken).toEqual(['long']);
  });

  it('tells a consumer when there is nothing more', () => {
    const queue = queueOf('a');
    const taker = new Taker(5);
    queue.addConsumer(taker);
    queue.dispatch();
    expect(taker.drained).toBeGreaterThan(0);
  });

  it('says so when it is full', () => {
    const queue = queueOf();
    const stored = storeMessage(message('x'), 0);
    for (let i = 0; i < maxQueueMessages; i++) expect(queue.add(stored)).toBeUndefined();
    expect(queue.add(stored)).toMatchObject({ condition: 'amqp:resource-limit-exceeded' });
  });

  it('shares the memory with the others, and gives it back when a message is gone for good', () => {
    const stored = storeMessage(message('x'), 0);
    const size = costOf(stored);
    const budget = new Budget(3 * size);
    const queue = new Queue(
      'q',
      budget,
      () => undefined,
      () => undefined,
    );
    const [taker, greedy] = [new Taker(2), new Taker(0, 'presettled')];
    queue.addConsumer(taker);
    queue.addConsumer(greedy);
    for (let i = 0; i < 3; i++) expect(queue.add(stored)).toBeUndefined();
    expect(queue.add(stored)).toMatchObject({ condition: 'amqp:resource-limit-exceeded' });
    taker.settle({ kind: 'accepted' });
    expect(queue.add(stored)).toBeUndefined();
    taker.settle({ kind: 'modified', change: { failed: true }, undeliverableHere: false });
    greedy.credit = 1;
    queue.dispatch();
    expect(budget.take(size)).toBe(true);
    queue.discard(deletedNode('q'));
    expect(budget.take(2 * size)).toBe(true);
    expect(budget.take(1)).toBe(false);
  });

  it('counts what consumers add to a message, and leaves out annotations for which there is no room', () => {
    const budget = new Budget(10_000);
    const queue = new Queue(
      'q',
      budget,
      () => undefined,
      () => undefined,
    );
    const taker = new Taker(Infinity);
    queue.addConsumer(taker);
    queue.add(storeMessage(message('x'), 0));
    for (let i = 0; i < 50; i++) {
      const annotations = stringAnnotations({ [`x-opt-${i}`]: 'y'.repeat(1_000) });
      taker.settle({ kind: 'modified', change: { failed: true, annotations }, undeliverableHere: false });
      expect(taker.messages.at(-1)?.bytes.length).toBeLessThan(10_000);
    }
    expect(budget.used).toBeGreaterThan(5_000);
    expect(read(taker.messages.at(-1)?.bytes)).toMatchObject({ body: 'x', delivery_count: 50 });
    taker.settle({ kind: 'accepted' });
    expect(budget.used).toBe(0);
  });

  it('is forgotten when it is empty and nobody uses it, and not before', () => {
    const forgotten: string[] = [];
    const queue = new Queue(
      'q',
      new Budget(1e9),
      () => undefined,
      ({ address }) => forgotten.push(address),
    );
    const taker = new Taker(1);
    const [gone, producerGone] = [queue.addConsumer(taker), queue.addProducer({ deleted: () => undefined })];
    queue.add(storeMessage(message('a'), 0));
    gone();
    producerGone();
    expect(forgotten).toEqual([]);
    taker.settle({ kind: 'accepted' });
    expect(forgotten).toEqual(['q']);
  });
});

describe('a topic', () => {
  const durable = (topic: Topic, key: string): Subscription => {
    const subscription = topic.findDurable(key) ?? topic.subscribeDurably(key, () => undefined);
    if ('condition' in subscription) throw new Error(subscription.description);
    return subscription;
  };
  const make = (): Topic =>
    new Topic(
      'topic/t',
      new Budget(1e9),
      () => undefined,
      () => undefined,
    );

  it('copies to every subscription that is there', () => {
    const topic = make();
    const takers = [new Taker(5), new Taker(5)];
    topic.add(storeMessage(message('too early'), 0));
    for (const taker of takers) topic.subscribe().queue.addConsumer(taker);
    topic.add(storeMessage(message('news'), 0));
    expect(takers.map((taker) => taker.taken)).toEqual([['news'], ['news']]);
  });

  it('keeps for a durable subscription whose consumer is away, until it is removed', () => {
    const topic = make();
    const subscription = durable(topic, 'me');
    topic.add(storeMessage(message('kept'), 0));
    expect(durable(topic, 'me')).toBe(subscription);
    expect(durable(topic, 'you')).not.toBe(subscription);
    expect(subscription.queue.depth).toBe(1);
    subscription.remove();
    expect(durable(topic, 'me').queue.depth).toBe(0);
  });

  it('does not keep for ever more subscriptions', () => {
    const topic = make();
    for (let i = 0; i < maxSubscriptions; i++) durable(topic, String(i));
    expect(topic.subscribeDurably('one more', () => undefined)).toMatchObject({
      condition: 'amqp:resource-limit-exceeded',
    });
  });
});

describe('an address', () => {
  const broker = new Broker(() => undefined);

  it.each([
    ['', 'amqp:invalid-field'],
    ['$management', 'amqp:not-found'],
    ['$cbs', 'amqp:not-found'],
    ['temporary/of-somebody-else', 'amqp:not-found'],
  ])('%j is refused with %s', (address, condition) => {
    expect(broker.find(address, false)).toMatchObject({ condition });
  });

  it('is a topic by its prefix or by the capability asked for, and the same node ever after', () => {
    expect(broker.find('topic/a', false)).toBeInstanceOf(Topic);
    expect(broker.find('b', true)).toBeInstanceOf(Topic);
    const queue = broker.find('c', false);
    expect(queue).toBeInstanceOf(Queue);
    expect(broker.find('c', true)).toBe(queue);
  });

  it('that the broker makes up lives until it is removed', () => {
    const temporary = broker.createTemporary();
    if ('condition' in temporary) throw new Error(temporary.description);
    const { queue, remove } = temporary;
    expect(broker.find(queue.address, false)).toBe(queue);
    remove();
    expect(broker.find(queue.address, false)).toMatchObject({ condition: 'amqp:not-found' });
  });
});
