import type { Specification } from '../model/definition.ts';

// Both schemas do not parse; this follows the text.
export const xep0309: Specification = {
  id: 'XEP-0309',
  title: 'Service Directories',
  status: 'Deferred',
  version: '0.3',
  depth: 'model',
  namespaces: {
    'urn:xmpp:vcard:registration:1': () => ({
      registration: {
        about: 'Where an account can be registered, within a vCard 4.',
        section: '2.3.2#gather-query-vcard',
        stands: 'payload',
        children: {
          uri: ['+', { about: 'The address.', section: '2.3.2#gather-query-vcard', text: 'uri' }],
        },
      },
    }),
    'urn:xmpp:vcard:ca:0': () => ({
      ca: {
        about: 'Who issued the certificate of the server, within a vCard 4.',
        section: '3#publish',
        stands: 'payload',
        children: {
          name: ['?', { about: 'The name of the certification authority.', section: '3#publish', text: 'string' }],
          uri: ['?', { about: 'Its address.', section: '2.3.2#gather-query-vcard', text: 'uri' }],
        },
      },
    }),
  },
  identities: {
    'directory/server': 'A directory of servers.',
  },
};
