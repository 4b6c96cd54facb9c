import type { Specification } from '../model/definition.ts';

export const xep0314: Specification = {
  id: 'XEP-0314',
  title: 'Security Labels in PubSub',
  status: 'Deferred',
  version: '0.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:sec-label:pubsub:errors:0': () => ({
      'insufficient-clearance': {
        about: 'The clearance of the subscriber does not allow it.',
        section: '6.1.1.1#publisherusecases-publishitem-errors-nodeclearance',
        stands: 'error',
      },
    }),
  },
  features: {
    'urn:xmpp:sec-label:pubsub:0': 'Handles security labels of nodes and items.',
  },
};
