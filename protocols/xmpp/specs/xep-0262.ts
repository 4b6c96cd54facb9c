import type { Specification } from '../model/definition.ts';

export const xep0262: Specification = {
  id: 'XEP-0262',
  title: 'Use of ZRTP in Jingle RTP Sessions',
  status: 'Stable',
  version: '1.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:apps:rtp:zrtp:1': () => ({
      'zrtp-hash': {
        about: 'The hash of the ZRTP Hello message, so that media are tied to the session.',
        section: '1#protocol',
        stands: ['{urn:xmpp:jingle:apps:rtp:1}encryption', '{urn:xmpp:jingle:apps:rtp:1}description'],
        attributes: { version: ['string', 'The version of ZRTP.'] },
        text: 'hex',
      },
    }),
  },
  features: {
    'urn:xmpp:jingle:apps:rtp:zrtp:1': 'Understands ZRTP.',
  },
};
