import type { Specification } from '../model/definition.ts';

export const xep0341: Specification = {
  id: 'XEP-0341',
  title: 'Rayo CPA',
  status: 'Deferred',
  version: '0.2',
  depth: 'model',
  namespaces: {
    'urn:xmpp:rayo:cpa:1': () => ({
      signal: {
        about: 'Tells that a signal was detected in a call.',
        section: '3.1#session-events',
        stands: ['presence', '{urn:xmpp:rayo:ext:1}complete'],
        attributes: {
          type: ['uri', 'The kind of signal.'],
          duration: ['nonNegativeInteger?', 'How long it lasted, in milliseconds.'],
          value: 'string?',
        },
        payload: true,
      },
    }),
  },
};
