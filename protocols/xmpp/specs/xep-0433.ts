import type { Specification } from '../model/definition.ts';

export const xep0433: Specification = {
  id: 'XEP-0433',
  title: 'Extended Channel Search',
  status: 'Deferred',
  version: '0.1.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:channel-search:0:search': () => ({
      search: {
        about: 'Asks for the search form, or searches for rooms and channels.',
        section: '4.2.1#usecases-search-form',
        stands: ['iq get', 'iq result'],
        children: { '{jabber:x:data}x': '?', '{http://jabber.org/protocol/rsm}set': '?' },
        payload: true,
        reply: { 'iq get': 'search | result' },
      },
      result: {
        about: 'The rooms and channels that were found.',
        section: '4.2.2#usecases-search-request',
        stands: 'iq result',
        children: {
          item: [
            '*',
            {
              about: 'One room or channel.',
              section: '6.2#impl-resultitemformat',
              attributes: { address: ['jid', 'Its address.'] },
              children: {
                name: ['?', { about: 'Its name.', section: '6.2#impl-resultitemformat', text: 'string?' }],
                description: ['?', { about: 'What it is for.', section: '6.2#impl-resultitemformat', text: 'string?' }],
                language: [
                  '?',
                  { about: 'The language spoken there.', section: '6.2#impl-resultitemformat', text: 'string?' },
                ],
                'anonymity-mode': [
                  '?',
                  { about: 'Who sees real addresses.', section: '6.2#impl-resultitemformat', text: 'string?' },
                ],
                'service-type': [
                  '?',
                  {
                    about: 'Whether it is a room or a channel.',
                    section: '6.2#impl-resultitemformat',
                    text: 'string?',
                  },
                ],
                nusers: [
                  '?',
                  {
                    about: 'How many users are there.',
                    section: '6.2#impl-resultitemformat',
                    text: 'nonNegativeInteger',
                  },
                ],
                'is-open': ['?', { about: 'Anybody may enter.', section: '6.2#impl-resultitemformat' }],
              },
              payload: true,
            },
          ],
          '{http://jabber.org/protocol/rsm}set': '?',
        },
        payload: true,
      },
    }),
    'urn:xmpp:channel-search:0:error': () => ({
      'invalid-search-terms': {
        about: 'Nothing can be searched for with these words.',
        section: '4.2.2#usecases-search-request',
        stands: 'error',
      },
      'rate-limit': {
        about: 'There were too many searches.',
        section: '4.2.2#usecases-search-request',
        stands: 'error',
        attributes: { 'retry-after': ['nonNegativeInteger?', 'After how many seconds to try again.'] },
      },
      'full-set-retrieval-rejected': {
        about: 'All entries at once are not given.',
        section: '4.2.2#usecases-search-request',
        stands: 'error',
      },
    }),
  },
  features: { 'urn:xmpp:channel-search:0:search': 'Searches for rooms and channels.' },
  forms: {
    'urn:xmpp:channel-search:0:search-params': () => ({
      fields: {
        q: ['text-single', 'The words to search for.'],
        all: ['boolean', 'Whether all entries are wanted.'],
        sinname: ['boolean', 'Whether names are searched.'],
        sindescription: ['boolean', 'Whether descriptions are searched.'],
        sinaddr: ['boolean', 'Whether addresses are searched.'],
        min_users: ['text-single', 'How many users there are at least.', 'nonNegativeInteger'],
        types: ['list-multi', 'Rooms, channels or both.'],
        key: ['list-single', 'What the results are ordered by.'],
      },
      about: 'What rooms and channels are searched for.',
    }),
  },
  templates: [
    {
      label: 'Ask for the form to search for rooms',
      text: '<iq type="get" id="{{$id}}" to="${1:search.example.org}">\n  <search xmlns="urn:xmpp:channel-search:0:search"/>\n</iq>',
    },
  ],
};
