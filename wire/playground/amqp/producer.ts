import type { Node } from './broker.ts';
import type { Arrival } from './assembly.ts';
import { accepted, answer, rejected, withinTransaction } from './delivery-states.ts';
import type { AmqpFailure } from './failure.ts';
import { IncomingLink } from './incoming-link.ts';
import { storeMessage } from './message.ts';
import type { RheaReceiver } from './rhea.ts';
import type { Transactions } from './transactions.ts';

/** Where a message of a link goes: to the link's own node, or by the message's `to` where the link has none. */
export type Route = (to: string | undefined) => Node | AmqpFailure;

export interface Destination {
  readonly route: Route;
  /** Told when the link has ended. */
  readonly ended: () => void;
}

interface Options extends Destination {
  readonly arrival: () => Arrival | undefined;
  readonly transactions: Transactions;
}

/** Puts the messages of a link into its node, at once or when their transaction is discharged (4.4.1). */
export function receiveMessages(receiver: RheaReceiver, { arrival, transactions, route, ended }: Options): IncomingLink {
  const link = new IncomingLink(
    receiver,
    arrival,
    (delivery, { bytes, transaction: id }, to) => {
      const transaction = id === undefined ? undefined : transactions.find(id);
      if (transaction !== undefined && 'condition' in transaction) {
        link.close(transaction);
        answer(delivery, rejected(transaction));
        return;
      }
      const node = route(to);
      const message = storeMessage(bytes, delivery.format);
      const problem = 'condition' in node ? node : transaction === undefined ? node.add(message) : transaction.add(message, node);
      const outcome = problem === undefined ? accepted() : rejected(problem);
      if (transaction !== undefined && problem !== undefined && delivery.remote_settled) transaction.doom(problem);
      answer(delivery, transaction === undefined ? outcome : withinTransaction(transaction.id, outcome));
    },
    ended,
  );
  return link;
}
