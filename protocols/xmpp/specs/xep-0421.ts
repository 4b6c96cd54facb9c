import type { Specification } from '../model/definition.ts';

export const xep0421: Specification = {
  id: 'XEP-0421',
  title: 'Occupant identifiers for semi-anonymous MUCs',
  status: 'Stable',
  version: '1.0.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:occupant-id:0': () => ({
      'occupant-id': {
        about: 'Identifies an occupant to all others without the real address.',
        section: '3.1#enter',
        stands: ['presence', 'message', 'payload'],
        attributes: { id: ['string(1..128)', 'The id that the room gives.'] },
      },
    }),
  },
  features: { 'urn:xmpp:occupant-id:0': 'The room gives its occupants ids.' },
};
