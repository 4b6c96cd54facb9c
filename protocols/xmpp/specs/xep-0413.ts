import type { Specification } from '../model/definition.ts';

export const xep0413: Specification = {
  id: 'XEP-0413',
  title: 'Order-By',
  status: 'Experimental',
  version: '0.2.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:order-by:1': () => ({
      order: {
        about: 'In which order the items are wanted.',
        section: '4.1#creation',
        stands: ['{http://jabber.org/protocol/pubsub}pubsub', '{urn:xmpp:mam:2}query', 'payload'],
        attributes: {
          by: ['string', 'What they are ordered by, as a Clark name.'],
          desc: ['boolean?', 'The order is reversed.'],
        },
      },
    }),
  },
  features: {
    'urn:xmpp:order-by:1': 'Orders items.',
    'urn:xmpp:order-by:1@urn:xmpp:mam:2': 'Orders messages of the archive.',
    'urn:xmpp:order-by:1@http://jabber.org/protocol/pubsub': 'Orders items of nodes.',
  },
};
