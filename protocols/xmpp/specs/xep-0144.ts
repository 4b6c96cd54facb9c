import type { Specification } from '../model/definition.ts';

export const xep0144: Specification = {
  id: 'XEP-0144',
  title: 'Roster Item Exchange',
  status: 'Stable',
  version: '1.1.1',
  depth: 'full',
  namespaces: {
    'http://jabber.org/protocol/rosterx': () => ({
      x: {
        about: 'Suggests changes to the recipient’s roster.',
        section: '3.1#add',
        stands: ['message', 'iq set'],
        children: {
          item: [
            '+',
            {
              about: 'One entry.',
              section: '3.1#add',
              attributes: {
                jid: ['jid', 'The contact.'],
                name: ['string?', 'A name for the contact.'],
                action: ['=add|delete|modify?', 'What to do; add where nothing is said.'],
              },
              children: { group: ['*', { about: 'A group for the contact.', section: '3.1#add', text: 'string?' }] },
            },
          ],
        },
        reply: { 'iq set': 'empty' },
      },
    }),
  },
  features: { 'http://jabber.org/protocol/rosterx': 'Takes suggestions for the roster.' },
  templates: [
    {
      label: 'Suggest a contact',
      text: '<message to="${1:juliet@example.org}">\n  <body>${2:Some people I know}</body>\n  <x xmlns="http://jabber.org/protocol/rosterx">\n    <item action="add" jid="${3:romeo@example.net}" name="${4:Romeo}"/>\n  </x>\n</message>',
    },
  ],
};
