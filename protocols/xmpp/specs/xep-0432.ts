import type { Specification } from '../model/definition.ts';

export const xep0432: Specification = {
  id: 'XEP-0432',
  title: 'Simple JSON Messaging',
  status: 'Deferred',
  version: '0.1.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:json-msg:0': () => ({
      payload: {
        about: 'Wraps JSON in a message.',
        section: '2.2',
        stands: 'message',
        attributes: { datatype: ['string~', 'What the JSON is.'] },
        children: { '{urn:xmpp:json:0}json': '1' },
        payload: true,
      },
    }),
  },
  features: { 'urn:xmpp:json-msg:0': 'Takes JSON in messages.' },
};
