import type { Credentials } from '../../protocols/sasl/index.ts';
import type { RosterItem } from './im/roster-item.ts';
import type { StreamCondition } from './stream/channel.ts';
import type { XmlElement } from './xml/element.ts';

/** One user: what the server knows of it while it runs. Nothing is written anywhere. */
export interface Account {
  /** Bare JID. */
  readonly jid: string;
  readonly username: string;
  readonly credentials: Credentials;
  /** By the contact's bare JID. */
  readonly roster: Map<string, RosterItem>;
  /** Requests to see this account's presence that were neither granted nor refused, by the asker's bare JID (RFC 6121, 3.1.3). */
  readonly pendingIn: Map<string, XmlElement>;
  /** Connected resources by their resourcepart. */
  readonly sessions: Map<string, XmppSession>;
  /** Messages for a time when somebody is there to read them (XEP-0160), oldest first. */
  readonly offline: XmlElement[];
  /** Private XML storage (XEP-0049) by `{namespace}name`. */
  readonly storage: Map<string, XmlElement>;
}

/** A connected resource: what the rest of the server sees of a client's stream once a resource is bound (RFC 6120, 7). */
export interface XmppSession {
  readonly account: Account;
  readonly resource: string;
  /** Full JID. */
  readonly jid: string;
  /** The latest available presence, stamped with `from`; undefined before the first and after unavailable presence. */
  presence: XmlElement | undefined;
  /** −128…127; counts only while `presence` is there. */
  priority: number;
  /** Has asked for the roster and wants pushes (RFC 6121, 2.2). */
  interested: boolean;
  /** Addresses that got available presence directly and must learn when it ends (RFC 6121, 4.6). */
  readonly directed: Set<string>;
  send(stanza: XmlElement): void;
  /** Ends the stream with a stream error. */
  close(condition: StreamCondition, text: string): void;
}
