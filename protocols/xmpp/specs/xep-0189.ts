import type { Specification } from '../model/definition.ts';

// The schema demands the whole key in every pubkey element; a request has an empty one.
export const xep0189: Specification = {
  id: 'XEP-0189',
  title: 'Public Key Publishing',
  status: 'Deferred',
  version: '0.14',
  depth: 'model',
  namespaces: {
    'urn:xmpp:attest:2': () => ({
      attest: {
        about: 'Somebody else signs a key.',
        section: '5#attestations',
        stands: ['payload', 'message'],
        children: {
          keyprint: [
            '1',
            {
              about: 'The fingerprint of the key that is signed.',
              section: '5#attestations',
              attributes: { algo: 'nmtoken?' },
              text: 'string?',
            },
          ],
          signature: ['1', { about: 'The signature.', section: '5#attestations', text: 'string?' }],
          signerjid: ['1', { about: 'Who signs.', section: '5#attestations', text: 'jid' }],
          signerprint: [
            '1',
            {
              about: 'The fingerprint of the key that signs.',
              section: '5#attestations',
              attributes: { algo: 'nmtoken?' },
              text: 'string?',
            },
          ],
          signtime: ['1', { about: 'When it was signed.', section: '5#attestations', text: 'dateTime' }],
        },
      },
    }),
    'urn:xmpp:pubkey:2': () => ({
      pubkey: {
        about: 'A public key, or the request for one.',
        section: '3#keys',
        stands: ['iq get', 'iq result', 'message', 'payload'],
        children: {
          begin: ['?', { about: 'When it becomes valid.', section: '3#keys', text: 'dateTime' }],
          end: ['?', { about: 'When it ends.', section: '3#keys', text: 'dateTime' }],
          jid: ['?', { about: 'Whose key it is.', section: '3#keys', text: 'jid' }],
          rsakey: [
            '?',
            {
              about: 'A key for RSA.',
              section: '3#keys',
              children: {
                modulus: ['1', { about: 'The modulus.', section: '3#keys', text: 'string' }],
                publicExponent: ['1', { about: 'The public exponent.', section: '3#keys', text: 'string' }],
                print: [
                  '?',
                  {
                    about: 'The fingerprint.',
                    section: '3#keys',
                    attributes: { algo: ['nmtoken?', 'Which hash makes it.'] },
                    text: 'string',
                  },
                ],
              },
            },
          ],
        },
        payload: true,
        reply: { 'iq get': 'any' },
      },
    }),
    'urn:xmpp:revoke:2': () => ({
      revocation: {
        about: 'Takes a key back.',
        section: '4#revocations',
        stands: ['payload', 'message'],
        children: {
          key: ['?', { about: 'The key.', section: '4#revocations', text: 'string' }],
          keyprint: [
            '?',
            {
              about: 'The fingerprint of the key.',
              section: '4#revocations',
              attributes: { algo: 'nmtoken?' },
              text: 'string',
            },
          ],
          signature: ['?', { about: 'The signature.', section: '4#revocations', text: 'string' }],
          revocationprint: [
            '?',
            {
              about: 'The fingerprint of the key that signs.',
              section: '4#revocations',
              attributes: { algo: 'nmtoken?' },
              text: 'string',
            },
          ],
          revocationtime: ['?', { about: 'When the key was taken back.', section: '4#revocations', text: 'dateTime' }],
        },
      },
    }),
  },
};
