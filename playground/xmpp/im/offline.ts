import { maxOffline, maxOfflineMessages } from '../limits.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { weight } from '../xml/serialize.ts';
import type { Account, XmppSession } from '../model.ts';

/** Whether a message is of a kind that is kept (XEP-0160, 3): a chat state alone is worthless later. */
export function worthKeeping(message: XmlElement): boolean {
  if ((message.attr('type') ?? 'normal') !== 'chat') return true;
  const rest = message.elements.filter(
    (child) => child.ns !== namespaces.chatStates && !child.is('thread', namespaces.client),
  );
  return rest.length > 0;
}

/** Keeps a message with the time of its arrival (XEP-0203); false if there is no room. */
export function keep(account: Account, domain: string, message: XmlElement): boolean {
  const characters = account.offline.reduce((sum, earlier) => sum + weight(earlier), weight(message));
  if (account.offline.length >= maxOfflineMessages || characters > maxOffline) return false;
  const kept = message.copy();
  kept.children.push(
    element('delay', namespaces.delay, { from: domain, stamp: new Date().toISOString() }, 'Offline Storage'),
  );
  account.offline.push(kept);
  return true;
}

/** Hands out what was kept, oldest first, to the resource that became able to receive it. */
export function deliverOffline(session: XmppSession): void {
  for (const message of session.account.offline.splice(0)) session.send(message);
}
