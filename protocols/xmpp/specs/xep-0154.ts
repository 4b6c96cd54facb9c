import type { Specification } from '../model/definition.ts';

// A request has no form, though the schema demands one.
export const xep0154: Specification = {
  id: 'XEP-0154',
  title: 'User Profile',
  status: 'Deferred',
  version: '0.6.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:tmp:profile': () => ({
      profile: {
        about: 'Asks for, sets or holds the profile of somebody as a form.',
        section: '3.2#approach-representation',
        stands: ['iq get', 'iq set', 'iq result', 'payload'],
        children: { '{jabber:x:data}x': '?' },
        when: { 'iq set': { children: { '{jabber:x:data}x': '1' } } },
        reply: { 'iq get': 'profile', 'iq set': 'empty' },
      },
    }),
  },
  features: { 'urn:xmpp:tmp:profile': 'Has profiles.', 'urn:xmpp:tmp:profile+notify': 'Wants to hear of profiles.' },
};
