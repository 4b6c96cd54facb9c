import type { Specification } from '../model/definition.ts';

export const xep0334: Specification = {
  id: 'XEP-0334',
  title: 'Message Processing Hints',
  status: 'Stable',
  version: '1.0.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:hints': () => ({
      'no-permanent-store': {
        about: 'The message is not to be archived.',
        section: '4.1#no-permanent-store',
        stands: ['message', 'payload'],
      },
      'no-store': {
        about: 'The message is to be stored nowhere, not even for later delivery.',
        section: '4.2#no-store',
        stands: ['message', 'payload'],
      },
      'no-copy': {
        about: 'The message is not to be copied to other resources.',
        section: '4.3#no-copy',
        stands: ['message', 'payload'],
      },
      store: {
        about: 'The message is to be archived, although it has no body.',
        section: '4.4',
        stands: ['message', 'payload'],
      },
    }),
  },
  templates: [
    {
      label: 'Message that is stored nowhere',
      text: '<message type="chat" to="${1:juliet@example.org}">\n  <body>${2:Hello}</body>\n  <no-store xmlns="urn:xmpp:hints"/>\n</message>',
    },
  ],
};
