import type { Specification } from '../model/definition.ts';

export const xep0278: Specification = {
  id: 'XEP-0278',
  title: 'Jingle Relay Nodes',
  status: 'Deferred',
  version: '0.4.1',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/jinglenodes': () => ({
      services: {
        about: 'Asks for relays, trackers and STUN servers, or lists them.',
        section: '4.1#clientcheckownserver',
        stands: ['iq get', 'iq result'],
        children: {
          relay: [
            '*',
            {
              about: 'A relay of media.',
              section: '4.1#clientcheckownserver',
              attributes: {
                address: ['jid', 'Its address.'],
                port: 'unsignedShort?',
                policy: '=public|roster',
                protocol: '=udp|tcp',
              },
            },
          ],
          tracker: [
            '*',
            {
              about: 'An entity that knows further services.',
              section: '4.1#clientcheckownserver',
              attributes: {
                address: ['jid', 'Its address.'],
                port: 'unsignedShort?',
                policy: '=public|roster',
                protocol: '=udp|tcp',
              },
            },
          ],
          stun: [
            '*',
            {
              about: 'A STUN server.',
              section: '4.1#clientcheckownserver',
              attributes: { address: 'string', port: 'unsignedShort?', policy: '=public|roster', protocol: '=udp|tcp' },
            },
          ],
          turn: [
            '*',
            {
              about: 'A TURN server.',
              section: '4.1#clientcheckownserver',
              attributes: { address: 'string', port: 'unsignedShort?', policy: '=public|roster', protocol: '=udp|tcp' },
            },
          ],
        },
        reply: { 'iq get': 'services' },
      },
    }),
    'http://jabber.org/protocol/jinglenodes#channel': () => ({
      channel: {
        about: 'Asks a relay for a channel, or tells its addresses.',
        section: '4.4#clientconsumingrelay',
        stands: ['iq get', 'iq result'],
        attributes: {
          id: 'string?',
          component: 'nonNegativeInteger?',
          host: 'string?',
          localport: 'unsignedShort?',
          remoteport: 'unsignedShort?',
          protocol: '=udp|tcp?',
          maxkbps: 'nonNegativeInteger?',
          expire: 'nonNegativeInteger?',
        },
        reply: { 'iq get': 'channel' },
      },
    }),
    'http://jabber.org/protocol/jinglenodes#turncredentials': () => ({
      turn: {
        about: 'Asks for credentials of a TURN server, or tells them.',
        section: '4.1#clientcheckownserver',
        stands: ['iq get', 'iq result'],
        attributes: {
          protocol: 'string?',
          ttl: 'nonNegativeInteger?',
          username: 'string?',
          password: 'string?',
          uri: 'string?',
        },
        payload: true,
      },
    }),
  },
  features: {
    'http://jabber.org/protocol/jinglenodes': 'Knows relays for media.',
  },
};
