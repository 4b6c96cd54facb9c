import type { Specification } from '../model/definition.ts';

export const xep0203: Specification = {
  id: 'XEP-0203',
  title: 'Delayed Delivery',
  status: 'Final',
  version: '2.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:delay': () => ({
      delay: {
        about: 'Says when a stanza was first sent, and who held it back.',
        section: '2#protocol',
        stands: ['message', 'presence', 'payload'],
        attributes: {
          from: ['jid?', 'Who delayed the stanza: a server, a room, the sender itself.'],
          stamp: ['dateTime', 'When it was first sent, in UTC (XEP-0082).'],
        },
        text: 'string?',
      },
    }),
  },
};
