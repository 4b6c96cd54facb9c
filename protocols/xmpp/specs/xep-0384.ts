import type { Specification } from '../model/definition.ts';

// The namespace of version 0.3 is described as well: most clients still use it.
export const xep0384: Specification = {
  id: 'XEP-0384',
  title: 'OMEMO Encryption',
  status: 'Experimental',
  version: '0.9.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:omemo:2': () => ({
      encrypted: {
        about: 'An encrypted stanza content, with its key encrypted for each device.',
        section: '5.5.3#message-structure-description',
        stands: ['message', 'iq', 'payload'],
        children: {
          header: [
            '1',
            {
              about: 'For whom the key is encrypted.',
              section: '5.5.3#message-structure-description',
              attributes: { sid: ['unsignedInt', 'The device that sends.'] },
              children: {
                keys: [
                  '+',
                  {
                    about: 'The keys for the devices of one account.',
                    section: '5.5.3#message-structure-description',
                    attributes: { jid: ['bareJid', 'The account.'] },
                    children: {
                      key: [
                        '+',
                        {
                          about: 'The key, encrypted for one device.',
                          section: '5.5.3#message-structure-description',
                          attributes: {
                            rid: ['unsignedInt', 'The device that receives.'],
                            kex: ['boolean?', 'It carries a key exchange as well.'],
                          },
                          text: 'base64',
                        },
                      ],
                    },
                  },
                ],
              },
            },
          ],
          payload: [
            '?',
            {
              about: 'The encrypted envelope (XEP-0420); without it the message only moves keys.',
              section: '5.5.3#message-structure-description',
              text: 'base64',
            },
          ],
        },
      },
      devices: {
        about: 'The devices of an account that take part.',
        section: '5.3.1#devices',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        children: {
          device: [
            '*',
            {
              about: 'One device.',
              section: '5.3.1#devices',
              attributes: {
                id: ['unsignedInt(1..)', 'Its id.'],
                label: ['string?', 'A name for people.'],
                labelsig: ['base64?', 'The name, signed with the identity key.'],
              },
            },
          ],
        },
      },
      bundle: {
        about: 'The keys of one device that a session is built from.',
        section: '5.3.2#bundles',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        children: {
          spk: [
            '1',
            {
              about: 'The signed pre-key.',
              section: '5.3.2#bundles',
              attributes: { id: ['unsignedInt', 'The id of the key.'] },
              text: 'base64',
            },
          ],
          spks: ['1', { about: 'Its signature.', section: '5.3.2#bundles', text: 'base64' }],
          ik: ['1', { about: 'The identity key.', section: '5.3.2#bundles', text: 'base64' }],
          prekeys: [
            '1',
            {
              about: 'The pre-keys that are used once.',
              section: '5.3.2#bundles',
              children: {
                pk: [
                  '+',
                  {
                    about: 'One pre-key.',
                    section: '5.3.2#bundles',
                    attributes: { id: ['unsignedInt', 'The id of the key.'] },
                    text: 'base64',
                  },
                ],
              },
            },
          ],
        },
      },
      'opt-out': {
        about: 'The sender wants to go on without encryption.',
        section: '5.7#opt-out',
        stands: ['message', 'payload'],
        children: { reason: ['?', { about: 'Why, for people.', section: '5.7#opt-out', text: 'string?' }] },
      },
    }),
    'eu.siacs.conversations.axolotl': () => ({
      encrypted: {
        about: 'An encrypted body, with its key encrypted for each device, as version 0.3 had it.',
        stands: ['message', 'payload'],
        children: {
          header: [
            '1',
            {
              about: 'For whom the key is encrypted.',
              attributes: { sid: ['unsignedInt', 'The device that sends.'] },
              children: {
                key: [
                  '*',
                  {
                    about: 'The key, encrypted for one device.',
                    attributes: {
                      rid: ['unsignedInt', 'The device that receives.'],
                      prekey: ['boolean?', 'It carries a key exchange as well.'],
                    },
                    text: 'base64',
                  },
                ],
                iv: ['?', { about: 'The initialization vector.', text: 'base64?' }],
              },
            },
          ],
          payload: ['?', { about: 'The encrypted body; without it the message only moves keys.', text: 'base64?' }],
        },
      },
      list: {
        about: 'The devices of an account that take part, as version 0.3 had it.',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        children: { device: ['*', { about: 'One device.', attributes: { id: ['unsignedInt', 'Its id.'] } }] },
      },
      bundle: {
        about: 'The keys of one device that a session is built from, as version 0.3 had it.',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        children: {
          signedPreKeyPublic: [
            '1',
            {
              about: 'The signed pre-key.',
              attributes: { signedPreKeyId: ['unsignedInt', 'Its id.'] },
              text: 'base64',
            },
          ],
          signedPreKeySignature: ['1', { about: 'Its signature.', text: 'base64' }],
          identityKey: ['1', { about: 'The identity key.', text: 'base64' }],
          prekeys: [
            '1',
            {
              about: 'The pre-keys that are used once.',
              children: {
                preKeyPublic: [
                  '*',
                  { about: 'One pre-key.', attributes: { preKeyId: ['unsignedInt', 'Its id.'] }, text: 'base64' },
                ],
              },
            },
          ],
        },
      },
    }),
  },
  retired: {
    'urn:xmpp:omemo:1': 'Use urn:xmpp:omemo:2 (XEP-0384).',
    'urn:xmpp:omemo:0': 'Use urn:xmpp:omemo:2 (XEP-0384).',
  },
  features: {
    'urn:xmpp:omemo:2:devices+notify': 'Wants to hear of device lists.',
    'eu.siacs.conversations.axolotl.devicelist+notify': 'Wants to hear of device lists of version 0.3.',
  },
  templates: [
    {
      label: 'Ask for somebody’s OMEMO devices',
      text: '<iq type="get" id="{{$id}}" to="${1:juliet@example.org}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <items node="urn:xmpp:omemo:2:devices"/>\n  </pubsub>\n</iq>',
    },
  ],
};
