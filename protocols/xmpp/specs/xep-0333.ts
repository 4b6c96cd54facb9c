import type { Specification } from '../model/definition.ts';

export const xep0333: Specification = {
  id: 'XEP-0333',
  title: 'Displayed Markers',
  status: 'Stable',
  version: '1.0.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:chat-markers:0': () => ({
      markable: {
        about: 'Asks the recipient to report when the message was displayed.',
        section: '4.1#request',
        stands: ['message', 'payload'],
      },
      displayed: {
        about: 'Everything up to a message was displayed.',
        section: '4.2#sending',
        stands: ['message', 'payload'],
        attributes: {
          id: ['string(1..)', 'The id of that message.'],
          sender: ['jid?', 'Whose message it is, as before version 1.0.'],
        },
      },
      received: {
        about: 'A message was received, as before version 0.5.',
        stands: 'message',
        attributes: { id: ['string(1..)', 'The id of that message.'] },
        deprecated: 'Use delivery receipts (XEP-0184).',
      },
      acknowledged: {
        about: 'The user has acknowledged a message, as before version 0.5.',
        stands: 'message',
        attributes: { id: ['string(1..)', 'The id of that message.'] },
        deprecated: 'Use <displayed/>.',
      },
    }),
  },
  features: { 'urn:xmpp:chat-markers:0': 'Understands displayed markers.' },
  templates: [
    {
      label: 'Mark as displayed',
      text: '<message type="chat" to="${1:juliet@example.org}">\n  <displayed xmlns="urn:xmpp:chat-markers:0" id="${2:message-1}"/>\n</message>',
    },
  ],
};
