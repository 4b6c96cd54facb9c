import type { Specification } from '../model/definition.ts';

// The schema demands all four fields in every item; directories send those that they have.
export const xep0055: Specification = {
  id: 'XEP-0055',
  title: 'Jabber Search',
  status: 'Active',
  version: '1.3',
  depth: 'full',
  namespaces: {
    'jabber:iq:search': () => ({
      query: {
        about: 'Asks what may be searched for, searches, or holds what was found.',
        section: '2#usecases',
        stands: ['iq get', 'iq set', 'iq result'],
        children: {
          instructions: [
            '?',
            { about: 'What people are to fill in.', section: '2.1#usecases-search', text: 'string?' },
          ],
          first: ['?', { about: 'A first name.', section: '2#usecases', text: 'string?' }],
          last: ['?', { about: 'A family name.', section: '2#usecases', text: 'string?' }],
          nick: ['?', { about: 'A nickname.', section: '2#usecases', text: 'string?' }],
          email: ['?', { about: 'An address for e-mail.', section: '2#usecases', text: 'string?' }],
          '{jabber:x:data}x': '?',
          '{http://jabber.org/protocol/rsm}set': '?',
          item: '*',
        },
        when: {
          'iq get': { children: { instructions: '0', item: '0' } },
          'iq set': { children: { instructions: '0', item: '0' } },
        },
        reply: { 'iq get': 'query', 'iq set': 'query' },
      },
      item: {
        about: 'One account that was found.',
        section: '2.1#usecases-search',
        attributes: { jid: ['jid', 'Its address.'] },
        children: {
          first: ['?', { about: 'A first name.', section: '2.1#usecases-search', text: 'string?' }],
          last: ['?', { about: 'A family name.', section: '2.1#usecases-search', text: 'string?' }],
          nick: ['?', { about: 'A nickname.', section: '2.1#usecases-search', text: 'string?' }],
          email: ['?', { about: 'An address for e-mail.', section: '2.1#usecases-search', text: 'string?' }],
        },
      },
    }),
  },
  features: { 'jabber:iq:search': 'Can be searched.' },
  identities: { 'directory/user': 'A directory of accounts.' },
  forms: {
    'jabber:iq:search': () => ({
      fields: {
        first: ['text-single', 'A first name.'],
        last: ['text-single', 'A family name.'],
        nick: ['text-single', 'A nickname.'],
        email: ['text-single', 'An address for e-mail.'],
      },
      about: 'What to search for.',
    }),
  },
  templates: [
    {
      label: 'Ask a directory what may be searched for',
      text: '<iq type="get" id="{{$id}}" to="${1:search.example.org}">\n  <query xmlns="jabber:iq:search"/>\n</iq>',
    },
    {
      label: 'Search a directory',
      text: '<iq type="set" id="{{$id}}" to="${1:search.example.org}">\n  <query xmlns="jabber:iq:search">\n    <last>${2:Capulet}</last>\n  </query>\n</iq>',
    },
  ],
};
