import type { Specification } from '../model/definition.ts';

export const xep0249: Specification = {
  id: 'XEP-0249',
  title: 'Direct MUC Invitations',
  status: 'Stable',
  version: '1.2',
  depth: 'full',
  namespaces: {
    'jabber:x:conference': () => ({
      x: {
        about: 'Invites the recipient to a room, without the room’s help.',
        section: '2#howitworks',
        stands: ['message', 'payload'],
        attributes: {
          jid: ['bareJid', 'The room.'],
          password: ['string?', 'The password of the room.'],
          reason: ['string?', 'Why, for people.'],
          continue: ['boolean?', 'A one-to-one chat goes on in the room.'],
          thread: ['string?', 'The thread of that chat.'],
        },
      },
    }),
  },
  features: { 'jabber:x:conference': 'Understands direct invitations.' },
  templates: [
    {
      label: 'Invite somebody to a room',
      text: '<message to="${1:juliet@example.org}">\n  <x xmlns="jabber:x:conference" jid="${2:room@conference.example.org}" reason="${3:Come and join us}"/>\n</message>',
    },
  ],
};
