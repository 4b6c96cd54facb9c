import type { Specification } from '../model/definition.ts';

export const xep0066: Specification = {
  id: 'XEP-0066',
  title: 'Out of Band Data',
  status: 'Stable',
  version: '1.5',
  depth: 'full',
  namespaces: {
    'jabber:iq:oob': () => ({
      query: {
        about: 'Offers a file that the recipient is to fetch, and to report on.',
        section: '2#iq-oob',
        stands: ['iq set'],
        attributes: { sid: ['string?', 'The session that it belongs to (XEP-0095).'] },
        children: {
          url: ['1', { about: 'The address of the file.', section: '2#iq-oob', text: 'uri' }],
          desc: ['?', { about: 'What it is, for people.', section: '2#iq-oob', text: 'string?' }],
        },
        reply: { 'iq set': 'empty' },
      },
    }),
    'jabber:x:oob': () => ({
      x: {
        about: 'An address that goes with the message, or that says where to go.',
        section: '3#x-oob',
        stands: ['message', 'presence', 'payload'],
        children: {
          url: ['1', { about: 'The address of the file.', section: '2#iq-oob', text: 'uri' }],
          desc: ['?', { about: 'What it is, for people.', section: '2#iq-oob', text: 'string?' }],
        },
      },
    }),
  },
  features: {
    'jabber:iq:oob': 'Takes files out of band by request.',
    'jabber:x:oob': 'Understands addresses that go with messages.',
  },
  templates: [
    {
      label: 'Message with the address of a file',
      text: '<message type="chat" to="${1:juliet@example.org}">\n  <body>${2:https://example.org/photo.jpg}</body>\n  <x xmlns="jabber:x:oob">\n    <url>${2:https://example.org/photo.jpg}</url>\n  </x>\n</message>',
    },
  ],
};
