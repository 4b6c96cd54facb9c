import type { Specification } from '../model/definition.ts';

export const xep0427: Specification = {
  id: 'XEP-0427',
  title: 'MAM Fastening Collation',
  status: 'Deferred',
  version: '0.1.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:mamfc:0': () => ({
      applied: {
        about: 'Sums up what was fastened to an archived message.',
        section: '3.2',
        stands: 'payload',
        attributes: {
          count: ['positiveInteger?', 'How many; one where nothing is said.'],
          shell: ['boolean?', 'The contents are left out.'],
        },
        payload: true,
      },
      latest: { about: 'Tells the last message that was counted.', stands: 'payload', open: true },
    }),
  },
};
