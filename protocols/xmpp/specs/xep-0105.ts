import type { Specification } from '../model/definition.ts';

// The schema forgets what the elements contain.
export const xep0105: Specification = {
  id: 'XEP-0105',
  title: 'Tree Transfer Stream Initiation Profile',
  status: 'Deferred',
  version: '0.3.1',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/si/profile/tree-transfer': () => ({
      tree: {
        about: 'Offers a tree of files.',
        stands: '{http://jabber.org/protocol/si}si',
        attributes: {
          numfiles: ['nonNegativeInteger', 'How many files there are.'],
          size: ['nonNegativeInteger', 'How many bytes they have together.'],
        },
        children: { directory: '*', file: '*' },
      },
      directory: {
        about: 'A directory.',
        attributes: { name: ['string', 'Its name.'] },
        children: { directory: '*', file: '*' },
      },
      file: {
        about: 'A file.',
        attributes: { name: ['string', 'The name.'], sid: ['string', 'The id of the stream that carries it.'] },
      },
    }),
  },
};
