import { errorReply, refuse } from '../errors.ts';
import type { Hub } from '../hub.ts';
import { hasRoomFor, maxDirected, maxDirectedCharacters, maxPresence } from '../limits.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { weight } from '../xml/serialize.ts';
import { availableSessions } from './account.ts';
import { deliverOffline } from './offline.ts';
import type { Account, XmppSession } from '../model.ts';

/** A client's presence without `to`: available or unavailable, for everybody who may see it (RFC 6121, 4.2, 4.4, 4.5). */
export function broadcast(hub: Hub, session: XmppSession, stanza: XmlElement): void {
  const type = stanza.attr('type');
  if (type === 'unavailable') {
    leave(hub, session, stanza);
    return;
  }
  const priority = readPriority(stanza);
  if (type !== undefined || priority === undefined) {
    const text =
      type === undefined ? 'A priority is one integer from -128 to 127.' : `Presence of type ${type} needs an address.`;
    const reply = errorReply(stanza, refuse('bad-request', text));
    if (reply !== undefined) session.send(reply);
    return;
  }
  if (weight(stanza) > maxPresence) {
    const reply = errorReply(stanza, refuse('not-acceptable', `A presence has at most ${maxPresence} characters.`));
    if (reply !== undefined) session.send(reply);
    return;
  }
  const { account } = session;
  const initial = session.presence === undefined;
  const couldReceive = !initial && session.priority >= 0;
  session.presence = stanza;
  session.priority = priority;
  announce(hub, account, stanza);
  if (initial) welcome(hub, session);
  if (!couldReceive && priority >= 0) deliverOffline(session);
}

/** Ends a session's presence, on its own wish or because its stream ended; those who saw it available see it unavailable. */
export function leave(hub: Hub, session: XmppSession, stanza: XmlElement): void {
  const wasAvailable = session.presence !== undefined;
  session.presence = undefined;
  if (wasAvailable) {
    announce(hub, session.account, stanza);
    session.send(stanza.copy().set('to', session.account.jid));
  }
  for (const address of session.directed) hub.route(stanza.copy().set('to', address));
  session.directed.clear();
}

/** Presence to an address (RFC 6121, 4.6). */
export function direct(hub: Hub, session: XmppSession, stanza: XmlElement, to: string): void {
  const { directed } = session;
  const hasRoom = directed.has(to) || (directed.size < maxDirected && hasRoomFor(to, directed, maxDirectedCharacters));
  if (stanza.attr('type') === undefined && !hasRoom) {
    const text = `Presence goes to at most ${maxDirected} addresses of ${maxDirectedCharacters} characters directly.`;
    const reply = errorReply(stanza, refuse('resource-constraint', text));
    if (reply !== undefined) session.send(reply);
    return;
  }
  if (stanza.attr('type') === undefined) session.directed.add(to);
  else if (stanza.attr('type') === 'unavailable') session.directed.delete(to);
  hub.route(stanza);
}

/** Answers a probe for an account's presence (RFC 6121, 4.3.2): only those who may see it get it. */
export function answerProbe(hub: Hub, account: Account, fromBare: string, replyTo: string): void {
  if (fromBare !== account.jid && account.roster.get(fromBare)?.from !== true) {
    hub.route(element('presence', namespaces.client, { type: 'unsubscribed', from: account.jid, to: fromBare }));
    return;
  }
  for (const session of availableSessions(account)) {
    if (session.jid !== replyTo && session.presence !== undefined)
      hub.route(session.presence.copy().set('to', replyTo));
  }
}

/** Presence that reaches an account from outside: to every available resource, or to the one that is named. */
export function deliverPresence(account: Account, resource: string, stanza: XmlElement): void {
  if (resource !== '') account.sessions.get(resource)?.send(stanza);
  else for (const session of availableSessions(account)) session.send(stanza);
}

/** What a resource gets when it comes: the presence of its contacts and of its siblings, and requests that wait for an answer. */
function welcome(hub: Hub, session: XmppSession): void {
  const { account } = session;
  for (const item of account.roster.values()) {
    const contact = hub.accounts.get(item.jid);
    // The probe stays inside this server; a contact elsewhere cannot be asked.
    if (item.to && contact !== undefined) answerProbe(hub, contact, account.jid, session.jid);
  }
  answerProbe(hub, account, account.jid, session.jid);
  for (const request of account.pendingIn.values()) session.send(request);
}

/** To all contacts that see this account, and to its own available resources (the sender too, RFC 6121, 4.2.2). */
function announce(hub: Hub, account: Account, stanza: XmlElement): void {
  for (const item of account.roster.values()) if (item.from) hub.route(stanza.copy().set('to', item.jid));
  for (const session of availableSessions(account)) session.send(stanza.copy().set('to', account.jid));
}

/** −128…127, 0 if absent, undefined if broken (RFC 6121, 4.7.2.3). */
function readPriority(stanza: XmlElement): number | undefined {
  const [priority, ...more] = stanza.all('priority');
  if (priority === undefined) return 0;
  if (more.length > 0 || !/^\s*[+-]?\d{1,3}\s*$/.test(priority.text)) return undefined;
  const value = Number(priority.text);
  return value >= -128 && value <= 127 ? value : undefined;
}
