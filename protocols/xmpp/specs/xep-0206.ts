import type { Specification } from '../model/definition.ts';

// It defines attributes only; they are listed with <body/> in XEP-0124, and the rules of both are in rules/bosh.ts.
export const xep0206: Specification = {
  id: 'XEP-0206',
  title: 'XMPP Over BOSH',
  status: 'Stable',
  version: '1.4',
  depth: 'full',
  namespaces: {
    'urn:xmpp:xbosh': () => ({}),
  },
};
