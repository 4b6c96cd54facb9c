import type { Conversation } from './conversation.ts';
import type { ConnectionHalf, SessionHalf } from './model.ts';
import type { Side } from '../../core/index.ts';
import { serialDistance } from './serial.ts';

/** Something that a side may send now, as the notation names it. */
export interface NextUnit {
  readonly name: string;
  /** The channel or handle that it would name. */
  readonly channel?: number;
  readonly handle?: number;
}

/** What a side may send next (AMQP 1.0, 2.4.1–2.4.3, 2.5.5, 2.6, 5.3.2): for completion, the usual ones first. */
export function nextUnits(conversation: Conversation, side: Side): readonly NextUnit[] {
  const half = conversation.half(side);
  switch (half.layer) {
    case 'start':
      return [{ name: 'header' }];
    case 'tls':
      return [{ name: 'header' }];
    case 'sasl':
      return saslUnits(conversation, side);
    case 'header':
    case 'amqp':
    case 'unknown':
      return amqpUnits(half);
  }
}

function saslUnits({ sasl }: Conversation, side: Side): readonly NextUnit[] {
  if (side === 'client')
    return sasl.chosen === undefined ? [{ name: 'sasl-init' }] : [{ name: 'header' }, { name: 'sasl-response' }];
  if (sasl.offered === undefined) return [{ name: 'sasl-mechanisms' }];
  return sasl.outcome === undefined ? [{ name: 'sasl-outcome' }, { name: 'sasl-challenge' }] : [{ name: 'header' }];
}

function amqpUnits(half: ConnectionHalf): readonly NextUnit[] {
  if (half.closed) return [];
  if (half.open === undefined) return [{ name: 'open' }];
  const live = [...half.sessions.values()].filter((session) => !session.ended);
  return [...live.flatMap(sessionUnits), { name: 'begin' }, { name: 'close' }, { name: 'heartbeat' }];
}

function sessionUnits(session: SessionHalf): readonly NextUnit[] {
  const { channel } = session;
  const units: NextUnit[] = [];
  for (const link of session.handles.values()) {
    if (link.detached) continue;
    const { handle } = link;
    const mayTransfer =
      link.role === 'sender' &&
      (link.creditLimit === undefined ||
        serialDistance(link.deliveryCount, link.creditLimit) > 0 ||
        link.current !== undefined);
    if (mayTransfer) units.push({ name: 'transfer', channel, handle });
    units.push({ name: 'flow', channel, handle }, { name: 'detach', channel, handle });
  }
  if (session.unsettled.size > 0 || (session.peer?.unsettled.size ?? 0) > 0)
    units.push({ name: 'disposition', channel });
  return [...units, { name: 'attach', channel }, { name: 'flow', channel }, { name: 'end', channel }];
}
