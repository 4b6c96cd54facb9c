import type { Specification } from '../model/definition.ts';

export const xep0225: Specification = {
  id: 'XEP-0225',
  title: 'Component Connections',
  status: 'Deferred',
  version: '0.2',
  depth: 'model',
  namespaces: {
    'urn:xmpp:component:0': () => ({
      bind: {
        about: 'Binds a hostname to the connection of a component.',
        stands: ['iq set', 'iq result'],
        children: {
          hostname: ['?', { about: 'The name that the component asks for or got.', text: 'host' }],
          required: ['?', { about: 'Says in the features that a hostname has to be bound.' }],
        },
        reply: { 'iq set': 'bind' },
      },
      unbind: {
        about: 'Gives up a hostname of the connection.',
        stands: 'iq set',
        children: { hostname: ['?', { about: 'The name to give up.', text: 'host' }] },
        reply: { 'iq set': 'empty' },
      },
    }),
  },
  templates: [
    { label: 'Bind a hostname to a component', text: '<iq type="set" id="{{$id}}">\n  <bind xmlns="urn:xmpp:component:0">\n    <hostname>${1:chat.example.org}</hostname>\n  </bind>\n</iq>' },
  ],
};
