import type { Specification } from '../model/definition.ts';

export const xep0181: Specification = {
  id: 'XEP-0181',
  title: 'Jingle DTMF',
  status: 'Deferred',
  version: '0.12',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:dtmf:0': () => ({
      dtmf: {
        about: 'A key of a telephone that is pressed.',
        section: '2#format',
        stands: ['{urn:xmpp:jingle:1}jingle', '{urn:xmpp:jingle:0}jingle'],
        attributes: {
          code: ['/[0-9A-D#*]/', 'The key.'],
          duration: ['nonNegativeInteger?', 'For how many milliseconds.'],
          volume: ['integer(0..63)?', 'How loud it is: dBm0 below zero.'],
        },
      },
    }),
  },
  features: { 'urn:xmpp:jingle:dtmf:0': 'Takes keys of a telephone.' },
};
