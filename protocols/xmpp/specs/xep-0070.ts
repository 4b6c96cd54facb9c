import type { Specification } from '../model/definition.ts';

export const xep0070: Specification = {
  id: 'XEP-0070',
  title: 'Verifying HTTP Requests via XMPP',
  status: 'Stable',
  version: '1.0.2',
  depth: 'full',
  namespaces: {
    'http://jabber.org/protocol/http-auth': () => ({
      confirm: {
        about: 'Asks whether the user has made an HTTP request.',
        section: '4.5#xmpp-request',
        stands: ['iq get', 'iq result', 'message'],
        attributes: {
          id: ['string', 'The transaction, as the user saw it.'],
          method: ['nmtoken', 'The method of the request.'],
          url: ['uri', 'The address that was asked for.'],
        },
        reply: { 'iq get': 'any' },
      },
    }),
  },
  features: { 'http://jabber.org/protocol/http-auth': 'Confirms HTTP requests.' },
};
