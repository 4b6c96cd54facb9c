import type { Specification } from '../model/definition.ts';

export const xep0177: Specification = {
  id: 'XEP-0177',
  title: 'Jingle Raw UDP Transport Method',
  status: 'Stable',
  version: '1.1.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:transports:raw-udp:1': () => ({
      transport: {
        about: 'Offers addresses for UDP as they are, with no checks of connectivity.',
        section: '4.2#initiate',
        stands: '{urn:xmpp:jingle:1}content',
        children: {
          candidate: [
            '*',
            {
              about: 'An address at which a side may be reached.',
              section: '4.2#initiate',
              attributes: {
                component: 'unsignedByte',
                generation: ['nonNegativeInteger', 'Counts changes, from 0.'],
                id: 'string',
                ip: 'string',
                port: 'unsignedShort',
                type: '=host|prflx|relay|srflx?',
              },
            },
          ],
        },
        payload: true,
      },
    }),
  },
  features: {
    'urn:xmpp:jingle:transports:raw-udp:1': 'Understands the raw UDP transport.',
  },
};
