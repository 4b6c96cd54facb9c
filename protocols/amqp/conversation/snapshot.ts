import type { Conversation } from './conversation.ts';
import type { ConnectionHalf, LinkHalf, OpenFacts, SessionHalf } from './model.ts';
import type { Side } from './report.ts';
import { serialDistance } from './serial.ts';

/** One side of a link, for the sidebar's gauges. */
export interface LinkState {
  readonly name: string;
  readonly handle: number;
  readonly side: Side;
  readonly role: 'sender' | 'receiver';
  readonly source: string | undefined;
  readonly target: string | undefined;
  readonly attached: boolean;
  /** Deliveries that may still be sent. */
  readonly credit: number;
  readonly drain: boolean;
  readonly deliveries: number;
  readonly unsettled: number;
}

export interface SessionState {
  readonly side: Side;
  readonly channel: number;
  readonly remoteChannel: number | undefined;
  readonly ended: boolean;
  readonly incomingWindow: number;
  readonly outgoingWindow: number;
  /** Transfer frames that may still be sent; undefined where that is not known. */
  readonly mayStillSend: number | undefined;
  readonly unsettled: number;
  readonly links: readonly LinkState[];
}

export interface EndState {
  readonly layer: ConnectionHalf['layer'];
  readonly open: OpenFacts | undefined;
  readonly closed: boolean;
  readonly sessions: readonly SessionState[];
}

/** What a connection is at this moment, as plain data. */
export interface ConversationState {
  readonly client: EndState;
  readonly server: EndState;
  readonly sasl: { readonly offered: readonly string[]; readonly chosen: string | undefined; readonly outcome: number | undefined };
  readonly transactions: readonly string[];
}

export function stateOf(conversation: Conversation): ConversationState {
  const { sasl } = conversation;
  return {
    client: endState(conversation.client),
    server: endState(conversation.server),
    sasl: { offered: sasl.offered ?? [], chosen: sasl.chosen, outcome: sasl.outcome },
    transactions: [...conversation.transactions.live],
  };
}

function endState(half: ConnectionHalf): EndState {
  return { layer: half.layer, open: half.open, closed: half.closed, sessions: [...half.sessions.values()].map(sessionState) };
}

function sessionState(session: SessionHalf): SessionState {
  return {
    side: session.side, channel: session.channel, remoteChannel: session.peer?.channel, ended: session.ended,
    incomingWindow: session.incomingWindow, outgoingWindow: session.outgoingWindow,
    mayStillSend: session.limit === undefined ? undefined : Math.max(0, serialDistance(session.nextOutgoingId, session.limit)),
    unsettled: session.unsettled.size, links: [...session.handles.values()].map(linkState),
  };
}

function linkState(link: LinkHalf): LinkState {
  const sender = link.role === 'sender' ? link : link.peer;
  const left = sender?.creditLimit === undefined ? link.credit : Math.max(0, serialDistance(sender.deliveryCount, sender.creditLimit));
  return {
    name: link.name, handle: link.handle, side: link.session.side, role: link.role, source: link.source, target: link.target,
    attached: !link.detached, credit: left, drain: link.drain, deliveries: link.deliveries, unsettled: link.tags.size,
  };
}
