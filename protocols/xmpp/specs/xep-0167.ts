import type { Specification } from '../model/definition.ts';

export const xep0167: Specification = {
  id: 'XEP-0167',
  title: 'Jingle RTP Sessions',
  status: 'Stable',
  version: '1.2.3',
  depth: 'full',
  namespaces: {
    'urn:xmpp:jingle:apps:rtp:1': () => ({
      description: {
        about: 'Offers or answers media over RTP: the codecs and their parameters.',
        section: '4#format',
        stands: ['{urn:xmpp:jingle:1}content', '{urn:xmpp:jingle-message:0}propose', 'payload'],
        attributes: {
          media: ['~audio|video', 'What kind of media.'],
          ssrc: ['unsignedInt?', 'The synchronization source, as in RFC 3550.'],
        },
        children: {
          'payload-type': [
            '*',
            {
              about: 'A payload type, the preferred one first.',
              section: '4#format',
              attributes: {
                channels: 'unsignedByte?',
                clockrate: ['unsignedInt?', 'The sampling frequency in hertz.'],
                id: ['unsignedByte(0..127)', 'The number of the payload type in RTP.'],
                maxptime: ['unsignedInt?', 'The longest packet in milliseconds.'],
                name: ['string?', 'The name of the codec; asked for where the number is a dynamic one.'],
                ptime: ['unsignedInt?', 'The recommended length of a packet in milliseconds.'],
              },
              children: {
                parameter: [
                  '*',
                  {
                    about: 'A parameter of the codec.',
                    section: '4#format',
                    attributes: { name: 'string', value: 'string' },
                  },
                ],
              },
              payload: true,
            },
          ],
          'rtcp-mux': ['?', { about: 'RTP and RTCP share one port.', section: '4#format' }],
          encryption: [
            '?',
            {
              about: 'Asks for SRTP and offers keys for it.',
              section: '7#srtp',
              attributes: { required: ['boolean?', 'Refuses media in the clear.'] },
              children: {
                crypto: [
                  '*',
                  {
                    about: 'A suite and key as in RFC 4568.',
                    section: '7#srtp',
                    attributes: {
                      'crypto-suite': 'string',
                      'key-params': 'string',
                      'session-params': 'string?',
                      tag: 'string',
                    },
                  },
                ],
              },
              payload: true,
            },
          ],
          bandwidth: [
            '?',
            {
              about: 'The bandwidth that is wanted.',
              attributes: { type: ['string', 'What the number stands for, as in b= of SDP.'] },
              text: 'string?',
            },
          ],
        },
        payload: true,
      },
    }),
    'urn:xmpp:jingle:apps:rtp:errors:1': () => ({
      'crypto-required': {
        about: 'The session needs encryption, and none was offered.',
        section: '7#srtp',
        stands: ['{urn:xmpp:jingle:1}reason', 'error'],
      },
      'invalid-crypto': {
        about: 'The key or suite cannot be used.',
        section: '7#srtp',
        stands: ['{urn:xmpp:jingle:1}reason', 'error'],
      },
    }),
    'urn:xmpp:jingle:apps:rtp:info:1': () => ({
      active: {
        about: 'The party takes part again after hold or mute.',
        section: '8.1#info-active',
        stands: '{urn:xmpp:jingle:1}jingle',
      },
      hold: {
        about: 'The party listens for a while no longer.',
        section: '8.2#info-hold',
        stands: '{urn:xmpp:jingle:1}jingle',
      },
      mute: {
        about: 'The party stops sending but goes on receiving.',
        section: '8.3#info-mute',
        stands: '{urn:xmpp:jingle:1}jingle',
        attributes: { creator: '=initiator|responder', name: 'string?' },
      },
      ringing: { about: 'The device rings.', section: '8.4#info-ringing', stands: '{urn:xmpp:jingle:1}jingle' },
      unhold: { about: 'The hold is over.', section: '8.2#info-hold', stands: '{urn:xmpp:jingle:1}jingle' },
      unmute: {
        about: 'The party sends again.',
        section: '8.3#info-mute',
        stands: '{urn:xmpp:jingle:1}jingle',
        attributes: { creator: '=initiator|responder', name: 'string?' },
      },
    }),
  },
  features: {
    'urn:xmpp:jingle:apps:rtp:1': 'Understands media sessions over RTP.',
    'urn:xmpp:jingle:apps:rtp:audio': 'Understands audio sessions.',
    'urn:xmpp:jingle:apps:rtp:video': 'Understands video sessions.',
  },
};
