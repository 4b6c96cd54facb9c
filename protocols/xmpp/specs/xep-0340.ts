import type { Specification } from '../model/definition.ts';

export const xep0340: Specification = {
  id: 'XEP-0340',
  title: 'COnferences with LIghtweight BRIdging (COLIBRI)',
  status: 'Deferred',
  version: '0.2',
  depth: 'model',
  namespaces: {
    'http://jitsi.org/protocol/colibri': () => ({
      conference: {
        about: 'A conference whose media a bridge relays.',
        section: '5.1#usecases-create',
        stands: ['iq get', 'iq set', 'iq result', 'payload'],
        attributes: { id: ['string?', 'The id of the conference.'] },
        children: {
          content: [
            '*',
            {
              about: 'The channels of one kind of media.',
              section: '5.1#usecases-create',
              attributes: { name: ['string', 'The name of the content.'] },
              children: {
                channel: [
                  '*',
                  {
                    about: 'A channel of one participant.',
                    section: '5.1#usecases-create',
                    attributes: {
                      id: 'string?',
                      initiator: 'boolean?',
                      endpoint: 'string?',
                      direction: 'string?',
                      host: 'string?',
                      rtpport: 'unsignedShort?',
                      rtcpport: 'unsignedShort?',
                      expire: ['integer?', 'In how many seconds it ends; 0 ends it.'],
                      'rtp-level-relay-type': ['~mixer|translator?', 'How media are relayed.'],
                      'last-n': 'string?',
                      'simulcast-mode': 'string?',
                      'channel-bundle-id': 'string?',
                      'packet-delay': 'string?',
                    },
                    payload: true,
                  },
                ],
              },
              payload: true,
            },
          ],
        },
        payload: true,
      },
    }),
  },
  features: {
    'http://jitsi.org/protocol/colibri': 'Is a bridge for conferences.',
  },
  identities: {
    'conference/colibri': 'A bridge for conferences.',
  },
};
