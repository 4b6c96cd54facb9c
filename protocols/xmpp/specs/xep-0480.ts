import type { Specification } from '../model/definition.ts';

export const xep0480: Specification = {
  id: 'XEP-0480',
  title: 'SASL Upgrade Tasks',
  status: 'Experimental',
  version: '0.2.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:sasl:upgrade:0': () => ({
      upgrade: {
        about: 'A mechanism that the account can be upgraded to.',
        section: '2.1#disco',
        stands: ['{urn:xmpp:sasl:2}authentication', '{urn:xmpp:sasl:2}authenticate'],
        text: 'string(1..)',
      },
    }),
    'urn:xmpp:scram-upgrade:0': () => ({
      salt: {
        about: 'The salt for the new keys.',
        section: '3#scram',
        stands: '{urn:xmpp:sasl:2}task-data',
        attributes: { iterations: ['integer(1..)', 'How often to hash.'] },
        text: 'base64',
      },
      hash: { about: 'The salted password.', section: '3#scram', stands: '{urn:xmpp:sasl:2}task-data', text: 'base64' },
    }),
  },
};
