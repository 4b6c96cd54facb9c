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
        stands: ['features', 'iq set', 'iq get', 'iq result'],
        attributes: { min: ['unsignedShort?', 'The shortest interval in seconds.'], max: ['unsignedShort?', 'The longest interval in seconds.'] },
        children: {
          interval: ['?', {
            about: 'The interval.',
            attributes: { min: ['unsignedShort?', 'The shortest interval in seconds.'], max: ['unsignedShort?', 'The longest interval in seconds.'] },
            text: 'string?',
          }],
        },
        reply: { 'iq set': 'any' },
      },
    }),
  },
  features: { 'urn:xmpp:keepalive:0': 'Agrees on how often white space is sent.' },
};
