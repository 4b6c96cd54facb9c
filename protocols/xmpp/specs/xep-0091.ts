import type { Specification } from '../model/definition.ts';

export const xep0091: Specification = {
  id: 'XEP-0091',
  title: 'Legacy Delayed Delivery',
  status: 'Obsolete',
  version: '1.4',
  depth: 'full',
  namespaces: {
    'jabber:x:delay': () => ({
      x: {
        about: 'Says when a stanza was first sent, as before XEP-0203.',
        section: '2#protocol',
        stands: ['message', 'presence', 'payload'],
        attributes: {
          from: ['jid?', 'Who delayed the stanza.'],
          stamp: ['legacyDateTime', 'When it was first sent, in UTC.'],
        },
        text: 'string?',
      },
    }),
  },
};
