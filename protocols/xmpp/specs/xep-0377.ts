import type { Specification } from '../model/definition.ts';

// The schema wraps reports in a container that the text never mentions.
export const xep0377: Specification = {
  id: 'XEP-0377',
  title: 'Blocking Command Reports',
  status: 'Proposed',
  version: '0.4.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:reporting:1': () => ({
      report: {
        about: 'Reports an address that is blocked as abusive.',
        section: '4#payload',
        stands: ['{urn:xmpp:blocking}item', 'payload'],
        attributes: { reason: ['~urn:xmpp:reporting:abuse|urn:xmpp:reporting:spam', 'Why.'] },
        children: {
          '{urn:xmpp:sid:0}stanza-id': '*',
          text: ['*', { about: 'An explanation for people.', section: '4#payload', text: 'string?' }],
          'report-origin': [
            '?',
            { about: 'The report may be passed on to the server that it concerns.', section: '5#processing' },
          ],
          'third-party': ['?', { about: 'The report may be passed on to others.', section: '5#processing' }],
        },
        payload: true,
      },
    }),
  },
  retired: { 'urn:xmpp:reporting:0': 'Use urn:xmpp:reporting:1 (XEP-0377).' },
  features: { 'urn:xmpp:reporting:1': 'Takes reports with blocks.' },
  templates: [
    {
      label: 'Block and report',
      text: '<iq type="set" id="{{$id}}">\n  <block xmlns="urn:xmpp:blocking">\n    <item jid="${1:romeo@example.net}">\n      <report xmlns="urn:xmpp:reporting:1" reason="${2:urn:xmpp:reporting:spam}"/>\n    </item>\n  </block>\n</iq>',
    },
  ],
};
