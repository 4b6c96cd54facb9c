import type { Specification } from '../model/definition.ts';

export const xep0379: Specification = {
  id: 'XEP-0379',
  title: 'Pre-Authenticated Roster Subscription',
  status: 'Proposed',
  version: '0.3.3',
  depth: 'full',
  namespaces: {
    'urn:xmpp:pars:0': () => ({
      preauth: {
        about: 'Proves by a token that the sender was invited.',
        section: '3.4#link_transmission',
        stands: ['presence subscribe', 'iq set'],
        attributes: { token: ['string(1..)', 'The token from the invitation.'] },
        reply: { 'iq set': 'empty' },
      },
    }),
  },
  features: { 'urn:xmpp:pars:0': 'Takes tokens for subscriptions, or before an account is registered.' },
  templates: [
    {
      label: 'Subscribe with an invitation’s token',
      text: '<presence type="subscribe" to="${1:juliet@example.org}">\n  <preauth xmlns="urn:xmpp:pars:0" token="${2:1tMFqYDdKhfe2pwp}"/>\n</presence>',
    },
  ],
};
