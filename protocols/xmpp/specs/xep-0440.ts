import type { Specification } from '../model/definition.ts';

export const xep0440: Specification = {
  id: 'XEP-0440',
  title: 'SASL Channel-Binding Type Capability',
  status: 'Stable',
  version: '1.0.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:sasl-cb:0': () => ({
      'sasl-channel-binding': {
        about: 'The types of channel binding that the server supports.',
        section: '2#sasl-cb-type',
        stands: 'features',
        children: {
          'channel-binding': [
            '+',
            {
              about: 'A type of channel binding.',
              section: '2#sasl-cb-type',
              attributes: {
                type: ['~tls-exporter|tls-server-end-point|tls-unique', 'The registered name of the type.'],
              },
            },
          ],
        },
        payload: true,
      },
    }),
  },
};
