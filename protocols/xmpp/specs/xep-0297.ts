import type { Specification } from '../model/definition.ts';

export const xep0297: Specification = {
  id: 'XEP-0297',
  title: 'Stanza Forwarding',
  status: 'Stable',
  version: '1.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:forward:0': () => ({
      forwarded: {
        about: 'Holds a stanza that is passed on.',
        section: '3.1',
        stands: ['message', 'payload'],
        children: {
          '{urn:xmpp:delay}delay': '?',
          '{jabber:client}message': '?',
          '{jabber:client}presence': '?',
          '{jabber:client}iq': '?',
          '{jabber:server}message': '?',
          '{jabber:server}presence': '?',
          '{jabber:server}iq': '?',
        },
        atMostOne: [
          [
            '{jabber:client}message',
            '{jabber:client}presence',
            '{jabber:client}iq',
            '{jabber:server}message',
            '{jabber:server}presence',
            '{jabber:server}iq',
          ],
        ],
        payload: true,
      },
    }),
  },
  features: { 'urn:xmpp:forward:0': 'Understands stanzas that are passed on.' },
  templates: [
    {
      label: 'Forward a message',
      text: '<message type="chat" to="${1:mercutio@example.org}">\n  <body>${2:Have a look at this}</body>\n  <forwarded xmlns="urn:xmpp:forward:0">\n    <delay xmlns="urn:xmpp:delay" stamp="${3:2026-01-01T12:00:00Z}"/>\n    <message xmlns="jabber:client" from="${4:juliet@example.org}" type="chat">\n      <body>${5:Hello}</body>\n    </message>\n  </forwarded>\n</message>',
    },
  ],
};
