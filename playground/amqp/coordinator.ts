import { toHex } from '../../protocols/core/index.ts';
import type { ValueNode } from '../../protocols/amqp/index.ts';
import { accepted, declared, rejected } from './delivery-states.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { childOf } from './frame-check.ts';
import { IncomingLink, type Arrival } from './incoming-link.ts';
import type { Link } from './model.ts';
import type { Transaction } from './transaction.ts';
import { unknown, type Transactions } from './transactions.ts';
import { composite, symbols, type Fields } from './values.ts';

/** The attach that answers, with what this coordinator can do (4.5.7). */
export const coordinatorFields: Fields = {
  source: composite('source'),
  target: composite('coordinator', {
    capabilities: symbols(['amqp:local-transactions', 'amqp:multi-txns-per-ssn', 'amqp:multi-ssns-per-txn']),
  }),
};

/** A link on which a client declares and discharges transactions (AMQP 1.0, 4.1 to 4.3). When it ends, they roll back. */
export class Coordinator {
  readonly endpoint: IncomingLink;
  readonly #link: Link;
  readonly #transactions: Transactions;
  /** Those that were declared on this link. */
  readonly #declared = new Map<string, Transaction>();
  readonly #mayReject: boolean;

  constructor(link: Link) {
    this.#link = link;
    this.#transactions = link.connection.transactions;
    this.#mayReject = link.request.source?.outcomes?.includes('amqp:rejected:list') ?? true;
    this.endpoint = new IncomingLink(
      link,
      (request) => this.#receive(request),
      () => this.#rollBack(),
    );
  }

  #receive(request: Arrival): void {
    const body = request.sections.find((section) => section.type === 'amqp-value')?.children[0];
    if (request.settled) {
      // Nobody could be told the id, or whether it was committed.
      this.#link.close(failure('amqp:not-allowed', 'A declare or discharge is sent unsettled (4.2, 4.3).'));
    } else if (request.transaction !== undefined || (body?.type !== 'declare' && body?.type !== 'discharge')) {
      this.#refuse(
        request,
        failure('amqp:not-allowed', 'The coordinator takes declare and discharge, each by itself (4.5.1).'),
      );
    } else if (body.type === 'declare') {
      this.#declare(request, body);
    } else {
      this.#discharge(request, body);
    }
  }

  #declare(request: Arrival, body: ValueNode): void {
    const transaction =
      childOf(body, 'global-id')?.presence === 'present'
        ? failure('amqp:not-implemented', 'The playground has local transactions only; leave the global-id out.')
        : this.#transactions.declare((problem) => this.#link.close(problem));
    if ('condition' in transaction) {
      this.#refuse(request, transaction);
      return;
    }
    this.#declared.set(transaction.id, transaction);
    request.answer(declared(transaction.id));
  }

  #discharge(request: Arrival, body: ValueNode): void {
    const value = childOf(body, 'txn-id')?.value;
    const id = value instanceof Uint8Array ? toHex(value) : '';
    const transaction = this.#declared.get(id);
    if (transaction?.hasIncomplete === true) {
      transaction.abandon(
        failure(
          'amqp:transaction:rollback',
          `A delivery of the transaction ${id} is not complete. Send its last transfer, or abort it, before the discharge (4.4.1).`,
        ),
      );
      return;
    }
    this.#declared.delete(id);
    const problem =
      transaction === undefined
        ? unknown(id)
        : this.#transactions.discharge(transaction, childOf(body, 'fail')?.value === true);
    if (problem === undefined) request.answer(accepted);
    else this.#refuse(request, problem);
  }

  /** Where the source does not allow the outcome rejected, the link ends with the error instead (4.2, 4.3). */
  #refuse(request: Arrival, problem: AmqpFailure): void {
    if (this.#mayReject) request.answer(rejected(problem));
    else this.#link.close(problem);
  }

  #rollBack(): void {
    for (const transaction of this.#declared.values()) this.#transactions.discharge(transaction, true);
    this.#declared.clear();
  }
}
