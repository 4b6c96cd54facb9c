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
        section: '2',
        stands: ['iq get', 'iq result'],
        children: { agent: '*' },
        when: { 'iq get': { children: { agent: '0' } } },
        reply: { 'iq get': 'query' },
      },
      agent: {
        about: 'One agent.',
        section: '2',
        attributes: { jid: ['jid', 'Its address.'] },
        children: {
          name: ['?', { about: 'Its name.', section: '2', text: 'string?' }],
          description: ['?', { about: 'What it is for.', section: '2', text: 'string?' }],
          transport: ['?', { about: 'It is a gateway.', section: '2', text: 'string?' }],
          groupchat: ['?', { about: 'It has rooms.', section: '2' }],
          service: ['?', { about: 'Which kind of service it is.', section: '2', text: 'string?' }],
          register: ['?', { about: 'One can register there.', section: '2' }],
          search: ['?', { about: 'It can be searched.', section: '2' }],
        },
      },
    }),
  },
  retired: { 'jabber:iq:agents': 'Use service discovery (XEP-0030).' },
};
