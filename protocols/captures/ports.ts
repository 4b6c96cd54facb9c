import type { ProtocolName } from '../core/index.ts';

/** A port that servers of a protocol listen on as a rule: a hint, and no more. */
export interface KnownPort {
  /** What people call what is spoken there. */
  readonly name: string;
  /** What its bytes are from the first one on; empty where something is around it. */
  readonly clear: readonly ProtocolName[];
  /** What is spoken inside of TLS that begins with the first byte. */
  readonly inTls: readonly ProtocolName[];
}

const amqp: readonly ProtocolName[] = ['amqp', 'amqp-0-9-1'];
const xmpp: readonly ProtocolName[] = ['xmpp'];
const plain = (name: string, protocols: readonly ProtocolName[]): KnownPort => ({ name, clear: protocols, inTls: [] });
const overTls = (name: string, protocols: readonly ProtocolName[]): KnownPort => ({
  name,
  clear: [],
  inTls: protocols,
});
const http = overTls('XMPP over HTTP', []);

/** Ports of IANA’s registry, and those that servers of XMPP have by default. */
const known: ReadonlyMap<number, KnownPort> = new Map([
  [5671, overTls('AMQP over TLS', amqp)],
  [5672, plain('AMQP', amqp)],
  [5222, plain('XMPP', xmpp)],
  [5223, overTls('XMPP over TLS', xmpp)],
  [5269, plain('XMPP between servers', xmpp)],
  [5270, overTls('XMPP between servers over TLS', xmpp)],
  [5275, plain('components of XMPP', xmpp)],
  [5298, plain('XMPP without a server', xmpp)],
  [5347, plain('components of XMPP', xmpp)],
  [5280, http],
  [5281, http],
  [5443, http],
]);

/** What is known of a port. */
export function knownPort(port: number): KnownPort | undefined {
  return known.get(port);
}

/** Whether a port’s owner is the server, where a capture does not have the beginning of its connection. */
export function isServerPort(port: number): boolean {
  return known.has(port) || port === 80 || port === 443;
}
