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
        stands: ['payload', 'message'],
        children: {
          keyprint: ['1', { about: 'The fingerprint of the key that is signed.', attributes: { algo: 'nmtoken?' }, text: 'string?' }],
          signature: ['1', { about: 'The signature.', text: 'string?' }],
          signerjid: ['1', { about: 'Who signs.', text: 'jid' }],
          signerprint: ['1', { about: 'The fingerprint of the key that signs.', attributes: { algo: 'nmtoken?' }, text: 'string?' }],
          signtime: ['1', { about: 'When it was signed.', text: 'dateTime' }],
        },
      },
    }),
    'urn:xmpp:pubkey:2': () => ({
      pubkey: {
        about: 'A public key, or the request for one.',
        stands: ['iq get', 'iq result', 'message', 'payload'],
        children: {
          begin: ['?', { about: 'When it becomes valid.', text: 'dateTime' }],
          end: ['?', { about: 'When it ends.', text: 'dateTime' }],
          jid: ['?', { about: 'Whose key it is.', text: 'jid' }],
          rsakey: ['?', {
            about: 'A key for RSA.',
            children: {
              modulus: ['1', { about: 'The modulus.', text: 'string' }],
              publicExponent: ['1', { about: 'The public exponent.', text: 'string' }],
              print: ['?', { about: 'The fingerprint.', attributes: { algo: ['nmtoken?', 'Which hash makes it.'] }, text: 'string' }],
            },
          }],
        },
        payload: true,
        reply: { 'iq get': 'any' },
      },
    }),
    'urn:xmpp:revoke:2': () => ({
      revocation: {
        about: 'Takes a key back.',
        stands: ['payload', 'message'],
        children: {
          key: ['?', { about: 'The key.', text: 'string' }],
          keyprint: ['?', { about: 'The fingerprint of the key.', attributes: { algo: 'nmtoken?' }, text: 'string' }],
          signature: ['?', { about: 'The signature.', text: 'string' }],
          revocationprint: ['?', { about: 'The fingerprint of the key that signs.', attributes: { algo: 'nmtoken?' }, text: 'string' }],
          revocationtime: ['?', { about: 'When the key was taken back.', text: 'dateTime' }],
        },
      },
    }),
  },
};
