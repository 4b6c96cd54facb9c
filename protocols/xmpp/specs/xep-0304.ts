import type { Specification } from '../model/definition.ts';

// The schema has the bounds on keepalive, the examples on interval.
export const xep0304: Specification = {
  id: 'XEP-0304',
  title: 'Whitespace Keepalive Negotiation',
  status: 'Deferred',
  version: '0.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:keepalive:0': () => ({
      keepalive: {
        about: 'How often white space keeps the stream open.',
        section: '3#usecases',
        stands: ['features', 'iq set'],
        attributes: {
          min: ['unsignedShort?', 'The shortest interval in seconds.'],
          max: ['unsignedShort?', 'The longest interval in seconds.'],
        },
        children: {
          interval: [
            '?',
            {
              about: 'The interval in seconds, or its bounds.',
              section: '3#usecases',
              attributes: {
                min: ['unsignedShort?', 'The shortest interval in seconds.'],
                max: ['unsignedShort?', 'The longest interval in seconds.'],
              },
              text: 'string?',
            },
          ],
        },
        reply: { 'iq set': 'empty' },
      },
    }),
  },
};
