import type { PreparedJid } from '../../../protocols/xmpp/jid/index.ts';
import { discoInfo, discoItems } from '../disco.ts';
import { errorReply, refuse, resultReply, type Refusal } from '../errors.ts';
import { dataForm } from '../forms.ts';
import type { Hub, Service } from '../hub.ts';
import { maxAllHistory, maxAllPresence, maxOwnRooms, maxPresence, maxRooms, trim } from '../limits.ts';
import { XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { weight } from '../xml/serialize.ts';
import { adminRequest, ownerRequest } from './owner.ts';
import type { Occupant } from './occupant.ts';
import { Room } from './room.ts';

/** Multi-user chat (XEP-0045): rooms that anybody may create by joining them. */
export class MucService implements Service {
  readonly name = 'Rooms';
  readonly #domain: string;
  readonly #hub: Hub;
  readonly #rooms = new Map<string, Room>();

  constructor(domain: string, hub: Hub) {
    this.#domain = domain;
    this.#hub = hub;
  }

  handle(stanza: XmlElement, from: PreparedJid, to: PreparedJid): void {
    const outcome = this.#dispatch(stanza, from, to);
    if (outcome instanceof XmlElement) this.#hub.route(outcome);
    else if (outcome !== undefined) this.#refuse(stanza, outcome);
  }

  #dispatch(stanza: XmlElement, from: PreparedJid, to: PreparedJid): XmlElement | Refusal | undefined {
    if (to.local === '')
      return stanza.name === 'iq' ? this.#serviceRequest(stanza) : refuse('service-unavailable', 'Address a room.');
    const room = this.#rooms.get(to.bare);
    if (stanza.name === 'presence') return this.#presence(room, stanza, from, to);
    if (room === undefined) return refuse('item-not-found', `There is no room ${to.bare}. Join it to create it.`);
    if (stanza.name === 'message') {
      const refusal = message(room, stanza, from, to);
      trim(
        [...this.#rooms.values()].map(({ history }) => history),
        maxAllHistory,
      );
      return refusal;
    }
    return to.resource === '' ? this.#roomRequest(room, stanza, from) : privateRequest(room, stanza, from, to);
  }

  #presence(room: Room | undefined, stanza: XmlElement, from: PreparedJid, to: PreparedJid): Refusal | undefined {
    const type = stanza.attr('type');
    const jid = from.full;
    const occupant = room?.find(jid);
    if (type === 'unavailable' || type === 'error') {
      if (room !== undefined && occupant !== undefined) {
        room.leave(occupant, {}, stanza);
        this.#sweep(room);
      }
      return undefined;
    }
    if (type !== undefined) return refuse('bad-request', `Presence of type ${type} means nothing to a room.`);
    if (to.resource === '') return refuse('jid-malformed', 'Join with a nickname: room@service/nick.');
    if (weight(stanza) > maxPresence)
      return refuse('not-acceptable', `The presence of an occupant has at most ${maxPresence} characters.`);
    if (this.#presenceOf(from.bare, occupant) + weight(stanza) > maxAllPresence)
      return refuse(
        'resource-constraint',
        `The presence of an account in all rooms has at most ${maxAllPresence} characters. Leave some first.`,
      );
    if (room !== undefined && occupant !== undefined && stanza.child('x', namespaces.muc) === undefined) {
      if (occupant.nick !== to.resource) return room.rename(occupant, to.resource, stanza);
      room.update(occupant, stanza);
      return undefined;
    }
    // A client that joins again has lost its state: it leaves first, and gets everything again.
    if (room !== undefined && occupant !== undefined) room.leave(occupant, {});
    return this.#join(room, stanza, from, to);
  }

  #join(known: Room | undefined, stanza: XmlElement, from: PreparedJid, to: PreparedJid): Refusal | undefined {
    if (known === undefined && this.#rooms.size >= maxRooms)
      return refuse('resource-constraint', `There are at most ${maxRooms} rooms.`);
    const own =
      known === undefined ? [...this.#rooms.values()].filter(({ creator }) => creator === from.bare).length : 0;
    if (own >= maxOwnRooms)
      return refuse('resource-constraint', `An account creates at most ${maxOwnRooms} rooms. Destroy some first.`);
    const room = known ?? new Room(to.bare, from.bare, (sent) => this.#hub.route(sent));
    this.#rooms.set(room.jid, room);
    // Without <x/> the client is one of the old groupchat protocol, which knows no locked rooms (XEP-0045, 10.1.1).
    if (stanza.child('x', namespaces.muc) === undefined) room.locked = false;
    const refusal = room.join(from.full, from.bare, to.resource, stanza, known === undefined);
    this.#sweep(room);
    return refusal;
  }

  #roomRequest(room: Room, iq: XmlElement, from: PreparedJid): XmlElement | Refusal | undefined {
    const [payload] = iq.elements;
    const type = iq.attr('type');
    if (payload === undefined || (type !== 'get' && type !== 'set')) return undefined;
    if (payload.is('query', namespaces.mucOwner))
      return ownerRequest(room, from.bare, iq, payload, () => this.#sweep(room));
    if (payload.is('query', namespaces.mucAdmin)) {
      const reply = adminRequest(room, room.find(from.full), from.bare, iq, payload);
      this.#sweep(room);
      return reply;
    }
    if (type === 'get' && payload.is('query', namespaces.discoInfo)) {
      const form = dataForm('result', 'http://jabber.org/protocol/muc#roominfo', [
        { name: 'muc#roominfo_occupants', type: 'text-single', label: 'Occupants', value: String(room.occupants.size) },
      ]);
      const features = [
        namespaces.discoInfo,
        namespaces.discoItems,
        namespaces.muc,
        'muc_nonanonymous',
        'muc_open',
        'muc_public',
        'muc_temporary',
        'muc_unsecured',
        room.moderated ? 'muc_moderated' : 'muc_unmoderated',
      ];
      return resultReply(
        iq,
        discoInfo([{ category: 'conference', type: 'text', name: room.name }], features, undefined, form),
      );
    }
    if (type === 'get' && payload.is('query', namespaces.discoItems)) {
      return resultReply(iq, discoItems([...room.occupants.keys()].map((nick) => ({ jid: `${room.jid}/${nick}` }))));
    }
    if (type === 'get' && payload.is('ping', namespaces.ping)) return resultReply(iq);
    return refuse('service-unavailable');
  }

  #serviceRequest(iq: XmlElement): XmlElement | Refusal | undefined {
    const [payload] = iq.elements;
    const type = iq.attr('type');
    if (payload === undefined || (type !== 'get' && type !== 'set')) return undefined;
    if (type === 'get' && payload.is('query', namespaces.discoInfo)) {
      return resultReply(
        iq,
        discoInfo(
          [{ category: 'conference', type: 'text', name: this.name }],
          [namespaces.discoInfo, namespaces.discoItems, namespaces.muc, namespaces.ping],
        ),
      );
    }
    if (type === 'get' && payload.is('query', namespaces.discoItems)) {
      return resultReply(iq, discoItems([...this.#rooms.values()].map((room) => ({ jid: room.jid, name: room.name }))));
    }
    if (type === 'get' && payload.is('ping', namespaces.ping)) return resultReply(iq);
    return refuse('service-unavailable', `${this.#domain} answers disco and ping.`);
  }

  /** How much the presence of an account in all rooms weighs, without that of one occupant. */
  #presenceOf(bare: string, without: Occupant | undefined): number {
    let sum = 0;
    for (const room of this.#rooms.values())
      for (const occupant of room.occupants.values())
        if (occupant.bare === bare && occupant !== without) sum += weight(occupant.presence);
    return sum;
  }

  /** A room without occupants is gone. */
  #sweep(room: Room): void {
    if (room.occupants.size === 0) this.#rooms.delete(room.jid);
  }

  #refuse(stanza: XmlElement, refusal: Refusal): void {
    const reply = errorReply(stanza, refusal);
    if (reply !== undefined) this.#hub.route(reply);
  }
}

function message(room: Room, stanza: XmlElement, from: PreparedJid, to: PreparedJid): Refusal | undefined {
  const occupant = room.find(from.full);
  const type = stanza.attr('type') ?? 'normal';
  if (type === 'error') return undefined;
  if (occupant === undefined) return refuse('not-acceptable', 'Only occupants speak in a room: join it first.');
  if (to.resource === '') {
    if (type === 'groupchat') return room.say(occupant, stanza);
    return refuse('bad-request', 'A message to a room has the type groupchat.');
  }
  if (type === 'groupchat') return refuse('bad-request', 'A private message has the type chat.');
  const other = room.occupants.get(to.resource);
  if (other === undefined) return refuse('item-not-found', `${to.resource} is not in the room.`);
  room.whisper(occupant, other, stanza);
  return undefined;
}

/** An iq for an occupant goes to its client; a ping to oneself asks whether one is still there (XEP-0410). */
function privateRequest(
  room: Room,
  iq: XmlElement,
  from: PreparedJid,
  to: PreparedJid,
): XmlElement | Refusal | undefined {
  const occupant = room.find(from.full);
  const other = room.occupants.get(to.resource);
  if (occupant === undefined) return refuse('not-acceptable', 'You are not in the room.');
  if (other === undefined) return refuse('item-not-found', `${to.resource} is not in the room.`);
  if (other === occupant && iq.attr('type') === 'get' && iq.child('ping', namespaces.ping) !== undefined)
    return resultReply(iq);
  room.whisper(occupant, other, iq);
  return undefined;
}
