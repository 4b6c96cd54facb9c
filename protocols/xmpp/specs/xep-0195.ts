import type { Specification } from '../model/definition.ts';

export const xep0195: Specification = {
  id: 'XEP-0195',
  title: 'User Browsing',
  status: 'Deferred',
  version: '0.3',
  depth: 'full',
  namespaces: {
    'urn:xmpp:browsing:0': () => ({
      page: {
        about: 'The page that somebody reads.',
        section: '2.1#protocol-elements',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        children: {
          description: ['?', { about: 'What it is about.', section: '2.1#protocol-elements', text: 'string?' }],
          keywords: ['?', { about: 'Its keywords.', section: '2.1#protocol-elements', text: 'string?' }],
          title: ['?', { about: 'Its title.', section: '2.1#protocol-elements', text: 'string?' }],
          uri: ['?', { about: 'Its address.', section: '2.1#protocol-elements', text: 'uri' }],
        },
      },
    }),
  },
};
