/** The only place that lists the protocols. `all.ts` has them at once, for programs that show whatever crosses. */
import {
  PlainFollower,
  noSearch,
  noTemplates,
  unknownCodec,
  unknownJudge,
  type ProtocolName,
  unknownRedactor,
} from './core/index.ts';
import type { Protocol } from './protocol.ts';

export type { ConnectionState, Protocol, ProtocolFollower } from './protocol.ts';

const unknown: Protocol = {
  codec: unknownCodec,
  judge: unknownJudge,
  search: noSearch,
  templates: noTemplates,
  redactor: unknownRedactor,
  follower: ({ project }) => new PlainFollower(unknownCodec, project),
};

const loaders: Readonly<Record<ProtocolName, () => Promise<Protocol>>> = {
  amqp: async () => (await import('./amqp/protocol.ts')).amqp,
  'amqp-0-9-1': async () => (await import('./amqp091/protocol.ts')).amqp091,
  xmpp: async () => (await import('./xmpp/protocol.ts')).xmpp,
  unknown: () => Promise.resolve(unknown),
};

const loaded: Partial<Record<ProtocolName, Protocol>> = { unknown };

/** Provides a protocol that a program has loaded by itself. */
export function provideProtocol(name: ProtocolName, protocol: Protocol): void {
  loaded[name] = protocol;
}

/** Loads a protocol, once: XMPP has many specifications, which a program that has none of it need not read. */
export async function loadProtocol(name: ProtocolName): Promise<Protocol> {
  const known = loaded[name];
  if (known !== undefined) return known;
  const protocol = await loaders[name]();
  loaded[name] = protocol;
  return protocol;
}

/** Whether a protocol is loaded already. */
export function isLoaded(name: ProtocolName): boolean {
  return loaded[name] !== undefined;
}

/** A protocol that is loaded already. @throws Error where it is not */
export function protocolOf(name: ProtocolName): Protocol {
  const protocol = loaded[name];
  if (protocol === undefined) throw new Error(`The protocol ${name} was used before it was loaded.`);
  return protocol;
}
