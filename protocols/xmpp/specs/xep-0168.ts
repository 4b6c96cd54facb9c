import type { Specification } from '../model/definition.ts';

export const xep0168: Specification = {
  id: 'XEP-0168',
  title: 'Resource Application Priority',
  status: 'Deferred',
  version: '0.7',
  depth: 'model',
  namespaces: {
    'urn:xmpp:rap:0': () => ({
      rap: {
        about: 'How much a resource wants to get the stanzas of one application.',
        section: '3.1#rap-format',
        stands: [
          'presence',
          '{http://jabber.org/protocol/pubsub}item',
          '{http://jabber.org/protocol/pubsub#event}item',
          'payload',
        ],
        attributes: { ns: ['string?', 'The namespace of the application.'], num: ['byte?', 'The priority.'] },
        children: { primary: ['?', { about: 'The resource is the first choice.', section: '3.1#rap-format' }] },
      },
    }),
    'urn:xmpp:raproute:0': () => ({
      route: {
        about: 'The stanza is to go to the resource that wants this application most.',
        section: '5#route',
        stands: ['message', 'iq get', 'iq set', 'payload'],
        attributes: { ns: ['string?', 'The namespace of the application.'] },
      },
    }),
  },
  features: {
    'urn:xmpp:rap:0': 'Understands priorities by application.',
    'urn:xmpp:raproute:0': 'Routes stanzas by application.',
  },
};
