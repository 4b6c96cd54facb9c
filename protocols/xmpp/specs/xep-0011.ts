import type { Specification } from '../model/definition.ts';

export const xep0011: Specification = {
  id: 'XEP-0011',
  title: 'Jabber Browsing',
  status: 'Obsolete',
  version: '1.3.1',
  depth: 'model',
  namespaces: {
    'jabber:iq:browse': () => ({
      query: {
        about: 'Asks what there is at an address, and holds it.',
        section: '3.1',
        stands: ['iq get', 'iq set', 'iq result'],
        attributes: {
          category: ['string?', 'The category.'],
          jid: ['jid?', 'The address.'],
          name: ['string?', 'The name.'],
          type: ['string?', 'The type within the category.'],
        },
        children: { item: '*', ns: '*' },
        reply: { 'iq get': 'any' },
      },
      item: {
        about: 'One thing that is there.',
        section: '3.3',
        attributes: {
          category: ['string?', 'The category.'],
          jid: ['jid?', 'The address.'],
          name: ['string?', 'The name.'],
          type: ['string?', 'The type within the category.'],
        },
        children: { ns: '*', item: '*' },
      },
      ns: { about: 'A namespace that it supports.', section: '3.4', text: 'string?' },
    }),
  },
  retired: { 'jabber:iq:browse': 'Use service discovery (XEP-0030).' },
};
