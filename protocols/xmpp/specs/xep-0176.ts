import type { Specification } from '../model/definition.ts';

export const xep0176: Specification = {
  id: 'XEP-0176',
  title: 'Jingle ICE-UDP Transport Method',
  status: 'Stable',
  version: '1.1.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:transports:ice-udp:1': () => ({
      transport: {
        about: 'Offers candidates for a connection over UDP, found by ICE.',
        section: '5.2#protocol-initiate',
        stands: ['{urn:xmpp:jingle:1}content', '{http://jitsi.org/protocol/colibri}channel', 'payload'],
        attributes: {
          pwd: ['string?', 'The password, as ice-pwd in SDP.'],
          ufrag: ['string?', 'The user name fragment, as ice-ufrag in SDP.'],
        },
        children: {
          candidate: [
            '*',
            {
              about: 'An address at which a side may be reached.',
              section: '5.2#protocol-initiate',
              attributes: {
                component: ['unsignedByte', '1 for RTP and 2 for RTCP.'],
                foundation: ['string', 'As in RFC 5245.'],
                generation: ['nonNegativeInteger~', 'Counts restarts of ICE, from 0.'],
                id: ['string~', 'The id of the candidate.'],
                ip: 'string',
                network: ['nonNegativeInteger?', 'Which interface it is on.'],
                port: 'unsignedShort',
                priority: 'nonNegativeInteger',
                protocol: '~udp|tcp',
                'rel-addr': ['string?', 'The address that it derives from.'],
                'rel-port': 'unsignedShort?',
                tcptype: ['=active|passive|so?', 'As in RFC 6544.'],
                type: ['=host|prflx|relay|srflx', 'How it was found.'],
              },
            },
          ],
          'remote-candidate': [
            '?',
            {
              about: 'The candidate of the other side that is in use.',
              section: '5.7#protocol-acceptance',
              attributes: { component: 'unsignedByte', ip: 'string', port: 'unsignedShort' },
            },
          ],
        },
        payload: true,
      },
    }),
  },
  retired: {
    'urn:xmpp:jingle:transports:ice-udp:0': 'Use urn:xmpp:jingle:transports:ice-udp:1 (XEP-0176).',
  },
  features: {
    'urn:xmpp:jingle:transports:ice-udp:1': 'Understands the ICE-UDP transport.',
  },
};
