import type { Specification } from '../model/definition.ts';

export const xep0308: Specification = {
  id: 'XEP-0308',
  title: 'Last Message Correction',
  status: 'Stable',
  version: '1.2.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:message-correct:0': () => ({
      replace: {
        about: 'The message replaces an earlier one of the same sender.',
        section: '3#usecase',
        stands: ['message', 'payload'],
        attributes: { id: ['string(1..)', 'The id of the message that is replaced.'] },
      },
    }),
  },
  features: { 'urn:xmpp:message-correct:0': 'Understands corrections.' },
  templates: [
    {
      label: 'Correct a message',
      text: '<message type="chat" id="{{$id}}" to="${1:juliet@example.org}">\n  <body>${2:But soft, what light through yonder window breaks?}</body>\n  <replace xmlns="urn:xmpp:message-correct:0" id="${3:bad1}"/>\n</message>',
    },
  ],
};
