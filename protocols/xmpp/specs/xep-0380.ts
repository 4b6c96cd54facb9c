import type { Specification } from '../model/definition.ts';

export const xep0380: Specification = {
  id: 'XEP-0380',
  title: 'Explicit Message Encryption',
  status: 'Deferred',
  version: '0.4.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:eme:0': () => ({
      encryption: {
        about: 'Tells how the message is encrypted, for clients that cannot see it otherwise.',
        section: '3.1#flow',
        stands: ['message', 'payload'],
        attributes: {
          namespace: [
            '~eu.siacs.conversations.axolotl|jabber:x:encrypted|urn:xmpp:omemo:2|urn:xmpp:openpgp:0|urn:xmpp:otr:0',
            'The namespace of the encryption.',
          ],
          name: ['string?', 'Its name, for people.'],
        },
      },
    }),
  },
  features: { 'urn:xmpp:eme:0': 'Reads and sets the marks of encrypted messages.' },
};
