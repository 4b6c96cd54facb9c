import type { Specification } from '../model/definition.ts';

export const xep0437: Specification = {
  id: 'XEP-0437',
  title: 'Room Activity Indicators',
  status: 'Deferred',
  version: '0.2.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:rai:0': () => ({
      rai: {
        about: 'Asks to be told of activity in rooms, or tells of it.',
        section: '3.1',
        stands: ['presence', 'message'],
        children: {
          activity: ['*', { about: 'A room in which something was said.', section: '3.1', text: 'bareJid' }],
        },
      },
    }),
  },
  features: { 'urn:xmpp:rai:0': 'Tells of activity in rooms.' },
  templates: [
    {
      label: 'Ask for activity in rooms',
      text: '<presence to="${1:conference.example.org}">\n  <rai xmlns="urn:xmpp:rai:0"/>\n</presence>',
    },
  ],
};
