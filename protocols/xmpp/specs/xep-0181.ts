import type { Specification } from '../model/definition.ts';

// Old revisions have the attribute action.
export const xep0181: Specification = {
  id: 'XEP-0181',
  title: 'Jingle DTMF',
  status: 'Deferred',
  version: '0.12',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:dtmf:0': () => ({
      dtmf: {
        about: 'Keys of a telephone that are pressed.',
        stands: ['{urn:xmpp:jingle:1}jingle', '{urn:xmpp:jingle:0}jingle'],
        attributes: {
          action: ['=button-down|button-up?', 'Whether the key goes down or up.'],
          code: ['/[0-9A-D#*]/', 'The key.'],
          duration: ['nonNegativeInteger?', 'For how many milliseconds.'],
          volume: ['integer(0..63)?', 'How loud it is: dBm0 below zero.'],
        },
      },
    }),
    'urn:xmpp:jingle:dtmf:errors': () => ({
      'unsupported-dtmf-method': { about: 'Keys are not taken in this way.', stands: 'error' },
    }),
  },
  features: { 'urn:xmpp:jingle:dtmf:0': 'Takes keys of a telephone.' },
};
