import type { PreparedJid } from '../../protocols/xmpp/jid/index.ts';
import type { XmlElement } from './xml/element.ts';
import type { Account } from './model.ts';

/** What the parts of the server may ask of it. */
export interface Hub {
  readonly domain: string;
  readonly accounts: ReadonlyMap<string, Account>;
  /** Addresses of the services beside the server, with the names that disco#items shows. */
  readonly services: ReadonlyMap<string, Service>;
  /** Sends a stanza, whose `from` and `to` are set, to wherever it belongs; errors go back to its sender. */
  route(stanza: XmlElement): void;
}

/** A component on a domain of its own (a multi-user chat, a pubsub service). */
export interface Service {
  readonly name: string;
  /** Takes a stanza for an address of the service's domain. `from` is the sender's full or bare JID. */
  handle(stanza: XmlElement, from: PreparedJid, to: PreparedJid): void;
}
