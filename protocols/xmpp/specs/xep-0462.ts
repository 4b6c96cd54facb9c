import type { Specification } from '../model/definition.ts';

export const xep0462: Specification = {
  id: 'XEP-0462',
  title: 'PubSub Type Filtering',
  status: 'Experimental',
  version: '0.1.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:pubsub-filter:0': () => ({
      filter: {
        about: 'Lists only nodes of certain types.',
        section: '3.2#sending-a-disco-request',
        stands: '{http://jabber.org/protocol/disco#items}query',
        children: { '{jabber:x:data}x': '?' },
      },
    }),
  },
  features: {
    'urn:xmpp:pubsub-filter:0': 'Filters nodes by type.',
  },
  forms: {
    'urn:xmpp:pubsub-filter:0': () => ({
      about: 'Chooses nodes by their type.',
      fields: {
        'included-types': ['list-multi', 'Types that are listed.'],
        'excluded-types': ['list-multi', 'Types that are left out.'],
      },
    }),
  },
};
