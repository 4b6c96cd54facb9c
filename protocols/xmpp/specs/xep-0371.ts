import type { Specification } from '../model/definition.ts';

export const xep0371: Specification = {
  id: 'XEP-0371',
  title: 'Jingle ICE Transport Method',
  status: 'Deferred',
  version: '0.3.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:transports:ice:0': () => ({
      transport: {
        about: 'Offers candidates for a connection, found by ICE.',
        section: '5.2#protocol-initiate',
        stands: '{urn:xmpp:jingle:1}content',
        attributes: {
          pwd: ['string?', 'The password, as ice-pwd in SDP.'],
          ufrag: ['string?', 'The user name fragment, as ice-ufrag in SDP.'],
          ice2: ['boolean?', 'The side follows RFC 8445.'],
        },
        children: {
          'gathering-complete': '?',
          candidate: [
            '*',
            {
              about: 'An address at which a side may be reached.',
              section: '5.2#protocol-initiate',
              attributes: {
                component: 'unsignedByte',
                foundation: 'string',
                generation: 'nonNegativeInteger?',
                id: 'string?',
                ip: 'string',
                network: 'nonNegativeInteger?',
                port: 'unsignedShort',
                priority: 'nonNegativeInteger',
                protocol: '~udp|tcp',
                'rel-addr': 'string?',
                'rel-port': 'unsignedShort?',
                tcptype: '=active|passive|so?',
                type: ['=host|prflx|relay|srflx', 'How it was found.'],
              },
            },
          ],
          'remote-candidate': [
            '*',
            {
              about: 'A candidate of the other side that is in use.',
              section: '5.8#protocol-acceptance',
              attributes: { component: 'unsignedByte', ip: 'string', port: 'unsignedShort' },
            },
          ],
        },
        payload: true,
      },
      'gathering-complete': { about: 'No further candidates follow.', section: '7#info' },
    }),
  },
  features: {
    'urn:xmpp:jingle:transports:ice:0': 'Understands the ICE transport.',
  },
};
