import type { Specification } from '../model/definition.ts';

export const xep0224: Specification = {
  id: 'XEP-0224',
  title: 'Attention',
  status: 'Stable',
  version: '1.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:attention:0': () => ({
      attention: { about: 'Wants the recipient’s attention at once.', section: '3#protocol', stands: ['message'] },
    }),
  },
  features: { 'urn:xmpp:attention:0': 'Draws the user’s attention.' },
  templates: [
    {
      label: 'Ask for attention',
      text: '<message type="headline" to="${1:juliet@example.org}">\n  <attention xmlns="urn:xmpp:attention:0"/>\n</message>',
    },
  ],
};
