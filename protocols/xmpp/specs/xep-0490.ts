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
        section: '4.2',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item', 'message'],
        children: { '{urn:xmpp:sid:0}stanza-id': '1' },
      },
    }),
  },
  features: {
    'urn:xmpp:mds:server-assist:0': 'The server publishes what was read.',
    'urn:xmpp:mds:displayed:0+notify': 'Wants to hear of what was read elsewhere.',
  },
};
