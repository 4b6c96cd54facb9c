import type { Specification } from '../model/definition.ts';

// A session is agreed on by one form in feature negotiation (XEP-0020).
export const xep0155: Specification = {
  id: 'XEP-0155',
  title: 'Stanza Session Negotiation',
  status: 'Stable',
  version: '1.2',
  depth: 'model',
  namespaces: { 'urn:xmpp:ssn': () => ({}) },
  features: { 'urn:xmpp:ssn': 'Agrees on how to chat.' },
  forms: {
    'urn:xmpp:ssn': () => ({
      about: 'Agrees on how two people chat.',
      fields: {
        accept: ['boolean', 'Whether the invitation is accepted.'],
        continue: ['text-single', 'Another resource to go on with.'],
        disclosure: ['list-single', 'What may be told to others.'],
        'http://jabber.org/protocol/chatstates': ['list-single', 'Whether chat states are sent (XEP-0085).'],
        'http://jabber.org/protocol/xhtml-im': ['list-single', 'Whether text is formatted (XEP-0071).'],
        language: ['list-single', 'The language of the chat.'],
        logging: ['list-single', 'Whether messages may be kept.'],
        multisession: ['boolean', 'Whether there may be several sessions at once.'],
        presence: ['boolean', 'Whether presence is shared.'],
        reason: ['text-single', 'Why the invitation is declined.'],
        renegotiate: ['boolean', 'Whether the terms are agreed on anew.'],
        security: ['list-single', 'The least security.'],
        terminate: ['boolean', 'Whether the session ends.'],
        'urn:xmpp:receipts': ['boolean', 'Whether receipts are asked for (XEP-0184).'],
      },
    }),
  },
};
