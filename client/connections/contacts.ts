import type { Contact, PresenceState, Resource } from '../../protocols/xmpp/index.ts';
import { escapeMarkdown, type RowLook } from './describe.ts';
import { plural } from '../../protocols/core/index.ts';
import { shorten } from './endpoints.ts';
import { note, type NoteRow } from './endpoint-rows.ts';

/** A row below an XMPP connection, or below a contact there. Its id stays the same while it stands for the same JID. */
export interface ContactRow {
  readonly kind: 'contact';
  readonly id: string;
  readonly look: RowLook;
  readonly contact: Contact;
}

export interface ResourceRow {
  readonly kind: 'resource';
  readonly id: string;
  readonly look: RowLook;
}

interface Show {
  readonly words: string;
  readonly colour: string;
}

const available: Show = { words: 'available', colour: 'charts.green' };
/** What the values of show mean (RFC 6121, 4.7.2.1), and their colours. */
const shows = new Map(
  Object.entries<Show>({
    chat: { words: 'free to chat', colour: 'charts.green' },
    away: { words: 'away', colour: 'charts.yellow' },
    xa: { words: 'away for long', colour: 'charts.yellow' },
    dnd: { words: 'do not disturb', colour: 'charts.red' },
  }),
);

/** UTF-16 units of a JID or a status that a row shows. */
const shown = 60;

/** The rows below a connection: who is available, or that nobody was seen. */
export function contactRows(connection: string, { contacts, moreContacts }: PresenceState): (ContactRow | NoteRow)[] {
  const id = (part: string): string => `${connection}\n${part}`;
  if (contacts.length === 0)
    return [note(id('none'), 'No contacts seen yet', 'Servers tell who is there after <presence/> is sent.')];
  const rows = contacts.map((contact): ContactRow => ({
    kind: 'contact',
    id: id(`contact ${contact.jid}`),
    look: describeContact(contact),
    contact,
  }));
  return moreContacts === 0 ? rows : [...rows, note(id('more'), `… and ${plural(moreContacts, 'more contact')}`)];
}

/** The rows below a contact: its resources. */
export function resourceRows({ id, contact }: ContactRow): (ResourceRow | NoteRow)[] {
  const rows = contact.resources.map((resource): ResourceRow => ({
    kind: 'resource',
    id: `${id}\n${resource.resource}`,
    look: describeResource(contact.jid, resource),
  }));
  return contact.moreResources === 0
    ? rows
    : [...rows, note(`${id}\nmore`, `… and ${plural(contact.moreResources, 'more resource')}`)];
}

function describeContact({ jid, resources, moreResources }: Contact): RowLook {
  // Messages to the bare JID go to the resource of the highest priority (RFC 6121, 8.5.2.1.1).
  const [first, ...others] = [...resources].sort((a, b) => b.priority - a.priority);
  const count = resources.length + moreResources;
  const words = [
    ...(first === undefined ? [] : saysOf(first)),
    ...(others.length + moreResources === 0 ? [] : [plural(count, 'resource')]),
  ];
  return {
    label: shorten(jid, shown),
    description: words.join(' · '),
    icon: 'account',
    ...(first !== undefined && { colour: showOf(first).colour }),
    tooltip: [
      `**${escapeMarkdown(jid)}** — ${plural(count, 'resource')}`,
      ...resources
        .slice(0, 10)
        .map((resource) =>
          escapeMarkdown([nameOf(resource), ...saysOf(resource), `priority ${resource.priority}`].join(', ')),
        ),
    ].join('\n\n'),
    accessible: [`contact ${shorten(jid, shown)}`, ...words].join(', '),
    context: 'contact',
  };
}

function describeResource(jid: string, resource: Resource): RowLook {
  const { priority } = resource;
  const words = [...saysOf(resource), ...(priority === 0 ? [] : [`priority ${priority}`])];
  const name = shorten(nameOf(resource), shown);
  return {
    label: name,
    description: words.join(' · '),
    icon: 'circle-filled',
    colour: showOf(resource).colour,
    tooltip: escapeMarkdown(
      [
        resource.resource === '' ? jid : `${jid}/${resource.resource}`,
        ...saysOf(resource),
        `priority ${priority}`,
      ].join(', '),
    ),
    accessible: [`resource ${name}`, ...words].join(', '),
    context: 'resource',
  };
}

function nameOf({ resource }: Resource): string {
  return resource === '' ? 'no resource' : resource;
}

function showOf({ show }: Resource): Show {
  return shows.get(show ?? '') ?? available;
}

function saysOf(resource: Resource): readonly string[] {
  return [showOf(resource).words, ...(resource.status === undefined ? [] : [shorten(resource.status, shown)])];
}
