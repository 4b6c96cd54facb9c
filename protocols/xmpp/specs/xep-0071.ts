import type { Specification } from '../model/definition.ts';

// The XHTML in it is open: what may stand there is a matter of XHTML modularization.
export const xep0071: Specification = {
  id: 'XEP-0071',
  title: 'XHTML-IM',
  status: 'Deprecated',
  version: '1.5.4',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/xhtml-im': () => ({
      html: {
        about: 'The text of the message with formatting, in XHTML.',
        section: '5#wrapper',
        stands: ['message', 'payload'],
        open: true,
      },
    }),
  },
  features: { 'http://jabber.org/protocol/xhtml-im': 'Shows formatted text.' },
};
