import type { DecodedFrame } from '../decode/frame.ts';
import type { ValueNode } from '../node.ts';
import type { TransferFacts } from './delivery.ts';
import type { Delivery, Transactions } from './model.ts';
import { childOf, hexOfNode } from './reading.ts';
import type { Report } from './report.ts';
import type { Knowledge } from './session.ts';

/** What a coordinator is sent (AMQP 1.0, 4.2, 4.3, 4.5.2, 4.5.3). */
export function takeCoordinatorTransfer(transactions: Transactions, facts: TransferFacts, known: Knowledge, frame: DecodedFrame, report: Report): void {
  if (!facts.complete || facts.aborted || facts.delivery.frames > 1) return; // nobody splits them; a split one is not looked into
  const { delivery } = facts;
  const body = bodyOf(frame);
  const type = body?.type;
  if (delivery.settled) report('coordinatorSettled', `The ${type ?? 'message'} is settled, so that the coordinator cannot answer it.`, 'settled');
  if (type === 'declare') transactions.declares.add(delivery);
  else if (type === 'discharge') {
    const id = hexOfNode(childOf(body, 'txn-id'));
    if (id === undefined || !known.both || known.partial) return;
    checkKnown(transactions, id, report);
    transactions.live.delete(id);
  } else if (body !== undefined) report('coordinatorMessage', `The coordinator is sent ${type ?? 'something else'}; it takes declare and discharge.`);
}

/** The value of a message's amqp-value section. */
function bodyOf(frame: DecodedFrame): ValueNode | undefined {
  const section = frame.sections.find((node) => node.type === 'amqp-value');
  if (section === undefined) return undefined;
  // A section is a described value: the value stands in it, or is it.
  return section.children.length === 1 && section.children[0]?.descriptor !== undefined ? section.children[0] : section;
}

/** A transfer or disposition within a transaction names one that lives (4.4). */
export function checkTransactionalState(transactions: Transactions, known: Knowledge, frame: DecodedFrame, report: Report): void {
  const state = frame.field('state');
  if (state?.type !== 'transactional-state' || !known.both || known.partial) return;
  const id = hexOfNode(childOf(state, 'txn-id'));
  if (id !== undefined) checkKnown(transactions, id, report);
}

function checkKnown(transactions: Transactions, id: string, report: Report): void {
  if (!transactions.live.has(id)) report('transactionUnknown', `Transaction ${id} was not declared on this connection, or is discharged already.`);
}

/** A coordinator's answer to declare gives the new transaction's id (4.5.5). */
export function takeDeclared(transactions: Transactions, deliveries: readonly Delivery[], frame: DecodedFrame): void {
  const state = frame.field('state');
  for (const delivery of deliveries) {
    if (!transactions.declares.delete(delivery)) continue;
    const id = state?.type === 'declared' ? hexOfNode(childOf(state, 'txn-id')) : undefined;
    if (id !== undefined) transactions.live.add(id);
  }
}
