import type { Specification } from '../model/definition.ts';

export const xep0300: Specification = {
  id: 'XEP-0300',
  title: 'Use of Cryptographic Hash Functions in XMPP',
  status: 'Stable',
  version: '1.0.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:hashes:2': () => ({
      hash: {
        about: 'A hash and the function that made it.',
        section: '3#format',
        stands: ['message', 'payload'],
        attributes: { algo: ['hashName', 'The hash function, as registered with IANA.'] },
        text: 'base64?',
      },
      'hash-used': {
        about: 'Which hash function will be used.',
        section: '3#format',
        stands: ['payload'],
        attributes: { algo: ['hashName', 'The hash function, as registered with IANA.'] },
      },
    }),
  },
  retired: {
    'urn:xmpp:hashes:0': 'Use urn:xmpp:hashes:2 (XEP-0300).',
    'urn:xmpp:hashes:1': 'Use urn:xmpp:hashes:2 (XEP-0300).',
  },
  features: {
    'urn:xmpp:hashes:2': 'Exchanges hashes.',
    'urn:xmpp:hash-function-text-names:sha-1': 'Knows SHA-1.',
    'urn:xmpp:hash-function-text-names:md5': 'Knows MD5, which is given up.',
    'urn:xmpp:hash-function-text-names:sha-224': 'Knows SHA-224.',
    'urn:xmpp:hash-function-text-names:sha-256': 'Knows SHA-256.',
    'urn:xmpp:hash-function-text-names:sha-384': 'Knows SHA-384.',
    'urn:xmpp:hash-function-text-names:sha-512': 'Knows SHA-512.',
    'urn:xmpp:hash-function-text-names:sha3-224': 'Knows SHA3-224.',
    'urn:xmpp:hash-function-text-names:sha3-256': 'Knows SHA3-256.',
    'urn:xmpp:hash-function-text-names:sha3-384': 'Knows SHA3-384.',
    'urn:xmpp:hash-function-text-names:sha3-512': 'Knows SHA3-512.',
    'urn:xmpp:hash-function-text-names:id-blake2b160': 'Knows BLAKE2b-160.',
    'urn:xmpp:hash-function-text-names:id-blake2b256': 'Knows BLAKE2b-256.',
    'urn:xmpp:hash-function-text-names:id-blake2b384': 'Knows BLAKE2b-384.',
    'urn:xmpp:hash-function-text-names:id-blake2b512': 'Knows BLAKE2b-512.',
  },
};
