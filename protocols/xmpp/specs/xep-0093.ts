import type { Specification } from '../model/definition.ts';

export const xep0093: Specification = {
  id: 'XEP-0093',
  title: 'Roster Item Exchange',
  status: 'Deprecated',
  version: '1.2',
  depth: 'model',
  namespaces: {
    'jabber:x:roster': () => ({
      x: {
        about: 'Proposes contacts for the roster.',
        section: '2',
        stands: ['message', 'payload'],
        children: { item: '+' },
      },
      item: {
        about: 'One contact.',
        section: '2',
        attributes: { jid: ['jid', 'The address.'], name: ['string?', 'The name.'] },
        children: { group: ['*', { about: 'A group that it belongs to.', section: '2', text: 'string?' }] },
      },
    }),
  },
  retired: { 'jabber:x:roster': 'Use http://jabber.org/protocol/rosterx (XEP-0144).' },
};
