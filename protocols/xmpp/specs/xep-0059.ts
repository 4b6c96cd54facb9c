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
        section: '2',
        stands: 'payload',
        children: {
          max: ['?', { about: 'How many items at most; 0 asks for the count alone.', section: '2.1', text: 'nonNegativeInteger' }],
          after: ['?', { about: 'Items after the one with this id.', section: '2.2', text: 'string?' }],
          before: ['?', { about: 'Items before the one with this id; empty asks for the last page.', section: '2.3', text: 'string?' }],
          index: ['?', { about: 'Items from this position on, counted from 0.', section: '2.6', text: 'nonNegativeInteger' }],
          count: ['?', { about: 'How many items there are in all.', section: '2.7', text: 'nonNegativeInteger' }],
          first: ['?', {
            about: 'The id of the first item of the page.',
            section: '2.1',
            attributes: { index: ['nonNegativeInteger?', 'Its position, counted from 0.'] },
            text: 'string?',
          }],
          last: ['?', { about: 'The id of the last item of the page.', section: '2.1', text: 'string?' }],
        },
      },
    }),
  },
  features: { 'http://jabber.org/protocol/rsm': 'Gives long lists in pages.' },
};
