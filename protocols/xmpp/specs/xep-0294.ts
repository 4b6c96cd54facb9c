import type { Specification } from '../model/definition.ts';

export const xep0294: Specification = {
  id: 'XEP-0294',
  title: 'Jingle RTP Header Extensions Negotiation',
  status: 'Stable',
  version: '1.1.2',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:apps:rtp:rtp-hdrext:0': () => ({
      'rtp-hdrext': {
        about: 'A header extension of RTP, as a=extmap in SDP.',
        section: '4#negotiation',
        stands: ['{urn:xmpp:jingle:apps:rtp:1}description', 'payload'],
        attributes: {
          id: ['unsignedShort', 'The number used for it.'],
          uri: ['string', 'What the extension is.'],
          senders: ['=both|initiator|none|responder?', 'Who sends it; both where nothing is said.'],
        },
        children: {
          parameter: [
            '*',
            {
              about: 'A parameter of the extension.',
              section: '3#element',
              attributes: { name: 'string', value: 'string?' },
            },
          ],
        },
      },
      'extmap-allow-mixed': {
        about: 'One- and two-byte headers may be mixed.',
        section: '4#negotiation',
        stands: '{urn:xmpp:jingle:apps:rtp:1}description',
      },
    }),
  },
  features: {
    'urn:xmpp:jingle:apps:rtp:rtp-hdrext:0': 'Understands header extensions of RTP.',
  },
};
