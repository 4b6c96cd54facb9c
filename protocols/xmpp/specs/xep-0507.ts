import type { Specification } from '../model/definition.ts';

export const xep0507: Specification = {
  id: 'XEP-0507',
  title: 'Jingle Content Category',
  status: 'Experimental',
  version: '0.1.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:apps:category:0': () => ({
      category: {
        about: 'What a content of the session shows.',
        section: '3#sdp',
        stands: 'payload',
        attributes: { name: ['~slides|speaker|sl|main|alt', 'What it is.'] },
      },
    }),
  },
  features: {
    'urn:xmpp:jingle:apps:category:0': 'Understands categories of contents.',
  },
};
