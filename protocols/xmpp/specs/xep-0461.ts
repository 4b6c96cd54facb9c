import type { Specification } from '../model/definition.ts';

export const xep0461: Specification = {
  id: 'XEP-0461',
  title: 'Message Replies',
  status: 'Experimental',
  version: '0.2.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:reply:0': () => ({
      reply: {
        about: 'The message answers an earlier one.',
        section: '3#usecases',
        stands: ['message', 'payload'],
        attributes: { id: ['string(1..)', 'The message that is answered.'], to: ['jid?', 'Who wrote it.'] },
      },
    }),
  },
  features: { 'urn:xmpp:reply:0': 'Understands replies.' },
  templates: [
    {
      label: 'Reply to a message',
      text: '<message type="chat" id="{{$id}}" to="${1:juliet@example.org}">\n  <body>${2:Great idea!}</body>\n  <reply xmlns="urn:xmpp:reply:0" to="${1:juliet@example.org}" id="${3:message-1}"/>\n</message>',
    },
  ],
};
