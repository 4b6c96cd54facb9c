import type { Specification } from '../model/definition.ts';

export const xep0444: Specification = {
  id: 'XEP-0444',
  title: 'Message Reactions',
  status: 'Experimental',
  version: '0.2.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:reactions:0': () => ({
      reactions: {
        about: 'All reactions of the sender to a message; none takes them back.',
        section: '3.1#sending-reactions',
        stands: ['message', 'payload'],
        attributes: { id: ['string(1..)', 'The message.'] },
        children: { reaction: ['*', { about: 'One emoji.', section: '3.1#sending-reactions', text: 'string' }] },
      },
    }),
  },
  features: { 'urn:xmpp:reactions:0': 'Understands reactions.' },
  forms: {
    'urn:xmpp:reactions:0:restrictions': () => ({
      fields: {
        max_reactions_per_user: ['text-single', 'How many reactions one may give to a message.', 'nonNegativeInteger'],
        allowlist: ['list-multi', 'The emoji that are taken.'],
      },
      about: 'Tells which reactions are taken.',
    }),
  },
  templates: [
    {
      label: 'React to a message',
      text: '<message type="chat" id="{{$id}}" to="${1:juliet@example.org}">\n  <reactions xmlns="urn:xmpp:reactions:0" id="${2:message-1}">\n    <reaction>${3:👋}</reaction>\n  </reactions>\n  <store xmlns="urn:xmpp:hints"/>\n</message>',
    },
  ],
};
