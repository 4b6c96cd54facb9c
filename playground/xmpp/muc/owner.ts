import { prepareJid } from '../../../protocols/xmpp/jid/index.ts';
import { refuse, resultReply, type Refusal } from '../errors.ts';
import { dataForm, readBoolean, submittedForm } from '../forms.ts';
import { hasRoomFor, maxAffiliationCharacters, maxAffiliations, maxName } from '../limits.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { affiliations, roles, type Affiliation, type Occupant, type Role } from './occupant.ts';
import type { Room } from './room.ts';

const roomConfig = 'http://jabber.org/protocol/muc#roomconfig';

/** What an owner may ask: to configure or to destroy the room (XEP-0045, 10.1, 10.2, 10.9). `destroyed` is called for the latter. */
export function ownerRequest(
  room: Room,
  from: string,
  iq: XmlElement,
  query: XmlElement,
  destroyed: () => void,
): XmlElement | Refusal {
  if (room.affiliation(from) !== 'owner') return refuse('forbidden', 'Only an owner configures the room.');
  if (iq.attr('type') === 'get') {
    const form = dataForm('form', roomConfig, [
      { name: 'muc#roomconfig_roomname', type: 'text-single', label: 'Name of the room', value: room.name },
      {
        name: 'muc#roomconfig_moderatedroom',
        type: 'boolean',
        label: 'Newcomers may not speak',
        value: room.moderated ? '1' : '0',
      },
    ]);
    return resultReply(iq, element('query', namespaces.mucOwner, {}, form));
  }
  const destroy = query.child('destroy');
  if (destroy !== undefined) {
    room.destroy(destroy);
    destroyed();
    return resultReply(iq);
  }
  return configure(room, iq, query, destroyed);
}

function configure(room: Room, iq: XmlElement, query: XmlElement, destroyed: () => void): XmlElement | Refusal {
  if (query.child('x', namespaces.dataForms)?.attr('type') === 'cancel') {
    // Cancelling the first configuration takes the room away again (XEP-0045, 10.1.3).
    if (room.locked) {
      room.destroy(element('destroy', namespaces.mucOwner));
      destroyed();
    }
    return resultReply(iq);
  }
  const form = submittedForm(query, roomConfig);
  if (form === undefined)
    return refuse('bad-request', `Send a form of the type ${roomConfig}; an empty one takes the defaults.`);
  const moderated = readBoolean(form.get('muc#roomconfig_moderatedroom') ?? String(room.moderated));
  if (moderated === undefined) return refuse('not-acceptable', 'muc#roomconfig_moderatedroom is a boolean.');
  const name = form.get('muc#roomconfig_roomname') ?? room.name;
  if (name.length > maxName) return refuse('not-acceptable', `The name of a room has at most ${maxName} characters.`);
  room.moderated = moderated;
  room.name = name;
  room.locked = false;
  return resultReply(iq);
}

/** What a moderator, admin or owner may ask: lists and changes of roles and affiliations (XEP-0045, 8, 9). */
export function adminRequest(
  room: Room,
  from: Occupant | undefined,
  bare: string,
  iq: XmlElement,
  query: XmlElement,
): XmlElement | Refusal {
  const affiliation = room.affiliation(bare);
  const rules = affiliation === 'owner' || affiliation === 'admin';
  if (!rules && from?.role !== 'moderator')
    return refuse('forbidden', 'Only moderators, admins and owners may do this.');
  const items = query.all('item');
  if (items.length === 0) return refuse('bad-request', 'There is no item in the request.');
  if (iq.attr('type') === 'get') return list(room, iq, items[0]);
  const known = new Set(room.affiliations.keys());
  const changes = items.map((item) => readChange(room, item, rules, affiliation === 'owner', known));
  const refusal = changes.find((change) => 'condition' in change);
  if (refusal !== undefined && 'condition' in refusal) return refusal;
  for (const change of changes) if ('apply' in change) change.apply();
  return resultReply(iq);
}

function list(room: Room, iq: XmlElement, asked: XmlElement | undefined): XmlElement {
  const role = asked?.attr('role');
  const affiliation = asked?.attr('affiliation');
  const items =
    role === undefined
      ? [...room.affiliations]
          .filter(([, has]) => has === affiliation)
          .map(([jid, has]) => element('item', namespaces.mucAdmin, { jid, affiliation: has }))
      : [...room.occupants.values()]
          .filter((occupant) => occupant.role === role)
          .map((occupant) =>
            element('item', namespaces.mucAdmin, {
              jid: occupant.jid,
              nick: occupant.nick,
              role,
              affiliation: room.affiliation(occupant.bare),
            }),
          );
  return resultReply(iq, element('query', namespaces.mucAdmin, {}, ...items));
}

/**
 * One change, checked but not made: a list of changes is made wholly or not at all (XEP-0045, 9.4). `known` are the JIDs that have an
 * affiliation now, and those to which the list gives one; the change adds its own.
 */
function readChange(
  room: Room,
  item: XmlElement,
  rules: boolean,
  owner: boolean,
  known: Set<string>,
): { readonly apply: () => void } | Refusal {
  const reason = item.child('reason')?.text ?? '';
  const role = item.attr('role');
  if (role !== undefined) {
    const occupant = room.occupants.get(item.attr('nick') ?? '');
    if (!roles.includes(role)) return refuse('bad-request', `“${role}” is not a role.`);
    if (occupant === undefined) return refuse('item-not-found', 'No occupant has this nickname.');
    const protectedOne = ['owner', 'admin'].includes(room.affiliation(occupant.bare));
    if (protectedOne || (role === 'moderator' && !rules))
      return refuse(
        'not-allowed',
        'The role of an admin or owner does not change, and moderators do not make moderators.',
      );
    return { apply: () => room.setRole(occupant, role as Role, reason) };
  }
  const affiliation = item.attr('affiliation');
  const jid = prepareJid(item.attr('jid') ?? '');
  if (affiliation === undefined || !affiliations.includes(affiliation))
    return refuse('bad-request', 'An item names a role or an affiliation.');
  if (jid === undefined) return refuse('jid-malformed', 'An affiliation is given to a JID.');
  const bare = jid.bare;
  if (!rules) return refuse('forbidden', 'Only admins and owners change affiliations.');
  const touchesRulers = ['owner', 'admin'].includes(affiliation) || ['owner', 'admin'].includes(room.affiliation(bare));
  if (touchesRulers && !owner) return refuse('not-allowed', 'Only owners make or unmake admins and owners.');
  if (!known.has(bare) && (known.size >= maxAffiliations || !hasRoomFor(bare, known, maxAffiliationCharacters)))
    return refuse(
      'resource-constraint',
      `A room keeps at most ${maxAffiliations} affiliations of ${maxAffiliationCharacters} characters.`,
    );
  const owners = [...room.affiliations.values()].filter((other) => other === 'owner').length;
  if (room.affiliation(bare) === 'owner' && affiliation !== 'owner' && owners === 1)
    return refuse('conflict', 'A room needs an owner.');
  known.add(bare);
  return { apply: () => room.setAffiliation(bare, affiliation as Affiliation, reason) };
}
