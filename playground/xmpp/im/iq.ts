import { refuse, resultReply, type Refusal } from '../errors.ts';
import type { Hub } from '../hub.ts';
import { maxPrivate } from '../limits.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { weight } from '../xml/serialize.ts';
import { discoInfo } from '../disco.ts';
import { removeItem, rosterChange, rosterGet, storeItem } from './roster.ts';
import { cancelBoth } from './subscriptions.ts';
import type { Account, XmppSession } from '../model.ts';

/** Requests that a client makes of its own account (no `to`, or its own bare JID). */
export function ownAccountRequest(
  hub: Hub,
  session: XmppSession,
  iq: XmlElement,
  payload: XmlElement,
): XmlElement | Refusal {
  const { account } = session;
  const set = iq.attr('type') === 'set';
  if (payload.is('query', namespaces.roster))
    return set ? changeRoster(hub, account, iq, payload) : rosterGet(session, iq);
  if (payload.is('query', namespaces.privateStorage)) return privateStorage(account, iq, payload, set);
  if (payload.is('session', namespaces.session) && set) return resultReply(iq);
  if (payload.is('ping', namespaces.ping) && !set) return resultReply(iq);
  return accountRequest(account, true, iq, payload);
}

/** Requests about an account, answered by the server in its name (RFC 6121, 8.5.2.1.3). */
export function accountRequest(
  account: Account,
  maySee: boolean,
  iq: XmlElement,
  payload: XmlElement,
): XmlElement | Refusal {
  // Strangers must not even learn that the account exists (XEP-0030, 8).
  if (maySee && iq.attr('type') === 'get' && payload.attr('node') === undefined) {
    if (payload.is('query', namespaces.discoInfo)) {
      return resultReply(
        iq,
        discoInfo(
          [{ category: 'account', type: 'registered', name: account.username }],
          [namespaces.discoInfo, namespaces.discoItems],
        ),
      );
    }
    if (payload.is('query', namespaces.discoItems)) {
      const items = [...account.sessions.values()].filter((session) => session.presence !== undefined);
      return resultReply(
        iq,
        element(
          'query',
          namespaces.discoItems,
          {},
          ...items.map(({ jid }) => element('item', namespaces.discoItems, { jid })),
        ),
      );
    }
  }
  return refuse('service-unavailable');
}

function changeRoster(hub: Hub, account: Account, iq: XmlElement, query: XmlElement): XmlElement | Refusal {
  const change = rosterChange(account, query);
  if ('condition' in change) return change;
  if (change.kind === 'update') {
    storeItem(account, change.item);
  } else {
    cancelBoth(hub, account, change.item.jid);
    removeItem(account, change.item.jid);
  }
  return resultReply(iq);
}

/** Private XML storage (XEP-0049): clients keep bookmarks in it. */
function privateStorage(account: Account, iq: XmlElement, query: XmlElement, set: boolean): XmlElement | Refusal {
  const [document, ...more] = query.elements;
  if (document === undefined || document.ns === namespaces.privateStorage || more.length > 0) {
    return refuse('bad-request', 'Private storage takes one element of a namespace of its own.');
  }
  const key = `{${document.ns}}${document.name}`;
  if (!set) {
    return resultReply(
      iq,
      element('query', namespaces.privateStorage, {}, account.storage.get(key) ?? element(document.name, document.ns)),
    );
  }
  const others = [...account.storage]
    .filter(([other]) => other !== key)
    .reduce((sum, [, stored]) => sum + weight(stored), 0);
  if (others + weight(document) > maxPrivate)
    return refuse('resource-constraint', `The private storage holds ${maxPrivate} characters.`);
  account.storage.set(key, document);
  return resultReply(iq);
}
