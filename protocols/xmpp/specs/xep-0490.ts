import type { Specification } from '../model/definition.ts';

export const xep0490: Specification = {
  id: 'XEP-0490',
  title: 'Message Displayed Synchronization',
  status: 'Stable',
  version: '1.0.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:mds:displayed:0': () => ({
      displayed: {
        about: 'Up to which message the user’s other devices have read a chat.',
        section: '4.2#publish',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item', 'message'],
        children: { '{urn:xmpp:sid:0}stanza-id': '1' },
      },
    }),
  },
  features: {
    'urn:xmpp:mds:server-assist:0': 'The server publishes what was read.',
    'urn:xmpp:mds:displayed:0+notify': 'Wants to hear of what was read elsewhere.',
  },
  templates: [
    {
      label: 'Publish what one has read',
      text: '<iq type="set" id="{{$id}}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <publish node="urn:xmpp:mds:displayed:0">\n      <item id="${1:romeo@example.net}">\n        <displayed xmlns="urn:xmpp:mds:displayed:0">\n          <stanza-id xmlns="urn:xmpp:sid:0" by="${2:juliet@example.org}" id="${3:0f710f2b-52ed-4d52-b928-784dad74a52b}"/>\n        </displayed>\n      </item>\n    </publish>\n  </pubsub>\n</iq>',
    },
  ],
};
