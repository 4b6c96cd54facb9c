import type { Specification } from '../model/definition.ts';

export const xep0078: Specification = {
  id: 'XEP-0078',
  title: 'Non-SASL Authentication',
  status: 'Obsolete',
  version: '2.5',
  depth: 'model',
  namespaces: {
    'jabber:iq:auth': () => ({
      query: {
        about: 'Logs in without SASL, as before RFC 3920.',
        section: '3.1#usecases-auth',
        stands: ['iq get', 'iq set', 'iq result'],
        children: {
          username: ['?', { about: 'The name of the account.', section: '3.1#usecases-auth', text: 'string?' }],
          password: ['?', { about: 'The password in the clear.', section: '3.1#usecases-auth', text: 'string?' }],
          digest: [
            '?',
            {
              about: 'The SHA-1 hash of the stream’s id and the password.',
              section: '3.1#usecases-auth',
              text: 'string?',
            },
          ],
          resource: ['?', { about: 'The resource.', section: '3.1#usecases-auth', text: 'string?' }],
        },
        reply: { 'iq get': 'query', 'iq set': 'empty' },
      },
    }),
    'http://jabber.org/features/iq-auth': () => ({
      auth: { about: 'The server lets clients log in without SASL.', section: '4#streamfeature', stands: 'features' },
    }),
  },
};
