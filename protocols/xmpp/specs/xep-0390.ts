import type { Specification } from '../model/definition.ts';

export const xep0390: Specification = {
  id: 'XEP-0390',
  title: 'Entity Capabilities 2.0',
  status: 'Deferred',
  version: '0.3.2',
  depth: 'full',
  namespaces: {
    'urn:xmpp:caps': () => ({
      c: {
        about: 'Tells in presence, by hashes, which features the sender has.',
        section: '5.4#usecases-broadcast',
        stands: ['presence', 'features', 'message', 'payload'],
        children: { '{urn:xmpp:hashes:2}hash': '+' },
      },
    }),
  },
  features: {
    'urn:xmpp:caps': 'Sends or watches capabilities by hashes.',
    'urn:xmpp:caps:optimize': 'The server leaves out capabilities that have not changed.',
  },
};
