import { describe, expect, it } from 'vitest';
import { Budget } from '../../../playground/amqp/budget.ts';
import { maxHeldMessages, maxQueueMessages } from '../../../playground/amqp/limits.ts';
import { messageOverhead, storeMessage, type StoredMessage } from '../../../playground/amqp/message.ts';
import { Queue } from '../../../playground/amqp/queue.ts';
import { Topic } from '../../../playground/amqp/topic.ts';
import { Transaction } from '../../../playground/amqp/transaction.ts';
import { message } from './messages.ts';

const stored = (size = 0): StoredMessage => storeMessage(message('x'.repeat(size)), 0);
const nothing = (): void => undefined;

function fixture(memory = 1e9): {
  budget: Budget;
  queue: Queue;
  transaction: Transaction;
  decided: string[];
  abandoned: string[];
} {
  const budget = new Budget(memory);
  const abandoned: string[] = [];
  const transaction = new Transaction('00', budget, (problem) => abandoned.push(problem.condition));
  const decided: string[] = [];
  transaction.decide({}, { apply: () => decided.push('applied'), undo: () => decided.push('undone') });
  return { budget, queue: new Queue('q', budget, nothing, nothing), transaction, decided, abandoned };
}

describe('a transaction', () => {
  it('puts its messages into the queue and applies its decisions, once', () => {
    const { queue, transaction, decided } = fixture();
    expect(transaction.add(stored(), queue)).toBeUndefined();
    expect([queue.depth, decided]).toEqual([0, []]);
    expect(transaction.commit()).toBeUndefined();
    transaction.rollback();
    expect([queue.depth, decided]).toEqual([1, ['applied']]);
  });

  it('forgets its messages and undoes its decisions when it rolls back', () => {
    const { queue, transaction, decided } = fixture();
    transaction.add(stored(), queue);
    transaction.rollback();
    expect([queue.depth, decided]).toEqual([0, ['undone']]);
  });

  it('replaces a decision by a later one about the same delivery', () => {
    const { transaction } = fixture();
    const said: string[] = [];
    const delivery = {};
    for (const which of ['first', 'second'])
      transaction.decide(delivery, { apply: () => said.push(which), undo: nothing });
    transaction.commit();
    expect(said).toEqual(['second']);
  });

  it('takes no more than there is memory, and gives it back', () => {
    const { budget, queue, transaction } = fixture(1_000 + messageOverhead);
    expect(transaction.add(stored(600), queue)).toBeUndefined();
    expect(transaction.add(stored(600), queue)).toMatchObject({ condition: 'amqp:resource-limit-exceeded' });
    expect(budget.has(600 + messageOverhead)).toBe(false);
    transaction.rollback();
    expect(budget.has(1_000 + messageOverhead)).toBe(true);
  });

  it('commits what it holds even if that is all the memory that there is', () => {
    const { queue, transaction } = fixture(1_000 + messageOverhead);
    transaction.add(stored(900), queue);
    expect(transaction.commit()).toBeUndefined();
    expect(queue.depth).toBe(1);
  });

  it('takes a limited number of messages, however small', () => {
    const { queue, transaction } = fixture();
    const tiny = storeMessage(Buffer.alloc(0), 1);
    for (let i = 0; i < maxHeldMessages; i++) transaction.add(tiny, queue);
    expect(transaction.add(tiny, queue)).toMatchObject({ condition: 'amqp:resource-limit-exceeded' });
  });

  it('is rolled back as a whole if one of its queues is full at the commit', () => {
    const { budget, queue, transaction, decided } = fixture();
    const full = new Queue('full', budget, nothing, nothing);
    for (let i = 0; i < maxQueueMessages - 1; i++) full.add(stored());
    transaction.add(stored(), queue);
    transaction.add(stored(), full);
    transaction.add(stored(), full);
    expect(transaction.commit()).toMatchObject({ condition: 'amqp:transaction:rollback' });
    expect([queue.depth, full.depth, decided]).toEqual([0, maxQueueMessages - 1, ['undone']]);
  });

  it('is rolled back if a topic has more subscribers than there is memory for copies', () => {
    const { budget, transaction } = fixture(1_000 + messageOverhead);
    const topic = new Topic('topic/t', budget, nothing, nothing);
    const subscriptions = [topic.subscribe(), topic.subscribe()];
    transaction.add(stored(600), topic);
    expect(transaction.commit()).toMatchObject({ condition: 'amqp:transaction:rollback' });
    expect(subscriptions.map(({ queue }) => queue.depth)).toEqual([0, 0]);
    expect(budget.has(1_000 + messageOverhead)).toBe(true);
  });

  it('cannot be committed once something of it was lost untold', () => {
    const { queue, transaction } = fixture();
    transaction.add(stored(), queue);
    transaction.doom({ condition: 'amqp:resource-limit-exceeded', description: 'full' });
    expect(transaction.commit()?.description).toContain('amqp:resource-limit-exceeded: full');
    expect(queue.depth).toBe(0);
  });

  it('keeps a queue that nobody else uses until it has ended', () => {
    const { budget, transaction } = fixture();
    let idle = 0;
    const queue = new Queue('q', budget, nothing, () => idle++);
    transaction.add(stored(), queue);
    expect(idle).toBe(0);
    transaction.rollback();
    expect(idle).toBe(1);
  });

  it('ends the link to the coordinator if it is given up', () => {
    const { transaction, abandoned } = fixture();
    transaction.abandon({ condition: 'amqp:transaction:rollback', description: 'no' });
    expect(abandoned).toEqual(['amqp:transaction:rollback']);
  });
});
