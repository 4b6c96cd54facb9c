import type { Specification } from '../model/definition.ts';

export const xep0020: Specification = {
  id: 'XEP-0020',
  title: 'Feature Negotiation',
  status: 'Deprecated',
  version: '1.6',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/feature-neg': () => ({
      feature: {
        about: 'Offers options with a form, or chooses among them.',
        section: '2.1#protocol-basic',
        stands: ['iq get', 'iq set', 'iq result', 'message', 'payload'],
        children: { '{jabber:x:data}x': '1' },
      },
    }),
  },
  features: {
    'http://jabber.org/protocol/feature-neg': 'Understands negotiation of features.',
  },
};
