import { otherSide, type Side } from '../../core/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import type { ConnectionHalf, SessionHalf } from './model.ts';
import type { RuleName } from './report.ts';

/** A kind of frame, and the side that sends it: the one whose frame is judged, or its peer. */
interface Kind {
  readonly by: 'own' | 'peer';
  readonly name: string;
}

const own = (name: string): Kind => ({ by: 'own', name });
const peer = (name: string): Kind => ({ by: 'peer', name });

/**
 * Rules that compare a frame with earlier ones, each with the kind of frame that makes a right one look wrong where a log leaves it out:
 * by its level, by a filter, or because somebody shows an excerpt. What such a rule finds holds where a log has the beginning of both
 * sides and no gap, and shows frames of that kind. `never`: there are so many of those frames (transfers, flows, dispositions), or so
 * few programs print them (SASL), that a log tells nothing of one that is not there. Only the bytes of a connection do.
 */
const needs: ReadonlyMap<RuleName, Kind | 'never'> = new Map<RuleName, Kind | 'never'>([
  ['headerFirst', 'never'],
  ['openFirst', 'never'],
  ['saslLayer', 'never'],
  ['saslOrder', 'never'],
  ['remoteChannel', 'never'],
  ['sessionWindow', 'never'],
  ['linkCredit', 'never'],
  ['maxMessageSize', 'never'],
  ['continuation', 'never'],
  ['deliveryIdInUse', 'never'],
  ['deliveryTagInUse', 'never'],
  ['dispositionUnknown', 'never'],
  ['transactionUnknown', 'never'],
  ['openTwice', own('open')],
  ['afterClose', own('open')],
  ['channelInUse', own('end')],
  ['noSession', own('begin')],
  ['nextIncomingId', peer('begin')],
  ['handleInUse', own('detach')],
  ['handleUnattached', own('attach')],
  ['handleMax', peer('begin')],
  ['dynamicSource', peer('attach')],
  ['dynamicTarget', peer('attach')],
  ['transferRole', own('attach')],
  ['settledMode', own('attach')],
  ['outcomeOffered', peer('attach')],
  ['coordinatorMessage', own('attach')],
  ['coordinatorSettled', own('attach')],
]);

/** What a log of values has shown of a connection. */
export class Shown {
  readonly #kinds: Readonly<Record<Side, Set<string>>> = { client: new Set(), server: new Set() };

  /** Takes each frame, when it has been judged. */
  take(side: Side, { performativeName }: DecodedFrame): void {
    if (performativeName !== undefined) this.#kinds[side].add(performativeName);
  }

  /**
   * Whether a frame of a side breaks a rule for certain.
   * @param whole the log begins with the beginning of both sides, and has no gap
   */
  breaks(rule: RuleName, side: Side, whole: boolean): boolean {
    const need = needs.get(rule);
    if (need === undefined) return true;
    if (need === 'never' || !whole) return false;
    return this.#kinds[need.by === 'own' ? side : otherSide(side)].has(need.name);
  }
}

/** Whether the peer attached a link in this session whose other half was not seen: a log that leaves that out leaves out its handle. */
export function hasUnansweredLink({ peer }: SessionHalf): boolean {
  for (const link of peer?.handles.values() ?? []) if (link.peer === undefined) return true;
  return false;
}

/** Whether the peer began a session whose other half was not seen. */
export function hasUnansweredSession(peer: ConnectionHalf): boolean {
  for (const session of peer.sessions.values()) if (session.peer === undefined) return true;
  return false;
}
