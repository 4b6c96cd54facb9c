import type { Specification } from '../model/definition.ts';

export const xep0288: Specification = {
  id: 'XEP-0288',
  title: 'Bidirectional Server-to-Server Connections',
  status: 'Stable',
  version: '1.0.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:bidi': () => ({
      bidi: { about: 'Both servers may send stanzas over this connection.', section: '2.1#feature', stands: 'stream' },
    }),
    'urn:xmpp:features:bidi': () => ({
      bidi: { about: 'Offers to use the connection both ways.', section: '2.1#feature', stands: 'features' },
    }),
  },
};
