import type { Specification } from '../model/definition.ts';

export const xep0517: Specification = {
  id: 'XEP-0517',
  title: 'Jingle Synchronized Real-Time Text',
  status: 'Experimental',
  version: '0.1.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:apps:rtt-sync:0': () => ({
      'rtt-sync': {
        about: 'How real-time text is tied to the media of the session.',
        section: '7#format',
        stands: ['{urn:xmpp:jingle:apps:rtp:1}description', 'payload'],
        attributes: {
          role: ['~conversation|caption|transcript|translation|interpreter', 'What the text is.'],
          source: ['~human|asr|captioner|interpreter|translation|system?', 'Where it comes from.'],
          'sync-mode': ['~media-clock|session-clock|co-session|none', 'How the two are tied.'],
          'max-skew': ['nonNegativeInteger?', 'The largest difference in milliseconds.'],
          finality: ['~partial|final|mixed?', 'Whether the text may still change.'],
        },
      },
    }),
  },
};
