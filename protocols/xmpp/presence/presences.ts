import type { ParsedUnit } from '../inspect/index.ts';
import { bareJid, parseJid } from '../jid/index.ts';
import { detach } from '../parser/intern.ts';
import type { XmlElement } from '../parser/node.ts';
import { isBody } from '../parser/payloads.ts';
import { child, textOf, viewOf, type View } from '../traffic/stanza-view.ts';

/** One available resource (RFC 6121, 4.7); for an occupant of a room, its nickname. */
export interface Resource {
  /** Empty where the presence came from a bare JID. */
  readonly resource: string;
  /** `away`, `chat`, `dnd` or `xa`; undefined where it is simply available. */
  readonly show: string | undefined;
  readonly status: string | undefined;
  readonly priority: number;
}

/** A bare JID with its available resources. */
export interface Contact {
  readonly jid: string;
  readonly resources: readonly Resource[];
  /** Resources that are left out of `resources`. */
  readonly moreResources: number;
}

/** Who is available, as plain data. */
export interface PresenceState {
  readonly contacts: readonly Contact[];
  /** Contacts that are left out of `contacts`. */
  readonly moreContacts: number;
}

interface Available extends Resource {
  readonly jid: string;
}

/** Full JIDs that are remembered; the oldest give way. */
const mostKept = 1000;
/** UTF-16 units of a status that are remembered; what is longer is cut, with an ellipsis. */
const mostStatus = 200;
const shows: readonly string[] = ['away', 'chat', 'dnd', 'xa'];

/** Follows who is available, by the presence that a client receives (RFC 6121, 4). Bounded; never throws. */
export class Presences {
  /** By full JID, the oldest first. */
  readonly #available = new Map<string, Available>();

  /** Takes a presence stanza that was received, also in a body of BOSH; tells whether it changed anything. */
  receive(unit: ParsedUnit): boolean {
    const { root } = unit;
    if (root === undefined) return false;
    if (!isBody(root)) return this.#receive(unit, root);
    let changed = false;
    for (const child of root.elements()) changed = this.#receive(unit, child) || changed;
    return changed;
  }

  #receive(unit: ParsedUnit, root: XmlElement): boolean {
    if (root.local !== 'presence') return false;
    const view = viewOf(unit, root);
    const { from, type } = view;
    if (from === undefined || from === '') return false;
    if (type === undefined) {
      this.#add(from, view);
      return true;
    }
    // Subscriptions and probes say nothing of who is there; an error says that nobody can be reached.
    return (type === 'unavailable' || type === 'error') && this.#remove(from);
  }

  /** @param most how many contacts are listed, and how many resources in all of them together; the rest is counted */
  state(most: number): PresenceState {
    const byContact = new Map<string, Available[]>();
    for (const each of this.#available.values()) {
      const others = byContact.get(each.jid);
      if (others === undefined) byContact.set(each.jid, [each]);
      else others.push(each);
    }
    let left = most;
    const contacts = [...byContact].slice(0, most).map(([jid, all]): Contact => {
      const resources = all
        .slice(0, left)
        .map(({ resource, show, status, priority }) => ({ resource, show, status, priority }));
      left -= resources.length;
      return { jid, resources, moreResources: all.length - resources.length };
    });
    return { contacts, moreContacts: byContact.size - contacts.length };
  }

  #add(from: string, view: View): void {
    const { root } = view;
    const text = (name: string): string =>
      root.namespace === undefined ? '' : textOf(view, child(root, root.namespace, name));
    const show = text('show');
    const status = text('status');
    this.#available.set(from, {
      jid: bareJid(from),
      resource: parseJid(from).resource ?? '',
      show: shows.find((each) => each === show),
      status:
        status === '' ? undefined : detach(status.length > mostStatus ? `${status.slice(0, mostStatus)}…` : status),
      priority: priorityOf(text('priority')),
    });
    for (const oldest of this.#available.keys()) {
      if (this.#available.size <= mostKept) break;
      this.#available.delete(oldest);
    }
  }

  /** A bare JID stands for all of its resources. */
  #remove(from: string): boolean {
    const before = this.#available.size;
    if (from !== bareJid(from)) this.#available.delete(from);
    else for (const [key, { jid }] of this.#available) if (jid === from) this.#available.delete(key);
    return this.#available.size < before;
  }
}

/** From −128 to 127; 0 where it is left out, or is none (RFC 6121, 4.7.2.3). */
function priorityOf(text: string): number {
  const priority = /^[+-]?\d{1,3}$/.test(text) ? Number(text) : 0;
  return priority >= -128 && priority <= 127 ? priority : 0;
}
