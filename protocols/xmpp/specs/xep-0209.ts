import type { Specification } from '../model/definition.ts';

export const xep0209: Specification = {
  id: 'XEP-0209',
  title: 'Metacontacts',
  status: 'Deferred',
  version: '0.1',
  depth: 'full',
  namespaces: {
    'storage:metacontacts': () => ({
      metacontacts: {
        about: 'Which contacts are one person.',
        section: '4#usecases',
        stands: ['{jabber:iq:private}query', 'payload'],
        children: { meta: '*' },
      },
      storage: {
        about: 'Which contacts are one person, as some examples and clients name it.',
        section: '4#usecases',
        stands: ['{jabber:iq:private}query', 'payload'],
        children: { meta: '*' },
      },
      meta: {
        about: 'One address of a person.',
        section: '4#usecases',
        attributes: {
          jid: ['bareJid', 'The contact.'],
          tag: ['string(1..)', 'The same for all addresses of the person.'],
          order: ['unsignedInt?', 'The place among them.'],
        },
      },
    }),
  },
  templates: [
    {
      label: 'Ask for metacontacts',
      text: '<iq type="get" id="{{$id}}">\n  <query xmlns="jabber:iq:private">\n    <metacontacts xmlns="storage:metacontacts"/>\n  </query>\n</iq>',
    },
  ],
};
