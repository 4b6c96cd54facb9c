import { describe } from 'vitest';
import { accepts, objects } from '../specs/harness.ts';

describe('entering a room (XEP-0045, 7.2.1)', () => {
  const enter = (to: string, more = '') =>
    `<presence to="${to}"${more}><x xmlns="http://jabber.org/protocol/muc"/></presence>`;
  accepts(enter('coven@chat.example.org/thirdwitch'));
  accepts(enter('coven@{{service}}/{{nick}}'));
  accepts(enter('{{room}}'));
  accepts(
    enter('hag66@example.org/pda', ' from="coven@chat.example.org" type="error"').replace(
      '</presence>',
      '<error type="modify"><jid-malformed xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></presence>',
    ),
  );
  objects(enter('coven@chat.example.org'), 'xmpp/room-nickname');
  objects(enter('coven@chat.example.org', ' from="hag66@example.org/pda"'), 'xmpp/room-nickname');
});

describe('changes in a room (XEP-0045, 8 and 9)', () => {
  const change = (items: string, type = 'set') =>
    `<iq type="${type}" id="a" to="coven@chat.example.org"><query xmlns="http://jabber.org/protocol/muc#admin">${items}</query></iq>`;
  accepts(
    change('<item nick="thirdwitch" role="none"><reason/></item><item jid="hag66@example.org" affiliation="outcast"/>'),
  );
  accepts(change('<item affiliation="member"/>', 'get'));
  accepts(change('<item affiliation="member" jid="hag66@example.org" nick="thirdwitch" xml:lang="en"/>'));
  objects(change('<item affiliation="none"/>'), 'xmpp/room-change');
  objects(change('<item role="visitor"/><item jid="hag66@example.org"/>'), 'xmpp/room-change', 'xmpp/room-change');
});
