import type { Specification } from '../model/definition.ts';

export const xep0023: Specification = {
  id: 'XEP-0023',
  title: 'Message Expiration',
  status: 'Obsolete',
  version: '1.3',
  depth: 'full',
  namespaces: {
    'jabber:x:expire': () => ({
      x: {
        about: 'How long a message is worth delivering.',
        section: '2',
        stands: 'message',
        attributes: {
          seconds: ['unsignedLong', 'For how many seconds.'],
          stored: ['unsignedLong?', 'When the server stored it, in seconds since 1970.'],
        },
      },
    }),
  },
  retired: { 'jabber:x:expire': 'Use a rule with the condition expire-at (XEP-0079).' },
};
