import type { Specification } from '../model/definition.ts';

export const xep0022: Specification = {
  id: 'XEP-0022',
  title: 'Message Events',
  status: 'Obsolete',
  version: '1.4',
  depth: 'model',
  namespaces: {
    'jabber:x:event': () => ({
      x: {
        about: 'Asks to be told of what happens to a message, or tells it.',
        section: '3',
        stands: 'message',
        children: {
          offline: ['?', { about: 'The message was stored for later.', section: '2' }],
          delivered: ['?', { about: 'The message has arrived.', section: '2' }],
          displayed: ['?', { about: 'The message was displayed.', section: '2' }],
          composing: ['?', { about: 'A reply is being written.', section: '2' }],
          id: [
            '?',
            {
              about: 'The message that the event belongs to; its absence makes it a request.',
              section: '3.2',
              text: 'string?',
            },
          ],
        },
      },
    }),
  },
  features: { 'jabber:x:event': 'Understands message events.' },
};
