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
        about: 'Binds a hostname to the connection of a component; in the features it says that the server does so.',
        section: '4#bind',
        stands: ['features', 'iq set', 'iq result'],
        children: {
          hostname: [
            '?',
            {
              about: 'The name that the component asks for or got; a resource may follow it.',
              section: '4#bind',
              text: 'jid',
            },
          ],
          required: ['?', { about: 'A hostname has to be bound.', section: '4#bind' }],
        },
        reply: { 'iq set': 'bind' },
      },
      unbind: {
        about: 'Gives up a hostname of the connection.',
        section: '4#bind',
        stands: 'iq set',
        children: { hostname: ['?', { about: 'The name to give up.', section: '4#bind', text: 'jid' }] },
        reply: { 'iq set': 'empty' },
      },
    }),
  },
  templates: [
    {
      label: 'Bind a hostname to a component',
      text: '<iq type="set" id="{{$id}}">\n  <bind xmlns="urn:xmpp:component:0">\n    <hostname>${1:chat.example.org}</hostname>\n  </bind>\n</iq>',
    },
  ],
};
