import type { Specification } from '../model/definition.ts';

// A specification for the first of April; the schema bounds the quotient to a byte.
export const xep0148: Specification = {
  id: 'XEP-0148',
  title: 'Instant Messaging Intelligence Quotient (IM IQ)',
  status: 'Active',
  version: '1.1',
  depth: 'model',
  namespaces: {
    'jabber:iq:iq': () => ({
      query: {
        about: 'Asks for or tells the intelligence of a user.',
        stands: ['iq get', 'iq result'],
        children: {
          num: ['?', { about: 'The quotient.', text: 'int' }],
          desc: ['?', { about: 'The quotient in words.', text: 'string?' }],
          hint: ['?', { about: 'How to raise it.', text: 'string?' }],
          '{jabber:client}message': '?',
        },
        payload: true,
        reply: { 'iq get': 'query' },
      },
    }),
  },
};
