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
};
