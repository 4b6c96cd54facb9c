import type { Specification } from '../model/definition.ts';

export const xep0090: Specification = {
  id: 'XEP-0090',
  title: 'Legacy Entity Time',
  status: 'Obsolete',
  version: '1.2',
  depth: 'full',
  namespaces: {
    'jabber:iq:time': () => ({
      query: {
        about: 'Asks for or tells the local time of an entity.',
        section: '2',
        stands: ['iq get', 'iq result'],
        children: {
          utc: ['?', { about: 'The time in UTC.', section: '2', text: 'legacyDateTime' }],
          tz: ['?', { about: 'The abbreviation of the time zone.', section: '2', text: 'string?' }],
          display: ['?', { about: 'The time for people to read.', section: '2', text: 'string?' }],
        },
        when: { 'iq get': { children: { utc: '0', tz: '0', display: '0' } }, 'iq result': { children: { utc: '1~' } } },
        reply: { 'iq get': 'query' },
      },
    }),
  },
  retired: { 'jabber:iq:time': 'Use urn:xmpp:time (XEP-0202).' },
  features: { 'jabber:iq:time': 'Tells its local time in the old way.' },
};
