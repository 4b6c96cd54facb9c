import type { Specification } from '../model/definition.ts';

export const xep0382: Specification = {
  id: 'XEP-0382',
  title: 'Spoiler messages',
  status: 'Deferred',
  version: '0.2.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:spoiler:0': () => ({
      spoiler: {
        about: 'The body should be hidden until the user wants to see it.',
        section: '3#usecases',
        stands: ['message', 'payload'],
        text: 'string?',
      },
    }),
  },
  features: {
    'urn:xmpp:spoiler:0': 'Understands spoilers.',
  },
  templates: [
    {
      label: 'Send a spoiler',
      text: '<message type="chat" id="{{$id}}" to="${1:juliet@example.org}">\n  <body>${2:And at the end, they both die.}</body>\n  <spoiler xmlns="urn:xmpp:spoiler:0">${3:End of the play}</spoiler>\n</message>',
    },
  ],
};
