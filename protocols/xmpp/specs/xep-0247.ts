import type { Specification } from '../model/definition.ts';

export const xep0247: Specification = {
  id: 'XEP-0247',
  title: 'Jingle XML Streams',
  status: 'Deferred',
  version: '0.2',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:apps:xmlstream:0': () => ({
      description: {
        about: 'The session carries a stream of XML.',
        stands: ['{urn:xmpp:jingle:0}content', '{urn:xmpp:jingle:1}content'],
      },
    }),
  },
  features: { 'urn:xmpp:jingle:apps:xmlstream:0': 'Opens streams of XML end to end.' },
};
