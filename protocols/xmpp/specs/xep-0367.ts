import type { Specification } from '../model/definition.ts';

export const xep0367: Specification = {
  id: 'XEP-0367',
  title: 'Message Attaching',
  status: 'Deferred',
  version: '0.3',
  depth: 'model',
  namespaces: {
    'urn:xmpp:message-attaching:1': () => ({
      'attach-to': {
        about: 'The message belongs to an earlier one.',
        section: '3#usage',
        stands: ['message', 'payload'],
        attributes: { id: ['string(1..)', 'The id of the earlier message.'] },
      },
    }),
  },
  features: {
    'urn:xmpp:message-attaching:1': 'Understands attached messages.',
  },
};
