import type { Specification } from '../model/definition.ts';

export const xep0092: Specification = {
  id: 'XEP-0092',
  title: 'Software Version',
  status: 'Stable',
  version: '1.1',
  depth: 'full',
  namespaces: {
    'jabber:iq:version': () => ({
      query: {
        about: 'Asks for or tells the name and version of a software.',
        section: '2#protocol',
        stands: ['iq get', 'iq result', 'payload'],
        children: {
          name: ['?', { about: 'The name of the software.', section: '2#protocol', text: 'string?' }],
          version: ['?', { about: 'Its version.', section: '2#protocol', text: 'string?' }],
          os: ['?', { about: 'The operating system.', section: '2#protocol', text: 'string?' }],
        },
        when: {
          'iq get': { children: { name: '0', version: '0', os: '0' } },
          'iq result': { children: { name: '1~', version: '1~' } },
        },
        reply: { 'iq get': 'query' },
      },
    }),
  },
  features: { 'jabber:iq:version': 'Tells its version.' },
  templates: [
    {
      label: 'Ask for the version',
      text: '<iq type="get" id="{{$id}}" to="${1:example.org}">\n  <query xmlns="jabber:iq:version"/>\n</iq>',
    },
  ],
};
