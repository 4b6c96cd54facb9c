import type { Exchange, Outcome } from './exchanges.ts';
import { acceptFor, carriedBy, deflateOf } from './handshake.ts';
import { fieldOf, listOf, type Head } from './head.ts';

/**
 * What a final response makes of its connection (RFC 9110, 7.8 and 9.3.6; RFC 6455, 4.1).
 * @param exchange the request; undefined where it is not in the capture
 */
export function outcomeOf(head: Head, exchange: Exchange | undefined): Outcome {
  const status = head.response?.status ?? 0;
  if (exchange?.method === 'CONNECT' && status >= 200 && status < 300)
    return { kind: 'carries', carried: { websocket: false }, assumed: false };
  if (status !== 101) return { kind: 'http' };
  const accept = fieldOf(head, 'sec-websocket-accept');
  const protocol = carriedBy(listOf(head, 'sec-websocket-protocol'));
  const isAccepted =
    exchange === undefined
      ? accept !== undefined && protocol !== undefined
      : exchange.upgrade !== undefined && accept === acceptFor(exchange.upgrade.key);
  if (!listOf(head, 'upgrade').includes('websocket') || !isAccepted) return { kind: 'opaque' };
  return {
    kind: 'carries',
    carried: { websocket: true, ...(protocol !== undefined && { protocol }) },
    deflate: deflateOf(head),
    assumed: exchange === undefined,
  };
}
