import type { Specification } from '../model/definition.ts';

// The schema demands one of the children in every query; a request for the address of a proxy has none.
export const xep0065: Specification = {
  id: 'XEP-0065',
  title: 'SOCKS5 Bytestreams',
  status: 'Stable',
  version: '1.8.2',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/bytestreams': () => ({
      query: {
        about: 'Negotiates a SOCKS5 bytestream.',
        section: '5.3.1#direct-proto-initiate',
        stands: ['iq get', 'iq set', 'iq result'],
        attributes: {
          dstaddr: ['string?', 'The destination address, where it does not follow from the id and addresses.'],
          mode: ['=tcp|udp?', 'The protocol; tcp where nothing is said.'],
          sid: ['string?', 'The id of the bytestream.'],
        },
        children: {
          streamhost: [
            '*',
            {
              about: 'An address at which the bytestream may be opened.',
              section: '5.3.1#direct-proto-initiate',
              attributes: {
                jid: ['jid', 'Whose it is.'],
                host: ['string', 'A name or address.'],
                port: ['unsignedShort?', 'The port; 1080 where nothing is said.'],
              },
            },
          ],
          'streamhost-used': [
            '?',
            {
              about: 'The address that the target connected to.',
              section: '5.3.3#direct-proto-ack',
              attributes: { jid: 'jid' },
            },
          ],
          activate: [
            '?',
            {
              about: 'Asks a proxy to let the bytes pass to this JID.',
              section: '6.3.5#mediated-proto-activation',
              text: 'jid',
            },
          ],
        },
        atMostOne: [['streamhost', 'streamhost-used', 'activate']],
        payload: true,
        when: { 'iq set': { attributes: { sid: 'string' } } },
        reply: { 'iq get': 'query' },
      },
      udpsuccess: {
        about: 'The target has received a UDP packet.',
        section: '8.3.2#udp-process-init',
        stands: 'message',
        attributes: { dstaddr: 'string' },
      },
    }),
  },
  features: {
    'http://jabber.org/protocol/bytestreams': 'Understands SOCKS5 bytestreams, or is a proxy for them.',
  },
  identities: {
    'proxy/bytestreams': 'A proxy for SOCKS5 bytestreams.',
  },
  templates: [
    {
      label: 'Ask a proxy for its address',
      text: '<iq type="get" id="{{$id}}" to="${1:proxy.example.org}">\n  <query xmlns="http://jabber.org/protocol/bytestreams"/>\n</iq>',
    },
  ],
};
