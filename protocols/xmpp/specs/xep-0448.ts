import type { Specification } from '../model/definition.ts';

export const xep0448: Specification = {
  id: 'XEP-0448',
  title: 'Encryption for stateless file sharing',
  status: 'Experimental',
  version: '0.2.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:esfs:0': () => ({
      encrypted: {
        about: 'An encrypted copy of the file, and how to decrypt it.',
        section: '3.1#file-sharing',
        stands: '{urn:xmpp:sfs:0}sources',
        attributes: {
          cipher: [
            '~urn:xmpp:ciphers:aes-128-gcm-nopadding:0|urn:xmpp:ciphers:aes-256-gcm-nopadding:0|urn:xmpp:ciphers:aes-256-cbc-pkcs7:0',
            'The cipher.',
          ],
        },
        children: {
          key: ['1', { about: 'The key.', section: '3.1#file-sharing', text: 'base64' }],
          iv: ['1', { about: 'The initialization vector.', section: '3.1#file-sharing', text: 'base64' }],
          '{urn:xmpp:hashes:2}hash': '*',
          '{urn:xmpp:sfs:0}sources': '1~',
        },
        payload: true,
      },
    }),
  },
};
