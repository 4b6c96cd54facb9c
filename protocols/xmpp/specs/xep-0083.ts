import type { Specification } from '../model/definition.ts';

export const xep0083: Specification = {
  id: 'XEP-0083',
  title: 'Nested Roster Groups',
  status: 'Active',
  version: '1.0',
  depth: 'full',
  namespaces: {
    'roster:delimiter': () => ({
      roster: {
        about: 'What stands between the names of nested groups of a roster.',
        section: '2#namespace',
        stands: '{jabber:iq:private}query',
        text: 'string?',
      },
    }),
  },
  templates: [
    {
      label: 'Ask for the delimiter of nested groups',
      text: '<iq type="get" id="{{$id}}">\n  <query xmlns="jabber:iq:private">\n    <roster xmlns="roster:delimiter"/>\n  </query>\n</iq>',
    },
    {
      label: 'Set the delimiter of nested groups',
      text: '<iq type="set" id="{{$id}}">\n  <query xmlns="jabber:iq:private">\n    <roster xmlns="roster:delimiter">${1:::}</roster>\n  </query>\n</iq>',
    },
  ],
};
