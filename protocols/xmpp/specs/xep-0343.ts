import type { Specification } from '../model/definition.ts';

// The schema does not parse; this follows the text.
export const xep0343: Specification = {
  id: 'XEP-0343',
  title: 'Signaling WebRTC datachannels in Jingle',
  status: 'Deferred',
  version: '0.3.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:transports:dtls-sctp:1': () => ({
      sctpmap: {
        about: 'The SCTP association over DTLS, as a=sctpmap in SDP.',
        section: '4.1#protocol-initiate',
        stands: ['{urn:xmpp:jingle:transports:ice-udp:1}transport', '{urn:xmpp:jingle:transports:ice:0}transport'],
        attributes: { number: 'unsignedShort', protocol: '~webrtc-datachannel', streams: 'unsignedInt?' },
      },
      transport: {
        about: 'Sends data over SCTP and DTLS.',
        section: '4.1#protocol-initiate',
        stands: '{urn:xmpp:jingle:1}content',
        open: true,
      },
    }),
    'urn:xmpp:jingle:transports:webrtc-datachannel:0': () => ({
      channel: {
        about: 'A data channel.',
        section: '4.1#protocol-initiate',
        stands: 'payload',
        attributes: {
          id: 'unsignedShort',
          maxPacketLifeTime: 'nonNegativeInteger?',
          maxRetransmits: 'nonNegativeInteger?',
          negotiated: 'boolean?',
          ordered: 'boolean?',
          protocol: 'string?',
        },
      },
    }),
  },
  features: {
    'urn:xmpp:jingle:transports:dtls-sctp:1': 'Understands SCTP over DTLS.',
    'urn:xmpp:jingle:transports:webrtc-datachannel:0': 'Understands data channels.',
  },
};
