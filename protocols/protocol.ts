import type { ConversationState } from './amqp/conversation/index.ts';
import type { Codec, Follower, FollowerOptions, Judge, UnitSearch, UnitTemplates, Redactor } from './core/index.ts';
import type { PresenceState } from './xmpp/presence/index.ts';

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
  readonly search: UnitSearch;
  readonly templates: UnitTemplates;
  readonly redactor: Redactor;
  follower(options: FollowerOptions): ProtocolFollower;
}
