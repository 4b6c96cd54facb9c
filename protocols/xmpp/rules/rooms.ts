import { parseJid } from '../jid/index.ts';
import { plainValue } from '../model/stanza.ts';
import type { Check, CheckTable } from './context.ts';

/** Who enters a room says under which nickname (XEP-0045, 7.2.1). */
const checkEntry: Check = (x, context) => {
  const presence = x.parent;
  if (context.stanza !== 'presence available' || presence?.local !== 'presence') return;
  const to = plainValue(context.source, presence, 'to');
  const jid = to === undefined ? undefined : parseJid(to);
  if (jid === undefined || jid.problems.length > 0 || jid.resource !== undefined) return;
  context.atAttribute(
    'xmpp/room-nickname',
    presence,
    presence.attribute('to'),
    `A room is entered under a nickname, or it answers with <jid-malformed/>: write to="${to ?? ''}/nickname"`,
  );
};

/** An occupant is named by nickname, a user by JID, and both get a role or an affiliation (XEP-0045, 8 and 9). */
const checkChange: Check = (query, context) => {
  if (context.stanza !== 'iq set') return;
  for (const item of query.elements()) {
    if (item.local !== 'item' || item.namespace !== query.namespace) continue;
    // A name that is misspelt is a matter of the definitions.
    if (item.attributes.some(({ name }) => !/^(?:jid|nick|role|affiliation|xmlns|xml:.*|xmlns:.*)$/.test(name)))
      continue;
    const has = (name: string): boolean => item.attribute(name) !== undefined;
    if (!has('jid') && !has('nick'))
      context.at(
        'xmpp/room-change',
        item,
        'A change needs somebody whom it is for: add jid="…" for an affiliation, or nick="…" for a role',
      );
    else if (!has('role') && !has('affiliation'))
      context.at('xmpp/room-change', item, 'This item changes nothing: add affiliation="…" or role="…"');
  }
};

export const roomChecks: CheckTable = {
  '{http://jabber.org/protocol/muc}x': checkEntry,
  '{http://jabber.org/protocol/muc#admin}query': checkChange,
};
