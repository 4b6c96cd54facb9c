import type { Refusal } from '../errors.ts';
import type { Hub } from '../hub.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { availableSessions } from './account.ts';
import { newItem } from './roster-item.ts';
import { rosterIsFull, storeItem } from './roster.ts';
import type { Account } from '../model.ts';

export type SubscriptionType = 'subscribe' | 'subscribed' | 'unsubscribe' | 'unsubscribed';

export function isSubscriptionType(type: string | undefined): type is SubscriptionType {
  return type === 'subscribe' || type === 'subscribed' || type === 'unsubscribe' || type === 'unsubscribed';
}

/**
 * A client's own subscription stanza: changes its roster and goes on to the contact if the state calls for it
 * (RFC 6121 appendix A.2). `stanza` carries the contact's bare JID in `to`. A refusal if the roster has no room for it.
 */
export function outbound(
  hub: Hub,
  account: Account,
  type: SubscriptionType,
  contact: string,
  stanza: XmlElement,
): Refusal | undefined {
  const item = account.roster.get(contact) ?? newItem(contact);
  const stamped = stanza.copy().set('from', account.jid).set('to', contact);
  switch (type) {
    case 'subscribe': {
      const full = rosterIsFull(account, item);
      if (full !== undefined) return full;
      if (!item.to) storeItem(account, { ...item, ask: true });
      break;
    }
    case 'unsubscribe':
      if (item.to || item.ask) storeItem(account, { ...item, to: false, ask: false });
      break;
    case 'subscribed':
      // Without a request there is nothing to grant; pre-approval (RFC 6121, 3.4) is not offered here.
      if (!account.pendingIn.delete(contact)) return undefined;
      storeItem(account, { ...item, from: true });
      hub.route(stamped);
      for (const session of availableSessions(account))
        if (session.presence !== undefined) hub.route(session.presence.copy().set('to', contact));
      return undefined;
    case 'unsubscribed':
      if (account.pendingIn.delete(contact)) break;
      if (!item.from) return undefined;
      storeItem(account, { ...item, from: false });
      sendUnavailable(hub, account, contact);
      break;
  }
  hub.route(stamped);
  return undefined;
}

/** A subscription stanza that reaches an account from a contact's bare JID (RFC 6121 appendix A.3). */
export function inbound(hub: Hub, account: Account, type: SubscriptionType, contact: string, stanza: XmlElement): void {
  const item = account.roster.get(contact);
  switch (type) {
    case 'subscribe':
      if (item?.from === true) {
        hub.route(element('presence', namespaces.client, { type: 'subscribed', from: account.jid, to: contact }));
      } else {
        account.pendingIn.set(contact, stanza);
        for (const session of availableSessions(account)) session.send(stanza);
      }
      break;
    case 'unsubscribe':
      account.pendingIn.delete(contact);
      if (item?.from !== true) return;
      storeItem(account, { ...item, from: false });
      deliverToInterested(account, stanza);
      sendUnavailable(hub, account, contact);
      break;
    case 'subscribed':
      if (item?.ask !== true) return;
      storeItem(account, { ...item, to: true, ask: false });
      deliverToInterested(account, stanza);
      break;
    case 'unsubscribed':
      if (item === undefined || !(item.to || item.ask)) return;
      storeItem(account, { ...item, to: false, ask: false });
      deliverToInterested(account, stanza);
      break;
  }
}

/** Undoes both directions before an item is taken away (RFC 6121, 2.5.2). */
export function cancelBoth(hub: Hub, account: Account, contact: string): void {
  const item = account.roster.get(contact);
  if (item === undefined) return;
  const cancel = (type: SubscriptionType): void =>
    hub.route(element('presence', namespaces.client, { type, from: account.jid, to: contact }));
  account.pendingIn.delete(contact);
  account.roster.delete(contact);
  if (item.to || item.ask) cancel('unsubscribe');
  if (item.from) {
    cancel('unsubscribed');
    sendUnavailable(hub, account, contact);
  }
}

function sendUnavailable(hub: Hub, account: Account, contact: string): void {
  for (const session of availableSessions(account)) {
    hub.route(element('presence', namespaces.client, { type: 'unavailable', from: session.jid, to: contact }));
  }
}

function deliverToInterested(account: Account, stanza: XmlElement): void {
  for (const session of account.sessions.values()) if (session.interested) session.send(stanza);
}
