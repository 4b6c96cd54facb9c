import type { Conversation } from './conversation.ts';
import type { LinkHalf, SessionHalf } from './model.ts';
import { serialDistance } from './serial.ts';

/** UTF-16 units of a name or an address that are shown; what is longer is cut, with an ellipsis. */
const mostText = 1000;

/** What one side says of a link, since its attach (AMQP 1.0, 2.7.3). */
export interface LinkEnd {
  readonly handle: number;
  readonly source: string | undefined;
  readonly target: string | undefined;
  /** 0 unsettled, 1 settled, 2 mixed (2.8.2). */
  readonly sndSettleMode: number;
  /** 0 first, 1 second (2.8.3). */
  readonly rcvSettleMode: number;
  /** Bytes; 0 where there is no limit. */
  readonly maxMessageSize: bigint;
  readonly detached: boolean;
}

/** A link with both of its ends, as far as each has attached. */
export interface LinkState {
  readonly name: string;
  /** Which of both sends the link's deliveries. */
  readonly sender: 'client' | 'server';
  readonly client: LinkEnd | undefined;
  readonly server: LinkEnd | undefined;
  /** The target is a transaction coordinator (4.5.1). */
  readonly coordinator: boolean;
  /** Deliveries that may still be sent. */
  readonly credit: number;
  /** The receiver asks that the credit be used up (2.6.7). */
  readonly drain: boolean;
  /** Deliveries that were begun since the attach, and those of them that nobody has settled. */
  readonly deliveries: number;
  readonly unsettled: number;
}

/** What one side says of a session, since its begin (2.7.2). */
export interface SessionEnd {
  readonly channel: number;
  /** Transfer frames that this side takes, and offers, by its latest word. */
  readonly incomingWindow: number;
  readonly outgoingWindow: number;
  /** Transfer frames that this side may still send; undefined where that is not known. */
  readonly mayStillSend: number | undefined;
  /** Deliveries of this side that nobody has settled. */
  readonly unsettled: number;
  readonly ended: boolean;
}

/** A session with both of its ends, as far as each has begun. */
export interface SessionState {
  readonly client: SessionEnd | undefined;
  readonly server: SessionEnd | undefined;
  readonly links: readonly LinkState[];
  /** Links that are left out of `links`. */
  readonly moreLinks: number;
}

/** The sessions and links of a connection at this moment, as plain data. */
export interface ConversationState {
  readonly sessions: readonly SessionState[];
  /** Sessions that are left out of `sessions`. */
  readonly moreSessions: number;
}

/** The two halves of what both sides make together; one may be missing. */
type Pair<Half> =
  { readonly client: Half; readonly server: Half | undefined } | { readonly client: undefined; readonly server: Half };

/**
 * What the sidebar shows of a connection. What has ended is there until its channel or handle is used again.
 * @param most how many sessions are listed, and how many links in all of them together; the rest is counted
 */
export function stateOf(conversation: Conversation, most: number): ConversationState {
  const pairs = pairsOf(conversation.client.sessions, conversation.server.sessions, ({ ended }) => ended);
  let left = most;
  const sessions = pairs.slice(0, most).map((pair) => {
    const session = sessionState(pair, left);
    left -= session.links.length;
    return session;
  });
  return { sessions, moreSessions: pairs.length - sessions.length };
}

/** The client's halves with their peers, and the server's halves that have none: unless they are over, since their peer was replaced. */
function pairsOf<Half extends { peer: Half | undefined }>(
  client: ReadonlyMap<number, Half>,
  server: ReadonlyMap<number, Half>,
  isOver: (half: Half) => boolean,
): Pair<Half>[] {
  const pairs: Pair<Half>[] = [];
  const paired = new Set<Half>();
  for (const half of client.values()) {
    if (half.peer !== undefined) paired.add(half.peer);
    pairs.push({ client: half, server: half.peer });
  }
  for (const half of server.values())
    if (!paired.has(half) && !isOver(half)) pairs.push({ client: undefined, server: half });
  return pairs;
}

function sessionState({ client, server }: Pair<SessionHalf>, most: number): SessionState {
  const none: ReadonlyMap<number, LinkHalf> = new Map();
  const pairs = pairsOf(client?.handles ?? none, server?.handles ?? none, ({ detached }) => detached);
  const links = pairs.slice(0, most).map(linkState);
  return { client: sessionEnd(client), server: sessionEnd(server), links, moreLinks: pairs.length - links.length };
}

function sessionEnd(session: SessionHalf | undefined): SessionEnd | undefined {
  if (session === undefined) return undefined;
  const { channel, incomingWindow, outgoingWindow, limit, nextOutgoingId, unsettled, ended } = session;
  const mayStillSend = limit === undefined ? undefined : Math.max(0, serialDistance(nextOutgoingId, limit));
  return { channel, incomingWindow, outgoingWindow, mayStillSend, unsettled: unsettled.size, ended };
}

function linkState(pair: Pair<LinkHalf>): LinkState {
  const { client, server } = pair;
  const { name, role } = pair.client ?? pair.server;
  const sender = (role === 'sender') === (client !== undefined) ? 'client' : 'server';
  const [sends, receives] = sender === 'client' ? [client, server] : [server, client];
  return {
    name: cut(name),
    sender,
    client: linkEnd(client),
    server: linkEnd(server),
    coordinator: client?.coordinator === true || server?.coordinator === true,
    credit:
      sends?.creditLimit === undefined
        ? (receives?.credit ?? 0)
        : Math.max(0, serialDistance(sends.deliveryCount, sends.creditLimit)),
    drain: receives?.drain ?? false,
    deliveries: sends?.deliveries ?? 0,
    unsettled: sends?.tags.size ?? 0,
  };
}

function linkEnd(link: LinkHalf | undefined): LinkEnd | undefined {
  if (link === undefined) return undefined;
  const { handle, source, target, sndSettleMode, rcvSettleMode, maxMessageSize, detached } = link;
  return { handle, source: cut(source), target: cut(target), sndSettleMode, rcvSettleMode, maxMessageSize, detached };
}

function cut<T extends string | undefined>(text: T): T | string {
  return text !== undefined && text.length > mostText ? `${text.slice(0, mostText)}…` : text;
}
