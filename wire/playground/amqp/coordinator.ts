import { decodeMessage, hexText, type ValueNode } from '../../../protocols/amqp/index.ts';
import type { Arrival } from './assembly.ts';
import { accepted, answer, declared, rejected } from './delivery-states.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { IncomingLink } from './incoming-link.ts';
import { MAX_MESSAGE_SIZE } from './limits.ts';
import { types, type RheaDelivery, type RheaReceiver, type Typed } from './rhea.ts';
import type { Transaction } from './transaction.ts';
import { unknown, type Transactions } from './transactions.ts';

const SYMBOL = 0xa3;
/** What this coordinator can do (4.5.7). */
const CAPABILITIES = ['amqp:local-transactions', 'amqp:multi-txns-per-ssn', 'amqp:multi-ssns-per-txn'];

/** A link on which a client declares and discharges transactions (AMQP 1.0, 4.1 to 4.3). When it ends, they roll back. */
export class Coordinator {
  readonly #link: IncomingLink;
  readonly #transactions: Transactions;
  /** Those that were declared on this link. */
  readonly #declared = new Map<string, Transaction>();
  readonly #mayReject: boolean;

  constructor(receiver: RheaReceiver, arrival: () => Arrival | undefined, transactions: Transactions) {
    this.#transactions = transactions;
    this.#mayReject = allowsRejected(receiver);
    receiver.local.attach.max_message_size = MAX_MESSAGE_SIZE;
    receiver.local.attach.rcv_settle_mode = receiver.rcv_settle_mode;
    receiver.set_source({});
    receiver.local.attach.target = coordinatorTarget();
    this.#link = new IncomingLink(
      receiver,
      arrival,
      (delivery, request) => this.#receive(delivery, request),
      () => this.#rollBack(),
    );
  }

  end(): void {
    this.#link.end();
  }

  #receive(delivery: RheaDelivery, { bytes, transaction }: Arrival): void {
    const body = delivery.format === 0 ? bodyOf(bytes) : undefined;
    if (delivery.remote_settled) {
      // Nobody could be told the id, or whether it was committed.
      this.#link.close(failure('amqp:not-allowed', 'A declare or discharge is sent unsettled (4.2, 4.3).'));
      delivery.update(true);
    } else if (transaction !== undefined || (body?.type !== 'declare' && body?.type !== 'discharge')) {
      this.#refuse(delivery, failure('amqp:not-allowed', 'The coordinator takes declare and discharge, each by itself (4.5.1).'));
    } else if (body.type === 'declare') {
      this.#declare(delivery, body);
    } else {
      this.#discharge(delivery, body);
    }
  }

  #declare(delivery: RheaDelivery, body: ValueNode): void {
    const transaction = isGiven(body, 'global-id')
      ? failure('amqp:not-implemented', 'The playground has local transactions only; leave the global-id out.')
      : this.#transactions.declare((problem) => this.#link.close(problem));
    if ('condition' in transaction) {
      this.#refuse(delivery, transaction);
      return;
    }
    this.#declared.set(transaction.id, transaction);
    answer(delivery, declared(transaction.id));
  }

  #discharge(delivery: RheaDelivery, body: ValueNode): void {
    const value = fieldOf(body, 'txn-id')?.value;
    const id = value instanceof Uint8Array ? hexText(value) : '';
    const transaction = this.#declared.get(id);
    this.#declared.delete(id);
    const problem =
      transaction === undefined ? unknown(id) : this.#transactions.discharge(transaction, fieldOf(body, 'fail')?.value === true);
    if (problem === undefined) answer(delivery, accepted());
    else this.#refuse(delivery, problem);
  }

  /** Where the source does not allow the outcome rejected, the link ends with the error instead (4.2, 4.3). */
  #refuse(delivery: RheaDelivery, problem: AmqpFailure): void {
    if (this.#mayReject) {
      answer(delivery, rejected(problem));
      return;
    }
    this.#link.close(problem);
    delivery.settled = true;
  }

  #rollBack(): void {
    for (const transaction of this.#declared.values()) this.#transactions.discharge(transaction, true);
    this.#declared.clear();
  }
}

function coordinatorTarget(): Typed {
  return types.described(types.wrap_ulong(0x30), types.wrap_list([types.wrap_array(CAPABILITIES, SYMBOL)]));
}

/** A source that names no outcomes allows all. */
function allowsRejected({ source }: RheaReceiver): boolean {
  const outcomes = source?.outcomes;
  return outcomes == null || [outcomes].flat().includes('amqp:rejected:list');
}

/** The value in the amqp-value section of a message (3.2.8). */
function bodyOf(message: Buffer): ValueNode | undefined {
  return decodeMessage(message).sections.find((section) => section.type === 'amqp-value')?.children[0];
}

function fieldOf(composite: ValueNode, name: string): ValueNode | undefined {
  return composite.children.find((child) => child.name === name);
}

function isGiven(composite: ValueNode, name: string): boolean {
  return fieldOf(composite, name)?.presence === 'present';
}
