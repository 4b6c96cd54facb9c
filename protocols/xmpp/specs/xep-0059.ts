import type { Specification } from '../model/definition.ts';

export const xep0059: Specification = {
  id: 'XEP-0059',
  title: 'Result Set Management',
  status: 'Stable',
  version: '1.0',
  depth: 'full',
  namespaces: {
    'http://jabber.org/protocol/rsm': () => ({
      set: {
        about: 'Asks for a page of a long list, or tells which page was given.',
        section: '2#usecases',
        stands: 'payload',
        children: {
          max: [
            '?',
            {
              about: 'How many items at most; 0 asks for the count alone.',
              section: '2.1#limit',
              text: 'nonNegativeInteger',
            },
          ],
          after: ['?', { about: 'Items after the one with this id.', section: '2.2#forwards', text: 'string?' }],
          before: [
            '?',
            {
              about: 'Items before the one with this id; empty asks for the last page.',
              section: '2.3#backwards',
              text: 'string?',
            },
          ],
          index: [
            '?',
            { about: 'Items from this position on, counted from 0.', section: '2.6#jump', text: 'nonNegativeInteger' },
          ],
          count: ['?', { about: 'How many items there are in all.', section: '2.7#count', text: 'nonNegativeInteger' }],
          first: [
            '?',
            {
              about: 'The id of the first item of the page.',
              section: '2.1#limit',
              attributes: { index: ['nonNegativeInteger?', 'Its position, counted from 0.'] },
              text: 'string?',
            },
          ],
          last: ['?', { about: 'The id of the last item of the page.', section: '2.1#limit', text: 'string?' }],
        },
      },
    }),
  },
  features: { 'http://jabber.org/protocol/rsm': 'Gives long lists in pages.' },
};
