import type { Specification } from '../model/definition.ts';

export const xep0115: Specification = {
  id: 'XEP-0115',
  title: 'Entity Capabilities',
  status: 'Stable',
  version: '1.6.0',
  depth: 'full',
  namespaces: {
    'http://jabber.org/protocol/caps': () => ({
      c: {
        about: 'Tells in presence, by a hash, which features the sender has.',
        section: '4#protocol',
        stands: ['presence', 'features'],
        attributes: {
          node: ['string', 'A URI for the software.'],
          ver: ['string', 'The hash over identities, features and forms, in base64 (section 5.1).'],
          hash: ['hashName~', 'The hash function, usually sha-1; before version 1.4 there was none.'],
          ext: ['string?', 'Bundles of features, as before version 1.4.'],
        },
      },
    }),
  },
  features: {
    'http://jabber.org/protocol/caps': 'Sends or watches capabilities in presence.',
    'http://jabber.org/protocol/caps#optimize': 'The server leaves out capabilities that have not changed.',
  },
};
