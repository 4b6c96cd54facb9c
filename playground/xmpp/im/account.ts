import type { Credentials } from '../../../protocols/sasl/index.ts';
import type { XmppSession } from '../stream/session.ts';
import type { XmlElement } from '../xml/element.ts';
import type { RosterItem } from './roster-item.ts';

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

export function createAccount(jid: string, credentials: Credentials): Account {
  const username = jid.slice(0, jid.indexOf('@'));
  return {
    jid,
    username,
    credentials,
    roster: new Map(),
    pendingIn: new Map(),
    sessions: new Map(),
    offline: [],
    storage: new Map(),
  };
}

/** Sessions that have sent available presence. */
export function availableSessions(account: Account): XmppSession[] {
  return [...account.sessions.values()].filter((session) => session.presence !== undefined);
}
