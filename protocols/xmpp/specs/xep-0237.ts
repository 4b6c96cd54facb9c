import type { Specification } from '../model/definition.ts';

// RFC 6121 (2.6) took roster versioning over, namespace included: its file describes the feature.
export const xep0237: Specification = {
  id: 'XEP-0237',
  title: 'Roster Versioning',
  status: 'Obsolete',
  version: '1.3',
  depth: 'names',
  namespaces: {
    'urn:xmpp:features:rosterver': () => ({}),
  },
};
