import type { Specification } from '../model/definition.ts';

export const xep0434: Specification = {
  id: 'XEP-0434',
  title: 'Trust Messages (TM)',
  status: 'Experimental',
  version: '0.6.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:tm:1': () => ({
      'trust-message': {
        about: 'Tells which keys are trusted or no longer trusted.',
        section: '4#trust-message-structure',
        stands: ['message', 'payload'],
        attributes: {
          usage: ['string', 'The protocol that takes the decisions.'],
          encryption: ['string', 'The protocol whose keys they are.'],
        },
        children: {
          'key-owner': [
            '+',
            {
              about: 'Whose keys they are.',
              section: '4#trust-message-structure',
              attributes: { jid: 'bareJid' },
              children: {
                trust: [
                  '*',
                  { about: 'The id of a key that is trusted.', section: '4#trust-message-structure', text: 'base64' },
                ],
                distrust: [
                  '*',
                  {
                    about: 'The id of a key that is not trusted.',
                    section: '4#trust-message-structure',
                    text: 'base64',
                  },
                ],
              },
            },
          ],
        },
      },
    }),
  },
  retired: {
    'urn:xmpp:tm:0': 'Use urn:xmpp:tm:1 (XEP-0434).',
  },
  features: {
    'urn:xmpp:tm:1': 'Understands trust messages.',
  },
};
