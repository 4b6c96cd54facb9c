import type { Specification } from '../model/definition.ts';

export const xep0173: Specification = {
  id: 'XEP-0173',
  title: 'Pubsub Subscription Storage',
  status: 'Deferred',
  version: '0.1',
  depth: 'model',
  namespaces: {
    'storage:pubsubs': () => ({
      subscriptions: {
        about: 'The subscriptions that a user keeps track of.',
        section: '3#proto',
        stands: ['{jabber:iq:private}query', 'payload'],
        children: { subscription: '*' },
      },
      subscription: {
        about: 'One subscription.',
        section: '3#proto',
        attributes: {
          jid: ['jid', 'The pubsub service.'],
          node: ['string', 'The node.'],
          subscription: ['=none|pending|subscribed|unconfigured', 'Its state.'],
          resource: ['string?', 'The resource that is subscribed.'],
          user: ['string?', 'Who is subscribed.'],
          targetns: ['string?', 'The namespace of the items.'],
        },
      },
    }),
  },
};
