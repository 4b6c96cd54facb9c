import type { DecodedFrame } from '../decode/index.ts';
import type { ValueNode } from '../node.ts';
import type { TransferFacts } from './delivery.ts';
import type { Delivery, PeerVisibility, Transactions } from './model.ts';
import { childOf, hexOfNode } from './reading.ts';
import type { Side } from '../../core/index.ts';
import type { ReportRule } from './report.ts';

/** What a coordinator is sent (AMQP 1.0, 4.2, 4.3, 4.5.2, 4.5.3). */
export function takeCoordinatorTransfer(
  transactions: Transactions,
  facts: TransferFacts,
  known: PeerVisibility,
  frame: DecodedFrame,
  report: ReportRule,
): void {
  if (!facts.complete || facts.aborted || facts.delivery.frames > 1) return; // nobody splits them; a split one is not looked into
  const { delivery } = facts;
  const body = bodyOf(frame);
  const type = body?.type;
  if (body === undefined && known.lossy === true) transactions.unsure = true;
  if (delivery.settled)
    report(
      'coordinatorSettled',
      `The ${type ?? 'message'} is settled, so that the coordinator cannot answer it.`,
      'settled',
    );
  if (type === 'declare') transactions.declares.add(delivery);
  else if (type === 'discharge') {
    const id = hexOfNode(childOf(body, 'txn-id'));
    if (id === undefined || !known.both || known.partial) return;
    checkKnown(transactions, delivery.link.session.side, id, report);
    transactions.discharges.set(delivery, id);
  } else if (body !== undefined)
    report(
      'coordinatorMessage',
      `The coordinator is sent ${type ?? 'something else'}; it takes declare and discharge.`,
    );
}

/** The value of a message's amqp-value section. */
function bodyOf(frame: DecodedFrame): ValueNode | undefined {
  const section = frame.sections.find((node) => node.type === 'amqp-value');
  if (section === undefined) return undefined;
  // A section is a described value: the value stands in it, or is it.
  return section.children.length === 1 && section.children[0]?.descriptor !== undefined ? section.children[0] : section;
}

/** A transfer or disposition within a transaction names one that lives (4.4). */
export function checkTransactionalState(
  transactions: Transactions,
  side: Side,
  known: PeerVisibility,
  frame: DecodedFrame,
  report: ReportRule,
): void {
  if (frame.fieldType('state')?.name !== 'transactional-state' || !known.both || known.partial) return;
  const id = hexOfNode(childOf(frame.field('state'), 'txn-id'));
  if (id !== undefined) checkKnown(transactions, side, id, report);
}

/** A transaction is over for its controller when it sends the discharge, for the coordinator when that is answered. */
function checkKnown(transactions: Transactions, side: Side, id: string, report: ReportRule): void {
  if (transactions.unsure) return;
  if (!transactions.live.has(id)) {
    report('transactionUnknown', `Transaction ${id} was not declared on this connection, or is discharged already.`);
    return;
  }
  for (const [discharge, ended] of transactions.discharges) {
    if (ended === id && discharge.link.session.side === side)
      report('transactionUnknown', `Transaction ${id} was discharged by this side with delivery ${discharge.id}.`);
  }
}

/** A coordinator's answer: to declare the new transaction's id (4.5.5), to discharge that the transaction is over (4.3). */
export function takeCoordinatorAnswer(
  transactions: Transactions,
  deliveries: readonly Delivery[],
  frame: DecodedFrame,
): void {
  if (transactions.discharges.size === 0 && transactions.declares.size === 0) return;
  const state = frame.field('state');
  for (const delivery of deliveries) {
    const ended = transactions.discharges.get(delivery);
    if (ended !== undefined) {
      transactions.discharges.delete(delivery);
      transactions.live.delete(ended);
    }
    if (!transactions.declares.delete(delivery)) continue;
    const id = state?.type === 'declared' ? hexOfNode(childOf(state, 'txn-id')) : undefined;
    if (id !== undefined) transactions.live.add(id);
  }
}
