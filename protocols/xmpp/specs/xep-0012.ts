import type { Specification } from '../model/definition.ts';

export const xep0012: Specification = {
  id: 'XEP-0012',
  title: 'Last Activity',
  status: 'Final',
  version: '2.0',
  depth: 'full',
  namespaces: {
    'jabber:iq:last': () => ({
      query: {
        about: 'Asks for or tells how long somebody has been idle or away, or a server up.',
        section: '2#protocol',
        stands: ['iq get', 'iq result', 'presence'],
        attributes: { seconds: ['unsignedLong?', 'The time in seconds.'] },
        text: 'string?',
        when: {
          'iq get': { attributes: { seconds: 'none' } },
          'iq result': { attributes: { seconds: 'unsignedLong' } },
        },
        reply: { 'iq get': 'query' },
      },
    }),
  },
  features: { 'jabber:iq:last': 'Tells the time of its last activity.' },
  templates: [
    {
      label: 'Ask for the last activity',
      text: '<iq type="get" id="{{$id}}" to="${1:juliet@example.org}">\n  <query xmlns="jabber:iq:last"/>\n</iq>',
    },
  ],
};
