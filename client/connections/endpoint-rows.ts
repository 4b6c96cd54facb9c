import type { ConversationState, LinkState, SessionState } from '../../protocols/amqp/conversation/index.ts';
import type { RowLook } from './describe.ts';
import { plural } from '../../protocols/core/index.ts';
import { describeLink, describeSession } from './endpoints.ts';

/** A row below a connection. Its id stays the same while it stands for the same session or link. */
export type EndpointRow = SessionRow | LinkRow | NoteRow;

export interface SessionRow {
  readonly kind: 'session';
  readonly id: string;
  readonly look: RowLook;
  /** The connection's key. */
  readonly connection: string;
  readonly session: SessionState;
}

export interface LinkRow {
  readonly kind: 'link';
  readonly id: string;
  readonly look: RowLook;
  readonly connection: string;
  readonly session: SessionState;
}

/** A row that says something, and stands for nothing. */
export interface NoteRow {
  readonly kind: 'note';
  readonly id: string;
  readonly look: RowLook;
}

/** The rows below a connection: its sessions, or that there is none. */
export function sessionRows(connection: string, { sessions, moreSessions }: ConversationState): EndpointRow[] {
  const id = (part: string): string => `${connection}\n${part}`;
  if (sessions.length === 0) return [note(id('none'), 'No session yet', 'Sending and receiving begin one.')];
  const rows: EndpointRow[] = sessions.map((session) => ({
    kind: 'session',
    id: id(numbers(session, ({ channel }) => channel)),
    look: describeSession(session),
    connection,
    session,
  }));
  return moreSessions === 0 ? rows : [...rows, note(id('more'), `… and ${plural(moreSessions, 'more session')}`)];
}

/** The rows below a session: its links. */
export function linkRows({ id, connection, session }: SessionRow): (LinkRow | NoteRow)[] {
  const { links, moreLinks } = session;
  const rows = links.map((link: LinkState): LinkRow => ({
    kind: 'link',
    id: `${id}\n${numbers(link, ({ handle }) => handle)}`,
    look: describeLink(link),
    connection,
    session,
  }));
  return moreLinks === 0 ? rows : [...rows, note(`${id}\nmore`, `… and ${plural(moreLinks, 'more link')}`)];
}

/** The filter of the traffic panel that selects the frames of a session: each side sends them on a channel of its own. */
export function channelFilter({ client, server }: SessionState): string {
  return `channel:${[...new Set([client, server].flatMap((end) => (end === undefined ? [] : [end.channel])))].join(',')}`;
}

/** What tells one pair of ends from another: each side's numbers are its own, and a side may be missing. */
function numbers<End>(
  { client, server }: { readonly client: End | undefined; readonly server: End | undefined },
  numberOf: (end: End) => number,
): string {
  return client === undefined ? `peer ${server === undefined ? '' : numberOf(server)}` : String(numberOf(client));
}

/** A row that says something. */
export function note(id: string, label: string, description = ''): NoteRow {
  return {
    kind: 'note',
    id,
    look: {
      label,
      description,
      icon: 'info',
      tooltip: '',
      accessible: `${label} ${description}`.trim(),
      context: 'note',
    },
  };
}
