import type { Broker } from './broker.ts';
import type { AmqpFailure } from './failure.ts';
import type { Link } from './link.ts';
import type { Output } from './output.ts';
import type { Owner } from './owners.ts';
import type { AmqpSession } from './session.ts';
import type { Transactions } from './transactions.ts';
import type { Turns } from '../turns.ts';
import type { Fields } from './values.ts';

/** What sessions and links ask of the connection that they belong to. */
export interface Connection {
  readonly broker: Broker;
  readonly turns: Turns;
  readonly output: Output;
  readonly transactions: Transactions;
  /** The client's container. */
  readonly owner: Owner;
  /** Bytes of the largest frame that the client takes. */
  readonly maxFrameSize: number;
  /** Deliveries that the client has not settled, on all sessions. */
  unsettled: number;
  /** Writes a frame. */
  send(session: AmqpSession, name: string, fields: Fields, payload?: Uint8Array): void;
  /** Calls back when all that has arrived of the client by now is processed. */
  afterInput(callback: () => void): void;
  /** Counts a link that is attached; a failure if that is one too many. */
  count(link: Link): AmqpFailure | undefined;
  discount(link: Link): void;
  /** Closes the connection with an error. */
  close(problem: AmqpFailure): void;
  log(line: string): void;
}
