import type { Specification } from '../model/definition.ts';

export const xep0321: Specification = {
  id: 'XEP-0321',
  title: 'Remote Roster Management',
  status: 'Deferred',
  version: '0.1.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:tmp:roster-management:0': () => ({
      query: {
        about: 'Asks for leave to manage a roster, answers, or takes it back.',
        section: '4.1#ask_permission',
        stands: ['iq get', 'iq set', 'iq result', 'message', 'payload'],
        attributes: { reason: ['string?', 'Why.'], type: ['~request|allowed|rejected|revoke?', 'What it does.'] },
        children: {
          item: [
            '*',
            {
              about: 'A contact.',
              section: '4.2#request_roster',
              attributes: { jid: ['jid', 'The contact’s address.'], reason: ['string?', 'Why.'] },
            },
          ],
        },
        payload: true,
      },
    }),
  },
};
