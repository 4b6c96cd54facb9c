import { prepareJid } from '../../../protocols/xmpp/jid/index.ts';
import { randomBytes } from 'node:crypto';
import { refuse, resultReply, type Refusal } from '../errors.ts';
import { maxContacts, maxName, maxRoster } from '../limits.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { newItem, subscriptionState, type RosterItem } from './roster-item.ts';
import type { Account, XmppSession } from '../model.ts';

const maxGroups = 20;

/** Stores an item and tells the account's interested resources (RFC 6121, 2.1.6). */
export function storeItem(account: Account, item: RosterItem): void {
  account.roster.set(item.jid, item);
  push(account, itemElement(item));
}

/** Takes an item away and tells the account's interested resources. */
export function removeItem(account: Account, jid: string): void {
  account.roster.delete(jid);
  push(account, element('item', namespaces.roster, { jid, subscription: 'remove' }));
}

/** Answers a roster get, and makes the asking resource an interested one (RFC 6121, 2.2). */
export function rosterGet(session: XmppSession, iq: XmlElement): XmlElement {
  session.interested = true;
  return resultReply(
    iq,
    element('query', namespaces.roster, {}, ...[...session.account.roster.values()].map(itemElement)),
  );
}

/** What a roster set asks for. */
export type RosterChange =
  { readonly kind: 'update'; readonly item: RosterItem } | { readonly kind: 'remove'; readonly item: RosterItem };

/** Checks a roster set (RFC 6121, 2.3, 2.5) without carrying it out. */
export function rosterChange(account: Account, query: XmlElement): RosterChange | Refusal {
  const [item, ...more] = query.elements;
  if (item?.is('item', namespaces.roster) !== true || more.length > 0)
    return refuse('bad-request', 'A roster set has exactly one item.');
  const parsed = prepareJid(item.attr('jid') ?? '');
  if (parsed === undefined) return refuse('jid-malformed', "The item's jid is not a JID.");
  const jid = parsed.bare;
  const known = account.roster.get(jid);
  if (item.attr('subscription') === 'remove') {
    return known === undefined
      ? refuse('item-not-found', `${jid} is not in the roster.`)
      : { kind: 'remove', item: known };
  }
  const name = item.attr('name') ?? '';
  const groups = item.all('group').map((group) => group.text);
  if (jid === account.jid) return refuse('not-allowed', 'An account must not be in its own roster.');
  if (groups.includes('') || [name, ...groups].some((text) => text.length > maxName)) {
    return refuse('not-acceptable', `Names and groups have at most ${maxName} characters, groups at least one.`);
  }
  if (new Set(groups).size !== groups.length) return refuse('bad-request', 'A group must not appear twice in an item.');
  if (groups.length > maxGroups) return refuse('not-acceptable', `A contact is in at most ${maxGroups} groups.`);
  const changed = { ...(known ?? newItem(jid)), name, groups };
  return rosterIsFull(account, changed) ?? { kind: 'update', item: changed };
}

/** A refusal if there is no room for the item as it is to be. */
export function rosterIsFull(account: Account, item: RosterItem): Refusal | undefined {
  if (!account.roster.has(item.jid) && account.roster.size >= maxContacts)
    return refuse('resource-constraint', `A roster has at most ${maxContacts} items.`);
  let characters = charactersOf(item);
  for (const other of account.roster.values()) if (other.jid !== item.jid) characters += charactersOf(other);
  return characters <= maxRoster
    ? undefined
    : refuse('resource-constraint', `A roster has at most ${maxRoster} characters.`);
}

function charactersOf({ jid, name, groups }: RosterItem): number {
  return groups.reduce((sum, group) => sum + group.length, jid.length + name.length);
}

function itemElement(item: RosterItem): XmlElement {
  const attributes = {
    jid: item.jid,
    name: item.name === '' ? undefined : item.name,
    subscription: subscriptionState(item),
    ask: item.ask ? 'subscribe' : undefined,
  };
  return element(
    'item',
    namespaces.roster,
    attributes,
    ...item.groups.map((group) => element('group', namespaces.roster, {}, group)),
  );
}

function push(account: Account, item: XmlElement): void {
  for (const session of account.sessions.values()) {
    if (!session.interested) continue;
    const id = randomBytes(6).toString('hex');
    session.send(
      element(
        'iq',
        namespaces.client,
        { type: 'set', id, to: session.jid },
        element('query', namespaces.roster, {}, item),
      ),
    );
  }
}
