import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';

export type Role = 'moderator' | 'participant' | 'visitor' | 'none';
export type Affiliation = 'owner' | 'admin' | 'member' | 'none' | 'outcast';

/** Somebody in a room (XEP-0045, 5). */
export interface Occupant {
  /** Full JID; the room shows it, being non-anonymous. */
  readonly jid: string;
  readonly bare: string;
  nick: string;
  role: Role;
  /** The latest presence as the client sent it. */
  presence: XmlElement;
}

export const roles: readonly string[] = ['moderator', 'participant', 'visitor', 'none'] satisfies Role[];
export const affiliations: readonly string[] = ['owner', 'admin', 'member', 'none', 'outcast'] satisfies Affiliation[];

/** Facts of one occupant's presence beside who it is. */
export interface PresenceExtras {
  /** Status codes (XEP-0045, 15.6.2). */
  readonly codes?: readonly number[];
  /** The nickname that the occupant takes next. */
  readonly newNick?: string;
  readonly reason?: string;
}

/** `<x xmlns='…muc#user'/>` of an occupant's presence (XEP-0045, 7.2.2). */
export function userExtension(
  occupant: Occupant,
  affiliation: Affiliation,
  role: Role,
  extras: PresenceExtras,
): XmlElement {
  const item = element('item', namespaces.mucUser, { affiliation, role, jid: occupant.jid, nick: extras.newNick });
  if (extras.reason !== undefined && extras.reason !== '')
    item.children.push(element('reason', namespaces.mucUser, {}, extras.reason));
  const codes = (extras.codes ?? []).map((code) => element('status', namespaces.mucUser, { code: String(code) }));
  return element('x', namespaces.mucUser, {}, item, ...codes);
}

/** The payload of a client's presence, without what only a room may say. */
export function ownContent(presence: XmlElement): XmlElement[] {
  return presence.elements.filter((child) => child.ns !== namespaces.muc && child.ns !== namespaces.mucUser);
}
