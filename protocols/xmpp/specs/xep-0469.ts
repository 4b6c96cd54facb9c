import type { Specification } from '../model/definition.ts';

export const xep0469: Specification = {
  id: 'XEP-0469',
  title: 'Bookmark Pinning',
  status: 'Experimental',
  version: '0.1.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:bookmarks-pinning:0': () => ({
      pinned: { about: 'The bookmark is pinned.', section: '3#protocol', stands: '{urn:xmpp:bookmarks:1}extensions' },
    }),
  },
  features: {
    'urn:xmpp:bookmarks-pinning:0': 'Understands pinned bookmarks.',
  },
};
