import type { Specification } from '../model/definition.ts';

// The schema does not parse: it lacks an element that its type names. This follows the text; dates are date-times there.
export const xep0234: Specification = {
  id: 'XEP-0234',
  title: 'Jingle File Transfer',
  status: 'Deferred',
  version: '0.19.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:apps:file-transfer:5': () => ({
      description: {
        about: 'Offers or asks for a file.',
        section: '5',
        stands: ['{urn:xmpp:jingle:1}content', 'payload'],
        children: { file: '?' },
        payload: true,
      },
      file: {
        about: 'What is known about the file.',
        section: '5',
        stands: 'payload',
        children: {
          '{urn:xmpp:hashes:2}hash': '*',
          '{urn:xmpp:hashes:2}hash-used': '*',
          '{urn:xmpp:thumbs:1}thumbnail': '*',
          date: ['?', { about: 'When it was last changed.', section: '5', text: 'dateTime' }],
          desc: ['*', { about: 'A description for people.', section: '6.1#offering', text: 'string?' }],
          'media-type': ['?', { about: 'Its media type.', section: '5', text: 'string' }],
          name: ['?', { about: 'Its name without a path.', section: '5', text: 'string' }],
          size: ['?', { about: 'Its size in bytes.', section: '5', text: 'nonNegativeInteger' }],
          range: [
            '?',
            {
              about: 'Which part of it is sent.',
              section: '6.1#offering',
              attributes: {
                offset: ['nonNegativeInteger?', 'The first byte; 0 where nothing is said.'],
                length: ['nonNegativeInteger?', 'How many bytes; up to the end where nothing is said.'],
              },
              children: { '{urn:xmpp:hashes:2}hash': '*' },
            },
          ],
        },
        payload: true,
      },
      checksum: {
        about: 'Tells hashes of the file after it was sent.',
        section: '8.2#hash',
        stands: '{urn:xmpp:jingle:1}jingle',
        attributes: { creator: '=initiator|responder', name: 'string' },
        children: { file: '1' },
      },
      received: {
        about: 'Tells that the file has arrived.',
        section: '8.1#received',
        stands: '{urn:xmpp:jingle:1}jingle',
        attributes: { creator: '=initiator|responder', name: 'string' },
      },
    }),
    'urn:xmpp:jingle:apps:file-transfer:errors:0': () => ({
      'file-not-available': {
        about: 'The file cannot be had (any more).',
        section: '9.1#file-not-available',
        stands: '{urn:xmpp:jingle:1}reason',
      },
      'file-too-large': {
        about: 'The file is too large for the recipient.',
        section: '9.2#file-too-large',
        stands: '{urn:xmpp:jingle:1}reason',
      },
    }),
  },
  retired: {
    'urn:xmpp:jingle:apps:file-transfer:3': 'Use urn:xmpp:jingle:apps:file-transfer:5 (XEP-0234).',
    'urn:xmpp:jingle:apps:file-transfer:4': 'Use urn:xmpp:jingle:apps:file-transfer:5 (XEP-0234).',
  },
  features: {
    'urn:xmpp:jingle:apps:file-transfer:5': 'Understands file transfer over Jingle.',
  },
};
