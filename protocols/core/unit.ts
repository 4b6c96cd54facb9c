/** The protocols that a unit of traffic may belong to. */
export const protocolNames = ['amqp', 'amqp-0-9-1', 'xmpp', 'unknown'] as const;
export type ProtocolName = (typeof protocolNames)[number];

/**
 * What a unit may be (docs/command-line.md). `section`, `message` and `value` are of AMQP without a frame around them; `body` is that of
 * BOSH around stanzas (XEP-0124); `foreign` are bytes of a protocol that is not read, such as HTTP or TLS, on a connection that is otherwise.
 */
export const unitKinds = [
  'header',
  'frame',
  'heartbeat',
  'stanza',
  'stream',
  'keepalive',
  'garbage',
  'section',
  'message',
  'value',
  'body',
  'foreign',
] as const;
export type UnitKind = (typeof unitKinds)[number];

/**
 * What a log leaves out of a unit. `values`: it tells values rather than bytes, so that encodings and sizes are not known, nor what
 * is in fields that it does not name. `cut`: the end of the payload or text is missing, too. What is not known breaks no rule.
 */
export type Lossy = 'values' | 'cut';

/** Which end of a connection sent something. On the screen it is sent or received, as seen from the user's end. */
export type Side = 'client' | 'server';

/** The other end. */
export function otherSide(side: Side): Side {
  return side === 'client' ? 'server' : 'client';
}

/** One unit that a framer cut out of one direction of a byte stream, with its bytes. */
export interface FramedUnit {
  readonly protocol: ProtocolName;
  readonly kind: UnitKind;
  /** Bytes from the start of that direction's stream. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
  readonly bytes: Uint8Array;
  /** The bytes are made from a text that tells less than they do. Left out for bytes that crossed the wire. */
  readonly lossy?: Lossy | undefined;
  /** What people should know about a unit of kind `foreign`, or a frame whose end is missing: sentences. */
  readonly explanation?: string | undefined;
  /** What a rule of a tap did to the unit on its way, or that the rule made it. Left out for what the peer sent so. */
  readonly fault?: string | undefined;
}

/** A unit in its place in a connection. */
export interface Unit extends FramedUnit {
  readonly side: Side;
  /** The number by which later units name this one in what they answer; left out where it is not recorded. */
  readonly number?: number | undefined;
  /** Milliseconds, from any start; left out where the input has no times. */
  readonly time?: number | undefined;
  /** Whether it crossed inside TLS; left out where that is not known. */
  readonly encrypted?: boolean | undefined;
}

/**
 * Cuts one direction of a byte stream into units. Bytes may arrive in pieces of any size: the units are the same for
 * every split. A framer never throws, and keeps no bytes of units that it has given out.
 */
export interface Framer {
  /** Takes the next bytes and gives the units that they complete, with the unit's own bytes. */
  push(chunk: Uint8Array): FramedUnit[];
  /** The stream has ended: what was left over, as garbage units. */
  end(): FramedUnit[];
}

/** Makes a framer for one direction; `message`: each chunk is one message of a WebSocket. */
export type CreateFramer = (options: { readonly side: Side; readonly framing: 'stream' | 'message' }) => Framer;
