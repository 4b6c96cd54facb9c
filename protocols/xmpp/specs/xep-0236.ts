import type { Specification } from '../model/definition.ts';

// XEP-0161 has the same namespace: its file describes the elements of both.
export const xep0236: Specification = {
  id: 'XEP-0236',
  title: 'Abuse Reporting',
  status: 'Retracted',
  version: '0.2',
  depth: 'names',
  namespaces: {
    'urn:xmpp:tmp:abuse': () => ({}),
  },
};
