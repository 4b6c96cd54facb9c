import type { Specification } from '../model/definition.ts';

export const xep0202: Specification = {
  id: 'XEP-0202',
  title: 'Entity Time',
  status: 'Final',
  version: '2.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:time': () => ({
      time: {
        about: 'Asks for or tells the local time.',
        section: '2#protocol',
        stands: ['iq get', 'iq result', 'payload'],
        children: {
          tzo: ['?', { about: 'The offset of the local time from UTC.', section: '2#protocol', text: 'timezone' }],
          utc: ['?', { about: 'The time in UTC.', section: '2#protocol', text: 'dateTime' }],
        },
        when: { 'iq get': { children: { tzo: '0', utc: '0' } }, 'iq result': { children: { tzo: '1~', utc: '1' } } },
        reply: { 'iq get': 'time' },
      },
    }),
  },
  features: { 'urn:xmpp:time': 'Tells its time.' },
  templates: [
    {
      label: 'Ask for the time',
      text: '<iq type="get" id="{{$id}}" to="${1:juliet@example.org/balcony}">\n  <time xmlns="urn:xmpp:time"/>\n</iq>',
    },
  ],
};
