import type { Specification } from '../model/definition.ts';

export const xep0331: Specification = {
  id: 'XEP-0331',
  title: 'Data Forms - Color Field Types',
  status: 'Deferred',
  version: '0.3',
  depth: 'model',
  namespaces: {
    'urn:xmpp:xdata:color': () => ({}),
  },
  features: {
    'urn:xmpp:xdata:color': 'Understands colours in forms.',
  },
};
