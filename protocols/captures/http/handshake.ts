import { sha1 } from '@noble/hashes/legacy.js';
import { toBase64, type ProtocolName, type Side } from '../../core/index.ts';
import { fieldOf, listOf, type Head } from './head.ts';

/** What a request to open a WebSocket says (RFC 6455, 4.1). */
export interface Upgrade {
  readonly key: string;
  /** The subprotocols that it offers. */
  readonly protocols: readonly string[];
  /** What it offers of permessage-deflate. */
  readonly deflate: Deflate | undefined;
}

const guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** What a WebSocket may carry, by the name of its subprotocol in lower case (RFC 7395, 3.1; AMQP WebSocket Binding, 2.1). */
const subprotocols: ReadonlyMap<string, ProtocolName> = new Map([
  ['xmpp', 'xmpp'],
  ['amqp', 'amqp'],
  // The name of a draft of the binding, which is in use.
  ['amqpwsb10', 'amqp'],
]);

/** The first of these subprotocols that carries a protocol that is read. */
export function carriedBy(protocols: readonly string[]): ProtocolName | undefined {
  for (const name of protocols) {
    const protocol = subprotocols.get(name);
    if (protocol !== undefined) return protocol;
  }
  return undefined;
}

/** The request to open a WebSocket in a head; undefined where it is none. */
export function upgradeOf(head: Head): Upgrade | undefined {
  const key = fieldOf(head, 'sec-websocket-key');
  if (head.request === undefined || key === undefined || !listOf(head, 'upgrade').includes('websocket'))
    return undefined;
  return { key, protocols: listOf(head, 'sec-websocket-protocol'), deflate: deflateOf(head) };
}

/** The Sec-WebSocket-Accept that answers a key (RFC 6455, 4.2.2). */
export function acceptFor(key: string): string {
  return toBase64(sha1(Uint8Array.from(key + guid, (char) => char.charCodeAt(0) & 255)));
}

/** Which directions of a WebSocket with permessage-deflate compress each message by itself (RFC 7692, 7.1.1). */
export type Deflate = Readonly<Record<Side, { readonly resets: boolean }>>;

/** What a head says of permessage-deflate; undefined where it is not among its extensions (RFC 7692, 7). */
export function deflateOf(head: Head): Deflate | undefined {
  for (const extension of listOf(head, 'sec-websocket-extensions')) {
    const [name, ...parameters] = extension.split(';').map((part) => part.trim());
    if (name !== 'permessage-deflate') continue;
    const resets = (side: Side): boolean => parameters.includes(`${side}_no_context_takeover`);
    return { client: { resets: resets('client') }, server: { resets: resets('server') } };
  }
  return undefined;
}
