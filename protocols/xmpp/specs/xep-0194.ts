import type { Specification } from '../model/definition.ts';

export const xep0194: Specification = {
  id: 'XEP-0194',
  title: 'User Chatting',
  status: 'Deferred',
  version: '0.3',
  depth: 'full',
  namespaces: {
    'urn:xmpp:chatting:0': () => ({
      room: {
        about: 'The room that somebody chats in.',
        section: '2.1#protocol-elements',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        children: {
          name: ['?', { about: 'Its name.', section: '2.1#protocol-elements', text: 'string?' }],
          topic: ['?', { about: 'Its topic.', section: '2.1#protocol-elements', text: 'string?' }],
          uri: ['?', { about: 'Its address.', section: '2.1#protocol-elements', text: 'uri' }],
        },
      },
    }),
  },
};
