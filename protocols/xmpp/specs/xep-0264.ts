import type { Specification } from '../model/definition.ts';

export const xep0264: Specification = {
  id: 'XEP-0264',
  title: 'Jingle Content Thumbnails',
  status: 'Experimental',
  version: '0.4.2',
  depth: 'model',
  namespaces: {
    'urn:xmpp:thumbs:1': () => ({
      thumbnail: {
        about: 'A small picture that shows what a file is.',
        section: '3#usecase',
        stands: ['{urn:xmpp:jingle:apps:file-transfer:5}file', '{urn:xmpp:file:metadata:0}file', 'payload'],
        attributes: {
          uri: ['uri', 'Where it is found.'],
          'media-type': ['string?', 'Its media type.'],
          width: ['unsignedShort?', 'In pixels.'],
          height: ['unsignedShort?', 'In pixels.'],
        },
      },
    }),
  },
  retired: {
    'urn:xmpp:thumbs:0': 'Use urn:xmpp:thumbs:1 (XEP-0264).',
  },
  features: {
    'urn:xmpp:thumbs:1': 'Understands thumbnails.',
  },
};
