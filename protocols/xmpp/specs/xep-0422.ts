import type { Specification } from '../model/definition.ts';

export const xep0422: Specification = {
  id: 'XEP-0422',
  title: 'Message Fastening',
  status: 'Deferred',
  version: '0.2.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:fasten:0': () => ({
      'apply-to': {
        about: 'Adds something to an earlier message.',
        section: '3.1#wrapped-payloads',
        stands: ['message', 'payload'],
        attributes: {
          id: ['string(1..)', 'The message.'],
          clear: ['boolean?', 'It is taken away again.'],
          shell: ['boolean?', 'The content is encrypted elsewhere.'],
        },
        children: {
          external: [
            '*',
            {
              about: 'A child of the message that belongs to it.',
              section: '3.2#external-payloads',
              attributes: {
                name: ['string', 'The child’s name.'],
                'element-namespace': ['string?', 'The child’s namespace.'],
              },
            },
          ],
        },
        payload: true,
      },
    }),
  },
  features: { 'urn:xmpp:fasten:0': 'Adds things to earlier messages.' },
};
