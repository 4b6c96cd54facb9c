import type { Specification } from '../model/definition.ts';

// Stanzas in these namespaces follow RFC 6120 as in jabber:server; only the handshake is added here.
export const xep0114: Specification = {
  id: 'XEP-0114',
  title: 'Jabber Component Protocol',
  status: 'Active',
  version: '1.6',
  depth: 'full',
  namespaces: {
    'jabber:component:accept': () => ({
      handshake: {
        about: 'Authenticates the component by a hash; empty when the server agrees.',
        section: '3#proto',
        stands: 'stream',
        text: '/[0-9A-Fa-f]{40}/?',
      },
    }),
    'jabber:component:connect': () => ({
      handshake: {
        about: 'Authenticates the server to the component by a hash.',
        section: '3#proto',
        stands: 'stream',
        text: '/[0-9A-Fa-f]{40}/?',
      },
    }),
  },
  templates: [
    {
      label: 'Handshake of a component',
      text: '<handshake xmlns="jabber:component:accept">${1:32532c0f7dbf1253c095b18b18e36d38d94c1256}</handshake>',
    },
  ],
};
