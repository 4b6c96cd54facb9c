import type { Specification } from '../model/definition.ts';

// The schema does not parse; this follows the text.
export const xep0320: Specification = {
  id: 'XEP-0320',
  title: 'Use of DTLS-SRTP in Jingle Sessions',
  status: 'Stable',
  version: '1.0.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:apps:dtls:0': () => ({
      fingerprint: {
        about: 'The fingerprint of the certificate that DTLS uses.',
        section: '1#protocol',
        stands: 'payload',
        attributes: {
          hash: ['~sha-1|sha-224|sha-256|sha-384|sha-512', 'The hash function.'],
          setup: ['=active|passive|actpass|holdconn?', 'Who begins the handshake, as in RFC 4145.'],
          required: ['boolean?', 'Refuses media in the clear.'],
        },
        text: '/\\s*[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2})*\\s*/',
      },
    }),
  },
  features: {
    'urn:xmpp:jingle:apps:dtls:0': 'Understands DTLS-SRTP.',
  },
};
