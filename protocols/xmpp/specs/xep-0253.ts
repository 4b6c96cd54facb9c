import type { Specification } from '../model/definition.ts';

// It is made of commands (XEP-0050) with one form.
export const xep0253: Specification = {
  id: 'XEP-0253',
  title: 'PubSub Chaining',
  status: 'Deferred',
  version: '0.2',
  depth: 'model',
  forms: {
    'http://jabber.org/protocol/pubsub#chaining': () => ({
      about: 'Chains a node to one of another service.',
      fields: {
        'local-node': ['text-single', 'The node of this service.'],
        'remote-node': ['text-single', 'The node of the other service.'],
        'remote-service': ['jid-single', 'The other service.'],
      },
    }),
  },
};
