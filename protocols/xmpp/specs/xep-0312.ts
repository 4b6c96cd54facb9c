import type { Specification } from '../model/definition.ts';

export const xep0312: Specification = {
  id: 'XEP-0312',
  title: 'PubSub Since',
  status: 'Deferred',
  version: '0.3',
  depth: 'model',
  namespaces: {
    'urn:xmpp:ago:0': () => ({
      ago: {
        about: 'Asks pubsub services for what was published in the last seconds.',
        section: '2#feature',
        stands: 'presence',
        attributes: { secs: ['nonNegativeInteger', 'How many seconds back.'] },
      },
    }),
  },
  features: {
    'urn:xmpp:ago:0': 'Sends what was published since a time.',
  },
};
