import type { AttachRequest } from './attach-request.ts';
import { connect, refused } from './attach.ts';
import type { Step } from '../turns.ts';
import { failure, type AmqpFailure } from './failure.ts';
import type { ClientFrame } from './frame-check.ts';
import { maxName } from './limits.ts';
import type { Attachment, Connection, Endpoint, Link, LinkFlow, Session } from './model.ts';
import { bool, errorValue, text, ubyte, uint } from './values.ts';

const linkGone = failure('amqp:resource-deleted', 'The link is detached.');

/** One link of a session, from the client's attach until its detach. */
export class AmqpLink implements Link {
  readonly session: Session;
  readonly connection: Connection;
  readonly request: AttachRequest;
  readonly handle: number;
  #attachment: Attachment | undefined;
  /** Neither side has detached it. */
  #attached = false;
  /** The broker has detached it, and the client has not yet. */
  #undetached = false;

  constructor(session: Session, connection: Connection, request: AttachRequest, handle: number) {
    this.session = session;
    this.connection = connection;
    this.request = request;
    this.handle = handle;
  }

  /** What of it waits to be given out. */
  get queue(): Endpoint['queue'] {
    return this.#attached ? this.#attachment?.endpoint.queue : undefined;
  }

  /** Answers the attach: with what was asked for, or with an attach without source and target and a detach that says why (2.6.3). */
  attach(): void {
    const { request, connection } = this;
    const told = connection.count(this) ?? this.#check() ?? connect(this);
    const attachment = 'condition' in told ? refused(this) : told;
    this.session.send('attach', {
      name: text(request.name),
      handle: uint(this.handle),
      role: bool(request.sends),
      'snd-settle-mode': ubyte(request.sndSettleMode),
      'rcv-settle-mode': ubyte(request.rcvSettleMode),
      ...(request.sends ? {} : { 'initial-delivery-count': uint(0) }),
      ...attachment.fields,
    });
    this.#attachment = attachment;
    this.#attached = true;
    if ('condition' in told) {
      connection.log(`the link ${request.name} was refused. ${told.condition}: ${told.description}`);
      this.close(told);
    } else {
      // The new link uses its node before an old one of the same name leaves it.
      attachment.endpoint.begin();
      connection.broker.links.add(this);
    }
  }

  /** Takes a transfer of the client, also after the link was detached: the client may not know that yet. */
  transfer(frame: ClientFrame): AmqpFailure | undefined {
    if (!this.request.sends)
      return failure('amqp:not-allowed', 'A transfer came on a link on which the client receives (2.7.5).');
    return this.#attachment?.endpoint.transfer?.(frame);
  }

  flow(flow: LinkFlow): void {
    if (this.#attached) this.#attachment?.endpoint.flow(flow);
  }

  close(problem: AmqpFailure): void {
    this.#detach(problem, true);
  }

  /** Another attach has taken the link's place (2.6.1); what is durable goes on there. */
  steal(): void {
    this.#detach(failure('amqp:link:stolen', `The link ${this.request.name} was attached again.`), false);
  }

  /** The client detached it, for good if `closed`; a detach is answered in kind (2.6.5). Gives what is left to do, in steps. */
  detached(closed: boolean): Step | undefined {
    if (this.#attached) this.session.send('detach', { handle: uint(this.handle), closed: bool(closed) });
    return this.lost(closed);
  }

  /** Nothing more comes of the client: it detached the link, or its session or connection is gone. Gives what is left to do, in steps. */
  lost(closed = false): Step | undefined {
    this.#attachment?.endpoint.lost?.();
    if (this.#undetached) this.connection.broker.undetached.remove(this.connection);
    this.#undetached = false;
    return this.#end(closed, linkGone);
  }

  #detach(problem: AmqpFailure, closed: boolean): void {
    if (!this.#attached) return;
    this.session.send('detach', { handle: uint(this.handle), closed: bool(closed), error: errorValue(problem) });
    this.#undetached = true;
    this.connection.broker.undetached.add(this.connection);
    const rest = this.#end(closed, problem);
    if (rest !== undefined) this.connection.turns.add(rest);
  }

  #end(closed: boolean, reason: AmqpFailure): Step | undefined {
    if (!this.#attached) return undefined;
    this.#attached = false;
    this.connection.broker.links.remove(this);
    this.connection.discount(this);
    const rest = this.#attachment?.endpoint.end(reason);
    this.#attachment?.ended(closed);
    return rest;
  }

  #check(): AmqpFailure | undefined {
    const { name, sends, initialDeliveryCount, source, target } = this.request;
    if (name.length > maxName || [source, target].some((terminus) => (terminus?.address?.length ?? 0) > maxName))
      return failure(
        'amqp:resource-limit-exceeded',
        `The name of a link, and an address, have at most ${maxName} characters here.`,
      );
    if (sends && initialDeliveryCount === undefined)
      return failure('amqp:invalid-field', 'The attach of a sender must have an initial-delivery-count (2.7.3).');
    return undefined;
  }
}
