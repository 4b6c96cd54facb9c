import type { Specification } from '../model/definition.ts';

export const xep0184: Specification = {
  id: 'XEP-0184',
  title: 'Message Delivery Receipts',
  status: 'Stable',
  version: '1.4.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:receipts': () => ({
      request: {
        about: 'Asks the recipient’s client to confirm that the message has arrived.',
        section: '5#when',
        stands: 'message',
      },
      received: {
        about: 'Confirms that a message has arrived.',
        section: '5#when',
        stands: 'message',
        attributes: { id: ['string', 'The id of the message that has arrived.'] },
      },
    }),
  },
  features: { 'urn:xmpp:receipts': 'Answers requests for receipts.' },
  templates: [
    {
      label: 'Message with a receipt asked for',
      prefix: 'receipt',
      text: '<message type="chat" id="{{$id}}" to="${1:juliet@example.org/balcony}">\n  <body>${2:Hello}</body>\n  <request xmlns="urn:xmpp:receipts"/>\n</message>',
    },
  ],
};
