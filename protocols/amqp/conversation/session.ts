import { BoundedMap } from '../../core/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import { takeDetach } from './link.ts';
import { hasUnansweredSession } from './left-out.ts';
import type { ConnectionHalf, LinkHalf, PeerVisibility, SessionHalf } from './model.ts';
import { noteEnded } from './pairs.ts';
import { booleanOf, isGiven, numberOf } from './reading.ts';
import type { ReportRule } from './report.ts';
import { serialLimit, serialMax } from './serial.ts';

/** Attaches, detaches and transfers without a delivery that wait for an answer and are remembered for each session: so many of each. */
const mostWaiting = 1000;

/** Begin (AMQP 1.0, 2.5.1, 2.7.2): gives the half that it begins. */
export function takeBegin(
  half: ConnectionHalf,
  other: ConnectionHalf,
  known: PeerVisibility,
  frame: DecodedFrame,
  report: ReportRule,
  sessions: { count: number },
): SessionHalf {
  const channel = frame.channel ?? 0;
  const before = half.sessions.get(channel);
  if (before !== undefined && !before.ended && !before.unsure)
    report('channelInUse', `Channel ${channel} has a session already; end that one first, or take another channel.`);
  const remote = numberOf(frame, 'remote-channel');
  const peer =
    remote !== undefined ? other.sessions.get(remote) : known.lossy === true ? onlyWaiting(other, known) : undefined;
  if (remote !== undefined && known.both && !known.partial && (peer === undefined || peer.peer !== undefined)) {
    report(
      'remoteChannel',
      `remote-channel is ${remote}, but the peer has begun no session on channel ${remote} that waits for an answer. A side that begins a session leaves remote-channel out.`,
      'remote-channel',
    );
  }
  const nextOutgoingId = numberOf(frame, 'next-outgoing-id') ?? 0;
  const session: SessionHalf = {
    side: half.side,
    channel,
    place: peer?.place ?? { session: ++sessions.count },
    peer,
    answers: peer !== undefined || remote !== undefined,
    handleMax: numberOf(frame, 'handle-max') ?? 0xffffffff,
    ended: false,
    unsure: false,
    nextOutgoingId,
    uncounted: known.lossy === true && !counted.every((field) => isGiven(frame, field)),
    unnumbered: false,
    settling: 'known',
    limit: undefined,
    incomingWindow: numberOf(frame, 'incoming-window') ?? 0,
    outgoingWindow: numberOf(frame, 'outgoing-window') ?? 0,
    handles: new Map(),
    maybePartial: false,
    lastDeliveryId: undefined,
    unsettled: new Map(),
    beginUnit: undefined,
    endUnit: undefined,
    attachUnits: new BoundedMap(mostWaiting),
    detachUnits: new BoundedMap(mostWaiting),
    strays: new BoundedMap(mostWaiting),
    lastStrayId: undefined,
  };
  half.sessions.set(channel, session);
  if (peer === undefined) return session;
  peer.peer = session;
  if (peer.unsure || peer.uncounted || session.uncounted) return session; // its windows may be others by now
  // Until a flow says more, each may send as many frames as the other's begin takes (2.5.6).
  session.limit = serialLimit(session.nextOutgoingId, peer.incomingWindow);
  peer.limit = serialMax(peer.limit ?? peer.nextOutgoingId, serialLimit(peer.nextOutgoingId, session.incomingWindow));
  return session;
}

/** Fields of a begin that windows are counted by. */
const counted = ['next-outgoing-id', 'incoming-window'] as const;

/** The one session of the peer that waits for an answer: a begin of which a log does not tell the remote-channel may be it. */
function onlyWaiting(other: ConnectionHalf, known: PeerVisibility): SessionHalf | undefined {
  if (!known.both) return undefined;
  const waiting = [...other.sessions.values()].filter(
    (each) => !each.ended && !each.answers && each.peer === undefined,
  );
  return waiting.length === 1 ? waiting[0] : undefined;
}

/** The session that a frame belongs to; undefined, and a finding, where there is none (2.5.5). */
export function sessionOf(
  half: ConnectionHalf,
  other: ConnectionHalf,
  known: PeerVisibility,
  frame: DecodedFrame,
  report: ReportRule,
): SessionHalf | undefined {
  const channel = frame.channel ?? 0;
  const session = half.sessions.get(channel);
  if (session !== undefined && !session.ended) return session;
  if (known.lossy === true && hasUnansweredSession(other)) return undefined;
  const name = frame.performativeName ?? 'A frame';
  if (session !== undefined)
    report('noSession', `${name} comes after this side's end of the session on channel ${channel}.`);
  else if (!known.partial)
    report('noSession', `${name} is sent on channel ${channel}, where this side has begun no session.`);
  return undefined;
}

export function takeEnd(session: SessionHalf): void {
  session.ended = true;
  for (const delivery of session.unsettled.values()) noteEnded(delivery);
  session.unsettled.clear();
  // They end with it; what they did is kept for people, until the channel is used again.
  for (const link of session.handles.values()) {
    takeDetach(link);
    link.tags.clear();
  }
}

/** What a flow says of the session (2.5.6, 2.7.4). */
export function takeSessionFlow(
  session: SessionHalf,
  known: PeerVisibility,
  frame: DecodedFrame,
  report: ReportRule,
): void {
  const next = numberOf(frame, 'next-incoming-id');
  const window = numberOf(frame, 'incoming-window') ?? 0;
  const { peer } = session;
  if (next === undefined && session.answers && !session.unsure && known.lossy !== true)
    report(
      'nextIncomingId',
      "next-incoming-id is missing, though this side knows the peer's begin, which it answered.",
    );
  if (next !== undefined && peer === undefined && !session.answers && known.both && !known.gaps)
    report(
      'nextIncomingId',
      'next-incoming-id is set, though the peer has not begun its side of the session yet.',
      'next-incoming-id',
    );
  session.incomingWindow = window;
  session.outgoingWindow = numberOf(frame, 'outgoing-window') ?? 0;
  if (peer === undefined || (next === undefined && peer.unsure)) return;
  if (peer.uncounted || (known.lossy === true && (next === undefined || !isGiven(frame, 'incoming-window')))) {
    peer.limit = undefined;
    return;
  }
  peer.limit = serialMax(peer.limit ?? peer.nextOutgoingId, serialLimit(next ?? peer.nextOutgoingId, window));
}

const linkFields = ['delivery-count', 'link-credit', 'available'] as const;

/** What a flow says of a link (2.6.7, 2.7.4). */
export function takeLinkFlow(
  session: SessionHalf,
  linkOf: () => LinkHalf | undefined,
  known: PeerVisibility,
  frame: DecodedFrame,
  report: ReportRule,
): void {
  if (numberOf(frame, 'handle') === undefined) {
    const field =
      linkFields.find((name) => isGiven(frame, name)) ?? (booleanOf(frame, 'drain') === true ? 'drain' : undefined);
    if (field !== undefined)
      report('flowHandle', `${field} is set without a handle: name the link that it is for, or leave it out.`, field);
    return;
  }
  const link = linkOf();
  if (link === undefined) return;
  const count = numberOf(frame, 'delivery-count');
  const credit = numberOf(frame, 'link-credit');
  link.flowed = true;
  link.drain = booleanOf(frame, 'drain') === true;
  if (link.role === 'sender') {
    if (count === undefined) {
      if (!link.unsure) report('flowDeliveryCount', "The sender's flow for a link has no delivery-count.");
    } else link.deliveryCount = count; // a drained sender moves it on (2.6.7)
    if (credit !== undefined) link.credit = credit;
    return;
  }
  const sender = link.peer ?? findSender(session, link);
  if (credit !== undefined) link.credit = credit;
  if (sender === undefined) return;
  if (credit === undefined && known.lossy === true) sender.uncounted = 'credit';
  if (credit !== undefined) {
    sender.credit = credit;
    const limit = serialLimit(count ?? sender.deliveryCount, credit);
    sender.creditLimit = sender.creditLimit === undefined ? limit : serialMax(sender.creditLimit, limit);
  }
}

function findSender(session: SessionHalf, link: LinkHalf): LinkHalf | undefined {
  for (const other of session.peer?.handles.values() ?? [])
    if (other.name === link.name && other.role === 'sender') return other;
  return undefined;
}
