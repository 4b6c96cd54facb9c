import type { Specification } from '../model/definition.ts';

export const xep0481: Specification = {
  id: 'XEP-0481',
  title: 'Content Types in Messages',
  status: 'Experimental',
  version: '0.1.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:content': () => ({
      content: {
        about: 'The type of the body, or the same content in another type.',
        section: '2.1#hint',
        stands: 'message',
        attributes: { type: ['string(1..)', 'The media type.'] },
        text: 'string?',
        payload: true,
      },
    }),
  },
  features: { 'urn:xmpp:content': 'Understands content types.' },
};
