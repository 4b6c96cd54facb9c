import type { Specification } from '../model/definition.ts';

// The schema demands one kind of child; a first transport may also be empty, where there is no candidate to offer.
export const xep0260: Specification = {
  id: 'XEP-0260',
  title: 'Jingle SOCKS5 Bytestreams Transport Method',
  status: 'Stable',
  version: '1.0.3',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:transports:s5b:1': () => ({
      transport: {
        about: 'Offers candidates for a SOCKS5 bytestream, and tells which is used.',
        section: '2.2#exchange',
        stands: '{urn:xmpp:jingle:1}content',
        attributes: {
          dstaddr: ['string?', 'The destination address: SHA-1 of the id and both full JIDs.'],
          mode: ['=tcp|udp?', 'The protocol; tcp where nothing is said.'],
          sid: ['string', 'The id of the bytestream.'],
        },
        children: {
          candidate: [
            '*',
            {
              about: 'An address at which a side or proxy may be reached.',
              section: '2.2#exchange',
              attributes: {
                cid: ['string', 'The id of the candidate.'],
                host: 'string',
                jid: ['jid', 'Whose it is.'],
                port: 'unsignedShort?',
                priority: ['unsignedInt', 'The higher, the sooner it is tried.'],
                type: '=assisted|direct|proxy|tunnel?',
              },
            },
          ],
          'candidate-used': [
            '?',
            { about: 'This candidate works and is proposed.', section: '2.3#connect', attributes: { cid: 'string' } },
          ],
          'candidate-error': ['?', { about: 'None of the candidates works.', section: '2.3#connect' }],
          activated: [
            '?',
            { about: 'The proxy has been activated.', section: '2.4#complete', attributes: { cid: 'string' } },
          ],
          'proxy-error': ['?', { about: 'The proxy could not be used.', section: '2.4#complete' }],
        },
        atMostOne: [['candidate-error', 'candidate-used', 'activated', 'proxy-error']],
      },
    }),
  },
  features: {
    'urn:xmpp:jingle:transports:s5b:1': 'Understands the SOCKS5 transport.',
  },
};
