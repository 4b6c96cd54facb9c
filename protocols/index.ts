/** The only place that lists the protocols. */
import type { ConversationState } from './amqp/conversation/index.ts';
import type { PresenceState } from './xmpp/presence/index.ts';
import {
  PlainFollower,
  unknownCodec,
  unknownJudge,
  type Codec,
  type Follower,
  type FollowerOptions,
  type Judge,
  type ProtocolName,
} from './core/index.ts';

/** What a connection has come to, as plain data. */
export type ConnectionState =
  | { readonly protocol: 'amqp'; readonly state: ConversationState }
  | { readonly protocol: 'xmpp'; readonly state: PresenceState };

export interface ProtocolFollower extends Follower {
  /** What the connection has come to, at most so many of each thing; undefined where the protocol has no state. */
  state(most: number): ConnectionState | undefined;
}

/** All that is known about a protocol. */
export interface Protocol {
  readonly codec: Codec;
  readonly judge: Judge;
  follower(options: FollowerOptions): ProtocolFollower;
}

const unknown: Protocol = {
  codec: unknownCodec,
  judge: unknownJudge,
  follower: ({ project }) => new PlainFollower(unknownCodec, project),
};

const loaders: Readonly<Record<ProtocolName, () => Promise<Protocol>>> = {
  amqp: async () => {
    const { AmqpFollower, amqpCodec, amqpJudge } = await import('./amqp/codec/index.ts');
    return { codec: amqpCodec, judge: amqpJudge, follower: (options) => new AmqpFollower(options) };
  },
  'amqp-0-9-1': async () => {
    const { amqp091Codec, amqp091Judge } = await import('./amqp091/codec.ts');
    return {
      codec: amqp091Codec,
      judge: amqp091Judge,
      follower: ({ project }) => new PlainFollower(amqp091Codec, project),
    };
  },
  xmpp: async () => {
    const { XmppFollower, xmppCodec, xmppJudge } = await import('./xmpp/codec/index.ts');
    return { codec: xmppCodec, judge: xmppJudge, follower: (options) => new XmppFollower(options) };
  },
  unknown: () => Promise.resolve(unknown),
};

const loaded = new Map<ProtocolName, Protocol>([['unknown', unknown]]);

/** Loads a protocol, once: XMPP has many specifications, which those who have none of it need not read. */
export async function loadProtocol(name: ProtocolName): Promise<Protocol> {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const protocol = await loaders[name]();
  loaded.set(name, protocol);
  return protocol;
}

/** Loads all protocols: for programs that show whatever crosses. */
export async function loadProtocols(): Promise<void> {
  await Promise.all((Object.keys(loaders) as ProtocolName[]).map(loadProtocol));
}

/** Whether a protocol is loaded already. */
export function isLoaded(name: ProtocolName): boolean {
  return loaded.has(name);
}

/** A protocol that is loaded already. @throws Error where it is not */
export function protocolOf(name: ProtocolName): Protocol {
  const protocol = loaded.get(name);
  if (protocol === undefined) throw new Error(`The protocol ${name} was used before it was loaded.`);
  return protocol;
}
