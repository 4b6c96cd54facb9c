import type { Specification } from '../model/definition.ts';

export const xep0411: Specification = {
  id: 'XEP-0411',
  title: 'Bookmarks Conversion',
  status: 'Deprecated',
  version: '1.1.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:bookmarks-conversion:0': () => ({}),
  },
  features: { 'urn:xmpp:bookmarks-conversion:0': 'The server keeps bookmarks in private storage and in PEP in step.' },
};
