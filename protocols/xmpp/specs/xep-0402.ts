import type { Specification } from '../model/definition.ts';

export const xep0402: Specification = {
  id: 'XEP-0402',
  title: 'PEP Native Bookmarks',
  status: 'Stable',
  version: '1.2.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:bookmarks:1': () => ({
      conference: {
        about: 'A bookmark of the room whose address is the id of the item.',
        section: '2#usage',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        attributes: {
          name: ['string?', 'A name for people.'],
          autojoin: ['boolean?', 'Whether clients enter the room by themselves.'],
        },
        children: {
          nick: ['?', { about: 'The nickname to use there.', section: '2#usage', text: 'string?' }],
          password: ['?', { about: 'The password of the room.', section: '2#usage', text: 'string?' }],
          extensions: [
            '?',
            { about: 'What other specifications add; clients keep it.', section: '2#usage', payload: true },
          ],
        },
        payload: true,
      },
    }),
  },
  retired: { 'urn:xmpp:bookmarks:0': 'Use urn:xmpp:bookmarks:1 (XEP-0402).' },
  features: {
    'urn:xmpp:bookmarks:1': 'Uses bookmarks of this kind.',
    'urn:xmpp:bookmarks:1+notify': 'Wants to hear of changed bookmarks.',
    'urn:xmpp:bookmarks:1#compat': 'The server keeps these and the older bookmarks (XEP-0048) in step.',
    'urn:xmpp:bookmarks:1#compat-pep': 'The server keeps these and older bookmarks in PEP in step.',
  },
  templates: [
    {
      label: 'Bookmark a room',
      text: '<iq type="set" id="{{$id}}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <publish node="urn:xmpp:bookmarks:1">\n      <item id="${1:room@conference.example.org}">\n        <conference xmlns="urn:xmpp:bookmarks:1" name="${2:The room}" autojoin="true">\n          <nick>${3:me}</nick>\n        </conference>\n      </item>\n    </publish>\n    <publish-options>\n      <x xmlns="jabber:x:data" type="submit">\n        <field var="FORM_TYPE" type="hidden"><value>http://jabber.org/protocol/pubsub#publish-options</value></field>\n        <field var="pubsub#persist_items"><value>true</value></field>\n        <field var="pubsub#max_items"><value>max</value></field>\n        <field var="pubsub#send_last_published_item"><value>never</value></field>\n        <field var="pubsub#access_model"><value>whitelist</value></field>\n      </x>\n    </publish-options>\n  </pubsub>\n</iq>',
    },
  ],
};
