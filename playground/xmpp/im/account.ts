import type { Credentials } from '../../../protocols/sasl/index.ts';
import { parseJid } from '../../../protocols/xmpp/jid/index.ts';
import type { Account, XmppSession } from '../model.ts';

export function createAccount(jid: string, credentials: Credentials): Account {
  const { local: username = '' } = parseJid(jid);
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
