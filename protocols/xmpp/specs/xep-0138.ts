import type { Specification } from '../model/definition.ts';

export const xep0138: Specification = {
  id: 'XEP-0138',
  title: 'Stream Compression',
  status: 'Obsolete',
  version: '2.1',
  depth: 'model',
  namespaces: {
    'http://jabber.org/features/compress': () => ({
      compression: {
        about: 'Offers to compress the stream.',
        section: '2#usecase',
        stands: 'features',
        children: {
          method: ['+', { about: 'A method of compression.', section: '2#usecase', text: '~zlib|lzw|exi' }],
        },
      },
    }),
    'http://jabber.org/protocol/compress': () => ({
      compress: {
        about: 'Asks to compress the stream.',
        section: '2#usecase',
        stands: 'stream',
        children: {
          method: ['+', { about: 'The method that is chosen.', section: '2#usecase', text: '~zlib|lzw|exi' }],
        },
      },
      compressed: { about: 'The stream is compressed from here on.', section: '2#usecase', stands: 'stream' },
      failure: {
        about: 'The stream cannot be compressed, and why.',
        section: '2#usecase',
        stands: 'stream',
        children: {
          'setup-failed': ['?', { about: 'The method could not be set up.', section: '2#usecase' }],
          'processing-failed': ['?', { about: 'Compressed data could not be processed.', section: '2#usecase' }],
          'unsupported-method': ['?', { about: 'The method is not supported.', section: '2#usecase' }],
        },
        payload: true,
      },
    }),
  },
};
