import type { ValueNode } from '../../protocols/amqp/index.ts';
import { accepted, rejected, withinTransaction } from './delivery-states.ts';
import type { AmqpFailure } from './failure.ts';
import { childOf } from './frame-check.ts';
import { IncomingLink, type Arrival } from './incoming-link.ts';
import { storeMessage } from './message.ts';
import type { Link } from './model.ts';
import type { Node } from './topic.ts';

/** Where a message of a link goes: to the link's own node, or by the message's `to` where the link has none. */
export type Route = (to: string | undefined) => Node | AmqpFailure;

export interface Destination {
  readonly route: Route;
  /** Told when the link has ended. */
  readonly ended: () => void;
}

/** Puts the messages of a link into its node, at once or when their transaction is discharged (4.4.1). */
export function receiveMessages(link: Link, { route, ended }: Destination): IncomingLink {
  const { transactions, owner } = link.connection;
  return new IncomingLink(
    link,
    (arrival) => {
      const { bytes, format, sections, settled, transaction: id } = arrival;
      const transaction = id === undefined ? undefined : transactions.find(id);
      if (transaction !== undefined && 'condition' in transaction) {
        link.close(transaction);
        arrival.answer(rejected(transaction));
        return;
      }
      const node = route(toOf(arrival));
      const message = storeMessage(bytes, format, owner.account, sections);
      const problem =
        'condition' in node ? node : transaction === undefined ? node.add(message) : transaction.add(message, node);
      const outcome = problem === undefined ? accepted : rejected(problem);
      if (transaction !== undefined && problem !== undefined && settled) transaction.doom(problem);
      arrival.answer(transaction === undefined ? outcome : withinTransaction(transaction.id, outcome));
    },
    ended,
  );
}

function toOf({ sections }: Arrival): string | undefined {
  const properties: ValueNode | undefined = sections.find(({ type }) => type === 'properties');
  const to = properties && childOf(properties, 'to')?.value;
  return typeof to === 'string' ? to : undefined;
}
