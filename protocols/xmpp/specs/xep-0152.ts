import type { Specification } from '../model/definition.ts';

export const xep0152: Specification = {
  id: 'XEP-0152',
  title: 'Reachability Addresses',
  status: 'Stable',
  version: '1.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:reach:0': () => ({
      reach: {
        about: 'Other addresses at which somebody can be reached.',
        section: '3#format',
        stands: [
          'presence',
          '{http://jabber.org/protocol/pubsub}item',
          '{http://jabber.org/protocol/pubsub#event}item',
        ],
        children: {
          addr: [
            '*',
            {
              about: 'One address.',
              section: '3#format',
              attributes: { uri: ['uri', 'The address.'] },
              children: { desc: ['*', { about: 'What it is, for people.', section: '3#format', text: 'string?' }] },
            },
          ],
        },
      },
    }),
  },
  features: {
    'urn:xmpp:reach:0': 'Tells other addresses.',
    'urn:xmpp:reach:0+notify': 'Wants to hear of other addresses.',
  },
};
