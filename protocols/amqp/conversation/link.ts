import { clip, type UnitPlace } from '../../core/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import type { ValueNode } from '../node.ts';
import { forget } from './delivery.ts';
import { hasUnansweredLink } from './left-out.ts';
import type { LinkHalf, PeerVisibility, SessionHalf } from './model.ts';
import { noteEnded } from './pairs.ts';
import { bigOf, booleanOf, childOf, isGiven, numberOf, symbolsOf, textOf } from './reading.ts';
import type { ReportRule } from './report.ts';
import { linkSecrecy } from './secrecy.ts';
import { serialLimit } from './serial.ts';

const noLimit = 0n;
const mixed = 2;
/** In characters. */
const longestName = 500;

function addressOf(terminus: ValueNode | undefined): string | undefined {
  const value = childOf(terminus, 'address')?.value;
  return typeof value === 'string' ? value : undefined;
}

function isDynamic(terminus: ValueNode | undefined): boolean {
  return childOf(terminus, 'dynamic')?.value === true;
}

/** Attach (AMQP 1.0, 2.6.1, 2.6.3, 2.7.3): gives the half that it attaches. */
export function takeAttach(
  session: SessionHalf,
  known: PeerVisibility,
  frame: DecodedFrame,
  report: ReportRule,
): LinkHalf {
  const handle = numberOf(frame, 'handle') ?? 0;
  const name = textOf(frame, 'name') ?? '';
  const role = booleanOf(frame, 'role') === true ? 'receiver' : 'sender';
  const before = session.handles.get(handle);
  if (before !== undefined && !before.detached && !before.unsure)
    report(
      'handleInUse',
      `Handle ${handle} is attached to the link “${before.name}” already; detach that one first, or take another handle.`,
      'handle',
    );
  const handleMax = session.peer?.handleMax;
  if (handleMax !== undefined && handle > handleMax)
    report('handleMax', `Handle ${handle} is above the peer's handle-max of ${handleMax}.`, 'handle');
  const initial = numberOf(frame, 'initial-delivery-count');
  if (role === 'sender' && initial === undefined)
    report(
      'initialDeliveryCount',
      'The sender attaches without initial-delivery-count, from which the credit is counted.',
    );
  const peer = findPeer(session, name, role);
  const source = frame.field('source');
  const target = frame.field('target');
  const asks = peer === undefined && !known.gaps && !isGiven(frame, 'unsettled');
  if (asks) checkDynamic(role, source, target, report);
  const [sourceAddress, targetAddress] = [addressOf(source), addressOf(target)];
  const coordinator = target?.type === 'coordinator' || peer?.coordinator === true;
  const link: LinkHalf = {
    session,
    handle,
    name,
    role,
    place: placeOf(session, name, peer?.source ?? sourceAddress, peer?.target ?? targetAddress),
    peer,
    source: sourceAddress,
    target: targetAddress,
    coordinator,
    sndSettleMode: numberOf(frame, 'snd-settle-mode') ?? mixed,
    rcvSettleMode: numberOf(frame, 'rcv-settle-mode') ?? 0,
    outcomes: symbolsOf(childOf(source, 'outcomes')),
    maxMessageSize: bigOf(frame, 'max-message-size') ?? noLimit,
    detached: false,
    unsure: false,
    headless: 'no',
    deliveryCount: initial ?? 0,
    creditLimit: undefined,
    credit: 0,
    uncounted: known.lossy === true && role === 'sender' && initial === undefined ? 'count' : 'no',
    flowed: false,
    drain: false,
    deliveries: 0,
    current: undefined,
    tags: new Map(),
    secrecy: linkSecrecy(role, sourceAddress, targetAddress, coordinator),
  };
  session.handles.set(handle, link);
  if (peer === undefined) return link;
  peer.peer = link;
  peer.place = link.place;
  // A receiver may give credit before it sees the sender's attach; it counts from the initial delivery-count (2.6.7).
  if (role === 'sender' && peer.flowed) {
    link.creditLimit = serialLimit(link.deliveryCount, peer.credit);
    link.credit = peer.credit;
  }
  return link;
}

/** Names and addresses of hostile length are cut: they are kept with units. */
function placeOf({ place }: SessionHalf, name: string, source?: string, target?: string): UnitPlace {
  return {
    session: place.session,
    link: {
      name: clip(name, longestName),
      ...(source === undefined ? {} : { source: clip(source, longestName) }),
      ...(target === undefined ? {} : { target: clip(target, longestName) }),
    },
  };
}

/** The other half of a link: the same name, the other role, in the other half of the session. A newer attach steals it. */
function findPeer(session: SessionHalf, name: string, role: LinkHalf['role']): LinkHalf | undefined {
  for (const link of session.peer?.handles.values() ?? []) {
    if (link.name === name && link.role !== role && !link.detached) return link;
  }
  return undefined;
}

/** A node that the peer is to make has no address yet (3.5.3, 3.5.4). */
function checkDynamic(
  role: LinkHalf['role'],
  source: ValueNode | undefined,
  target: ValueNode | undefined,
  report: ReportRule,
): void {
  if (role === 'receiver' && isDynamic(source) && addressOf(source) !== undefined) {
    report(
      'dynamicSource',
      'The source is dynamic and has an address: the peer makes the node and names it, so leave the address out.',
      'source',
    );
  }
  if (role === 'sender' && isDynamic(target) && addressOf(target) !== undefined) {
    report(
      'dynamicTarget',
      'The target is dynamic and has an address: the peer makes the node and names it, so leave the address out.',
      'target',
    );
  }
  for (const [field, terminus] of [
    ['source', source],
    ['target', target],
  ] as const) {
    if (!isDynamic(terminus) && childOf(terminus, 'dynamic-node-properties')?.presence === 'present') {
      report('dynamicProperties', `The ${field} has dynamic-node-properties, but is not dynamic.`, field);
    }
  }
}

/** The link of a handle; undefined, and a finding, where none is attached (2.8.17). */
export function linkOf(
  session: SessionHalf,
  handle: number,
  known: PeerVisibility,
  frame: DecodedFrame,
  report: ReportRule,
): LinkHalf | undefined {
  const link = session.handles.get(handle);
  if (link !== undefined && !link.detached) return link;
  const name = frame.performativeName ?? 'A frame';
  if (known.lossy === true && hasUnansweredLink(session)) return undefined;
  if (link !== undefined)
    report(
      'handleUnattached',
      `${name} names handle ${handle}, whose link “${link.name}” this side has detached.`,
      'handle',
    );
  else if (!known.partial)
    report('handleUnattached', `${name} names handle ${handle}, to which this side has attached no link.`, 'handle');
  return undefined;
}

/** Detach (2.6.4, 2.7.7): a link that is closed, rather than put aside, takes its unsettled deliveries with it. */
export function takeDetach(link: LinkHalf, closed = false): void {
  link.detached = true;
  link.current = undefined;
  link.secrecy.partial = 'none';
  if (!closed) return;
  for (const end of [link, link.peer]) {
    for (const delivery of [...(end?.tags.values() ?? [])]) {
      noteEnded(delivery);
      forget(delivery);
    }
  }
}
