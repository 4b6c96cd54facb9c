import { choice, field, inBook } from './build.ts';
import type { CompositeDefinition, RestrictedDefinition } from './model.ts';

const { composite, restricted } = inBook('transactions');

/** The composite types of part 4, Transactions (AMQP 1.0, 4.5). */
export const transactionComposites: readonly CompositeDefinition[] = [
  composite('coordinator', '4.5.1', 0x30n, ['target'], 'The target of a link that controls transactions.', [
    field('capabilities', 'symbol', 'What kinds of transactions are wanted or supported.', {
      multiple: true,
      requires: 'txn-capability',
    }),
  ]),
  composite('declare', '4.5.2', 0x31n, [], 'Body of a message that asks for a new transaction.', [
    field('global-id', '*', 'Name of a distributed transaction to join.', { requires: 'global-tx-id' }),
  ]),
  composite('discharge', '4.5.3', 0x32n, [], 'Body of a message that commits a transaction or rolls it back.', [
    field('txn-id', '*', 'The transaction.', { mandatory: true, requires: 'txn-id' }),
    field('fail', 'boolean', 'True to roll back, false to commit.'),
  ]),
  composite(
    'declared',
    '4.5.5',
    0x33n,
    ['delivery-state', 'outcome'],
    'Outcome of a declare: the transaction exists.',
    [field('txn-id', '*', 'Name of the new transaction.', { mandatory: true, requires: 'txn-id' })],
  ),
  composite(
    'transactional-state',
    '4.5.6',
    0x34n,
    ['delivery-state'],
    'State of a delivery that is part of a transaction.',
    [
      field('txn-id', '*', 'The transaction.', { mandatory: true, requires: 'txn-id' }),
      field('outcome', '*', 'The outcome that holds once the transaction commits.', { requires: 'outcome' }),
    ],
  ),
];

/** The restricted types of part 4, Transactions (AMQP 1.0, 4.5). */
export const transactionRestricted: readonly RestrictedDefinition[] = [
  restricted(
    'transaction-id',
    '4.5.4',
    'binary',
    ['txn-id'],
    'Name of a transaction, made by the coordinator; at most 32 bytes.',
  ),
  restricted('txn-capability', '4.5.7', 'symbol', ['txn-capability'], 'What a coordinator can do.', [
    choice('local-transactions', 'amqp:local-transactions', 'transactions of its own'),
    choice('distributed-transactions', 'amqp:distributed-transactions', 'X/Open distributed transactions'),
    choice('promotable-transactions', 'amqp:promotable-transactions', 'local transactions that can become distributed'),
    choice('multi-txns-per-ssn', 'amqp:multi-txns-per-ssn', 'several transactions at once in a session'),
    choice('multi-ssns-per-txn', 'amqp:multi-ssns-per-txn', 'one transaction in several sessions of a connection'),
  ]),
  restricted('transaction-error', '4.5.8', 'symbol', ['error-condition'], 'Errors of transactions.', [
    choice('unknown-id', 'amqp:transaction:unknown-id', 'no transaction has the name'),
    choice('transaction-rollback', 'amqp:transaction:rollback', 'the transaction was rolled back'),
    choice('transaction-timeout', 'amqp:transaction:timeout', 'the work took too long'),
  ]),
];
