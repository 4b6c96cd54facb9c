import type { EncodeValue, ValueNode } from '../../protocols/amqp/index.ts';
import type { Step, Turns } from '../turns.ts';
import type { AttachRequest } from './attach-request.ts';
import type { Broker } from './broker.ts';
import type { AmqpFailure } from './failure.ts';
import type { ClientFrame } from './frame-check.ts';
import type { Outgoing, OutgoingClient } from './outgoing.ts';
import type { Owner } from './owner.ts';
import type { Transactions } from './transactions.ts';
import type { Fields } from './values.ts';

/** What sessions and links ask of the connection that they belong to. */
export interface Connection extends OutgoingClient {
  readonly broker: Broker;
  readonly turns: Turns;
  readonly transactions: Transactions;
  /** The client's container. */
  readonly owner: Owner;
  /** Writes a frame. */
  send(session: Session, name: string, fields: Fields, payload?: Uint8Array): void;
  /** Calls back when all that has arrived of the client by now is processed. */
  afterInput(callback: () => void): void;
  /** Counts a link that is attached; a failure if that is one too many. */
  count(link: Link): AmqpFailure | undefined;
  discount(link: Link): void;
  /** Closes the connection with an error. */
  close(problem: AmqpFailure): void;
  log(line: string): void;
}

/** What links ask of the session that they belong to (2.5). */
export interface Session {
  /** Our channel. */
  readonly channel: number;
  readonly outgoing: Outgoing;
  /** Writes a frame on this session, behind what was decided before. */
  send(name: string, fields: Fields, payload?: Uint8Array): void;
  /** Whether a delivery with that id may begin: they are numbered one by one, and wrap (2.8.10). */
  begins(id: number | undefined): AmqpFailure | undefined;
  /** Tells the client what became of its delivery. */
  answer(id: number, state: EncodeValue, settled: boolean, isAccepted: boolean): void;
  /** Tells of a link's credit, or of the session's windows alone. */
  sendFlow(link?: Fields): void;
  /** Ends the session with an error. */
  end(problem: AmqpFailure): void;
}

/** What is behind a link asks this of it. */
export interface Link {
  readonly session: Session;
  readonly connection: Connection;
  readonly request: AttachRequest;
  /** Our handle. */
  readonly handle: number;
  /** Closes it with an error, as the broker's own wish; what still arrives on it is rejected. */
  close(problem: AmqpFailure): void;
}

/** What a client's flow says of a link (2.7.4). */
export interface LinkFlow {
  readonly deliveryCount: number | undefined;
  readonly linkCredit: number | undefined;
  readonly drain: boolean;
  readonly echo: boolean;
  readonly properties: ValueNode | undefined;
}

/** What is behind a link: a consumer, or something that takes messages. */
export interface Endpoint {
  /** Called when the attach is answered. */
  begin(): void;
  flow(flow: LinkFlow): void;
  /** One transfer of a link on which the client sends; a failure that ends the connection. */
  transfer?(frame: ClientFrame): AmqpFailure | undefined;
  /** The link has ended, for that reason; gives what is left to do, in steps. */
  end(reason: AmqpFailure): Step | undefined;
  /** Nothing more comes of the client. Called before `end`, or after it if the link was closed by the broker. */
  lost?(): void;
  /** Where messages for it wait. */
  readonly queue?: { dispatch(): void };
}

/** An endpoint, with the fields of the attach that answers. */
export interface Attachment {
  readonly endpoint: Endpoint;
  readonly fields: Fields;
  /** Told when the link has ended, after the endpoint; `closed` if for good, or else it is only detached. */
  ended(closed: boolean): void;
}
