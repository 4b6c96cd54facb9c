import type { Specification } from '../model/definition.ts';

export const xep0491: Specification = {
  id: 'XEP-0491',
  title: 'WebXDC',
  status: 'Experimental',
  version: '0.1.3',
  depth: 'model',
  namespaces: {
    'urn:xmpp:webxdc:0': () => ({
      x: {
        about: 'Belongs to a widget in the conversation: a change of its state.',
        section: '4#state',
        stands: 'message',
        children: {
          summary: ['?', { about: 'The state in a line.', section: '4.2#summary', text: 'string?' }],
          document: ['?', { about: 'The name of the document.', section: '4.2#summary', text: 'string?' }],
          json: ['?', { about: 'The change as JSON.', section: '4.2#summary', text: 'string?' }],
          '{urn:xmpp:json:0}json': '?',
        },
        payload: true,
      },
    }),
  },
};
