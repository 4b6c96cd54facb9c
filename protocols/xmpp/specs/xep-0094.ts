import type { Specification } from '../model/definition.ts';

export const xep0094: Specification = {
  id: 'XEP-0094',
  title: 'Agent Information',
  status: 'Obsolete',
  version: '0.3',
  depth: 'model',
  namespaces: {
    'jabber:iq:agents': () => ({
      query: {
        about: 'Asks for the agents of a server, and lists them.',
        stands: ['iq get', 'iq result'],
        children: { agent: '*' },
        when: { 'iq get': { children: { agent: '0' } } },
        reply: { 'iq get': 'query' },
      },
      agent: {
        about: 'One agent.',
        attributes: { jid: ['jid', 'Its address.'] },
        children: {
          name: ['?', { about: 'Its name.', text: 'string?' }],
          description: ['?', { about: 'What it is for.', text: 'string?' }],
          transport: ['?', { about: 'It is a gateway.', text: 'string?' }],
          groupchat: ['?', { about: 'It has rooms.' }],
          service: ['?', { about: 'Which kind of service it is.', text: 'string?' }],
          register: ['?', { about: 'One can register there.' }],
          search: ['?', { about: 'It can be searched.' }],
        },
      },
    }),
  },
  retired: { 'jabber:iq:agents': 'Use service discovery (XEP-0030).' },
};
