import type { Specification } from '../model/definition.ts';

// The schema has the list hold exactly one of its elements; any number is meant. `name` is often missing.
export const xep0048: Specification = {
  id: 'XEP-0048',
  title: 'Bookmarks',
  status: 'Deprecated',
  version: '1.2',
  depth: 'model',
  namespaces: {
    'storage:bookmarks': () => ({
      storage: {
        about: 'A list of bookmarks.',
        section: '2#format',
        stands: [
          '{jabber:iq:private}query',
          '{http://jabber.org/protocol/pubsub}item',
          '{http://jabber.org/protocol/pubsub#event}item',
        ],
        children: { conference: '*', url: '*' },
        payload: true,
      },
      conference: {
        about: 'A room to come back to.',
        section: '2.1#format-conference',
        attributes: {
          jid: ['bareJid', 'The room.'],
          name: ['string~', 'A name for people.'],
          autojoin: ['boolean?', 'Whether the client enters it by itself.'],
        },
        children: {
          nick: ['?', { about: 'The nickname to use there.', section: '2.1#format-conference', text: 'string?' }],
          password: [
            '?',
            {
              about: 'The password of the room.',
              section: '2.1#format-conference',
              text: 'string?',
              deprecated: 'Do not keep passwords in bookmarks.',
            },
          ],
        },
        payload: true,
      },
      url: {
        about: 'A page on the Web.',
        section: '2.2#format-url',
        attributes: { name: ['string~', 'A name for people.'], url: ['uri', 'The page.'] },
      },
    }),
  },
  features: { 'storage:bookmarks+notify': 'Wants to hear of changed bookmarks.' },
};
