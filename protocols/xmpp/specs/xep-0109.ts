import type { Specification } from '../model/definition.ts';

// The schema calls the element item; the examples have ooo.
export const xep0109: Specification = {
  id: 'XEP-0109',
  title: 'Out-of-Office Messages',
  status: 'Deferred',
  version: '0.3.2',
  depth: 'model',
  namespaces: {
    'urn:xmpp:ooo:0': () => ({
      ooo: {
        about: 'From when to when somebody is away, and what to tell others.',
        section: '3',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item', 'payload'],
        children: {
          start: ['?', { about: 'From when on.', section: '3', text: 'dateTime' }],
          end: ['?', { about: 'Until when.', section: '3', text: 'dateTime' }],
          message: ['?', { about: 'What to tell those who write.', section: '3', text: 'string?' }],
        },
      },
    }),
  },
};
