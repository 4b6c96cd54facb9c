import type { Specification } from '../model/definition.ts';

export const xep0319: Specification = {
  id: 'XEP-0319',
  title: 'Last User Interaction in Presence',
  status: 'Stable',
  version: '1.0.2',
  depth: 'full',
  namespaces: {
    'urn:xmpp:idle:1': () => ({
      idle: {
        about: 'Since when the user has not touched the device.',
        section: '2.1#last-interact',
        stands: 'presence',
        attributes: { since: ['dateTime', 'The time.'] },
      },
    }),
  },
  features: { 'urn:xmpp:idle:1': 'Tells since when the user is idle.' },
  templates: [
    {
      label: 'Away since a time',
      text: '<presence>\n  <show>away</show>\n  <idle xmlns="urn:xmpp:idle:1" since="${1:2026-01-01T12:00:00Z}"/>\n</presence>',
    },
  ],
};
