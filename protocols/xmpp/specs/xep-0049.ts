import type { Specification } from '../model/definition.ts';

export const xep0049: Specification = {
  id: 'XEP-0049',
  title: 'Private XML Storage',
  status: 'Active',
  version: '1.2',
  depth: 'full',
  namespaces: {
    'jabber:iq:private': () => ({
      query: {
        about: 'Stores private data of the account, or asks for it.',
        section: '2.1',
        stands: ['iq get', 'iq set', 'iq result', 'payload'],
        payload: true,
        reply: { 'iq get': 'query', 'iq set': 'empty' },
        to: 'none | bare',
      },
    }),
  },
  features: { 'jabber:iq:private': 'Keeps private data.' },
  templates: [
    {
      label: 'Ask for private data',
      text: '<iq type="get" id="{{$id}}">\n  <query xmlns="jabber:iq:private">\n    <${1:roster} xmlns="${2:roster:delimiter}"/>\n  </query>\n</iq>',
    },
  ],
};
