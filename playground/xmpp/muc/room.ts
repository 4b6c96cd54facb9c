import { parseJid } from '../../../protocols/xmpp/jid/index.ts';
import { refuse, type Refusal } from '../errors.ts';
import { maxOccupants, maxSubject } from '../limits.ts';
import { element, XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { weight } from '../xml/serialize.ts';
import { History } from './history.ts';
import {
  ownContent,
  userExtension,
  type Affiliation,
  type Occupant,
  type PresenceExtras,
  type Role,
} from './occupant.ts';

/** One room: open to all, non-anonymous, gone when the last occupant leaves (XEP-0045, 4.2). */
export class Room {
  /** Bare JID. */
  readonly jid: string;
  /** Bare JID of the account that created it; owners may change. */
  readonly creator: string;
  /** A new room is locked until its owner configured it (XEP-0045, 10.1). */
  locked = true;
  name: string;
  moderated = false;
  readonly occupants = new Map<string, Occupant>();
  readonly affiliations = new Map<string, Affiliation>();
  readonly #send: (stanza: XmlElement) => void;
  readonly history = new History();
  #subject: XmlElement;

  constructor(jid: string, owner: string, send: (stanza: XmlElement) => void) {
    this.jid = jid;
    this.name = parseJid(jid).local ?? '';
    this.creator = owner;
    this.affiliations.set(owner, 'owner');
    this.#send = send;
    this.#subject = element(
      'message',
      namespaces.client,
      { from: jid, type: 'groupchat' },
      element('subject', namespaces.client),
    );
  }

  affiliation(bare: string): Affiliation {
    return this.affiliations.get(bare) ?? 'none';
  }

  /** The occupant with that full JID. */
  find(fullJid: string): Occupant | undefined {
    return [...this.occupants.values()].find((occupant) => occupant.jid === fullJid);
  }

  /** Lets somebody in (XEP-0045, 7.2): presence of those who are there, the own presence last, history, subject. */
  join(jid: string, bare: string, nick: string, presence: XmlElement, created: boolean): Refusal | undefined {
    const affiliation = this.affiliation(bare);
    if (affiliation === 'outcast') return refuse('forbidden', 'You are banned from this room.');
    if (this.locked && affiliation !== 'owner')
      return refuse('item-not-found', 'The room is locked until its owner has configured it.');
    if (this.occupants.has(nick)) return refuse('conflict', `The nickname ${nick} is taken.`);
    if (this.occupants.size >= maxOccupants)
      return refuse('service-unavailable', `A room has at most ${maxOccupants} occupants.`);
    const occupant: Occupant = { jid, bare, nick, role: this.#defaultRole(affiliation), presence };
    for (const other of this.occupants.values()) this.#sendPresence(other, occupant.jid, {});
    this.occupants.set(nick, occupant);
    this.#announce(occupant, {}, [100, 110, ...(created ? [201] : [])]);
    const join = presence.child('x', namespaces.muc) ?? element('x', namespaces.muc);
    for (const message of this.history.select(this.jid, join)) this.#send(message.set('to', jid));
    this.#send(this.#subject.copy().set('to', jid));
    return undefined;
  }

  /** New presence of an occupant under the same nickname. */
  update(occupant: Occupant, presence: XmlElement): void {
    occupant.presence = presence;
    this.#announce(occupant, {}, [110]);
  }

  /** Another nickname (XEP-0045, 7.6): unavailable under the old one with 303, available under the new one. */
  rename(occupant: Occupant, nick: string, presence: XmlElement): Refusal | undefined {
    if (this.occupants.has(nick)) return refuse('conflict', `The nickname ${nick} is taken.`);
    this.#announceGone(occupant, { codes: [303], newNick: nick }, occupant.role);
    this.occupants.delete(occupant.nick);
    occupant.nick = nick;
    occupant.presence = presence;
    this.occupants.set(nick, occupant);
    this.#announce(occupant, {}, [110]);
    return undefined;
  }

  /** Takes an occupant out, of its own will or not, and tells everybody (XEP-0045, 7.14, 8.2, 9.1). */
  leave(occupant: Occupant, extras: PresenceExtras, presence?: XmlElement): void {
    if (presence !== undefined) occupant.presence = presence;
    this.#announceGone(occupant, extras, 'none');
    this.occupants.delete(occupant.nick);
  }

  /** A message or subject for everybody (XEP-0045, 7.4, 8.1). */
  say(occupant: Occupant, message: XmlElement): Refusal | undefined {
    const subject = message.child('subject', namespaces.client);
    const changesSubject =
      subject !== undefined &&
      message.child('body', namespaces.client) === undefined &&
      message.child('thread', namespaces.client) === undefined;
    if (occupant.role === 'visitor') return refuse('forbidden', 'Visitors may not speak in a moderated room.');
    if (changesSubject && occupant.role !== 'moderator')
      return refuse('forbidden', 'Only moderators change the subject here.');
    if (changesSubject && weight(message) > maxSubject)
      return refuse('not-acceptable', `A subject has at most ${maxSubject} characters.`);
    const said = message.copy().set('from', `${this.jid}/${occupant.nick}`).set('to', undefined);
    if (changesSubject) this.#subject = said;
    else if (message.child('body', namespaces.client) !== undefined) this.history.add(said);
    for (const other of this.occupants.values()) this.#send(said.copy().set('to', other.jid));
    return undefined;
  }

  /** A message to one occupant (XEP-0045, 7.5), or an iq passed through (section 4). */
  whisper(from: Occupant, to: Occupant, stanza: XmlElement): void {
    const whispered = stanza.copy().set('from', `${this.jid}/${from.nick}`).set('to', to.jid);
    if (stanza.name === 'message' && stanza.child('x', namespaces.mucUser) === undefined)
      whispered.children.push(element('x', namespaces.mucUser));
    this.#send(whispered);
  }

  /** Changes a role and tells everybody; `none` is a kick (XEP-0045, 8.2). */
  setRole(occupant: Occupant, role: Role, reason: string): void {
    if (role === 'none') {
      this.leave(occupant, { codes: [307], reason });
    } else {
      occupant.role = role;
      this.#announce(occupant, { reason }, [110]);
    }
  }

  /** Changes an affiliation; an outcast who is there has to leave (XEP-0045, 9.1). */
  setAffiliation(bare: string, affiliation: Affiliation, reason: string): void {
    if (affiliation === 'none') this.affiliations.delete(bare);
    else this.affiliations.set(bare, affiliation);
    for (const occupant of [...this.occupants.values()].filter((other) => other.bare === bare)) {
      if (affiliation === 'outcast') {
        this.leave(occupant, { codes: [301], reason });
      } else {
        occupant.role = this.#defaultRole(affiliation);
        this.#announce(occupant, { reason }, [110]);
      }
    }
  }

  /** Ends the room for everybody (XEP-0045, 10.9). */
  destroy(request: XmlElement): void {
    for (const occupant of this.occupants.values()) {
      const item = element('item', namespaces.mucUser, { affiliation: 'none', role: 'none' });
      const reason = request.child('reason');
      const destroyed = element(
        'destroy',
        namespaces.mucUser,
        { jid: request.attr('jid') },
        ...(reason === undefined ? [] : [element('reason', namespaces.mucUser, {}, reason.text)]),
      );
      const attributes = { from: `${this.jid}/${occupant.nick}`, to: occupant.jid, type: 'unavailable' };
      this.#send(
        element('presence', namespaces.client, attributes, element('x', namespaces.mucUser, {}, item, destroyed)),
      );
    }
    this.occupants.clear();
  }

  #defaultRole(affiliation: Affiliation): Role {
    if (affiliation === 'owner' || affiliation === 'admin') return 'moderator';
    return this.moderated && affiliation === 'none' ? 'visitor' : 'participant';
  }

  /** To everybody; the occupant itself gets `ownCodes` along, and its presence last. */
  #announce(occupant: Occupant, extras: PresenceExtras, ownCodes: readonly number[]): void {
    for (const other of this.occupants.values())
      if (other !== occupant) this.#sendPresence(occupant, other.jid, extras);
    this.#sendPresence(occupant, occupant.jid, { ...extras, codes: [...ownCodes, ...(extras.codes ?? [])] });
  }

  #announceGone(occupant: Occupant, extras: PresenceExtras, role: Role): void {
    const gone = (to: string, codes: readonly number[]): void =>
      this.#sendPresence(occupant, to, { ...extras, codes }, role);
    for (const other of this.occupants.values()) if (other !== occupant) gone(other.jid, extras.codes ?? []);
    gone(occupant.jid, [110, ...(extras.codes ?? [])]);
  }

  #sendPresence(occupant: Occupant, to: string, extras: PresenceExtras, goneWithRole?: Role): void {
    const extension = userExtension(occupant, this.affiliation(occupant.bare), goneWithRole ?? occupant.role, extras);
    const presence = new XmlElement('presence', namespaces.client, [], [...ownContent(occupant.presence), extension]);
    presence
      .set('from', `${this.jid}/${occupant.nick}`)
      .set('to', to)
      .set('id', to === occupant.jid ? occupant.presence.attr('id') : undefined);
    this.#send(presence.set('type', goneWithRole === undefined ? undefined : 'unavailable'));
  }
}
