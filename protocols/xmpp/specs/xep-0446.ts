import type { Specification } from '../model/definition.ts';

export const xep0446: Specification = {
  id: 'XEP-0446',
  title: 'File metadata element',
  status: 'Experimental',
  version: '0.2.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:file:metadata:0': () => ({
      file: {
        about: 'Facts on a file.',
        section: '2#format',
        stands: 'payload',
        children: {
          date: ['?', { about: 'When it was changed last.', section: '2#format', text: 'dateTime' }],
          desc: ['*', { about: 'What it is, for people.', section: '2#format', text: 'string?' }],
          '{urn:xmpp:hashes:2}hash': '*',
          height: ['?', { about: 'Its height in pixels.', section: '2#format', text: 'nonNegativeInteger' }],
          width: ['?', { about: 'Its width in pixels.', section: '2#format', text: 'nonNegativeInteger' }],
          length: ['?', { about: 'Its length in milliseconds.', section: '2#format', text: 'nonNegativeInteger' }],
          'media-type': ['?', { about: 'Its media type.', section: '2#format', text: 'string?' }],
          name: ['?', { about: 'Its name.', section: '2#format', text: 'string?' }],
          size: ['?', { about: 'Its size in bytes.', section: '2#format', text: 'nonNegativeInteger' }],
          '{urn:xmpp:thumbs:1}thumbnail': '*',
          dimensions: [
            '?',
            {
              about: 'Its width and height, as before version 0.2.',
              text: 'string?',
              deprecated: 'Use <width/> and <height/>.',
            },
          ],
        },
        payload: true,
      },
    }),
  },
};
