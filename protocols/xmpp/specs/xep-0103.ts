import type { Specification } from '../model/definition.ts';

export const xep0103: Specification = {
  id: 'XEP-0103',
  title: 'URL Address Information',
  status: 'Deferred',
  version: '0.4.1',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/url-data': () => ({
      'url-data': {
        about: 'An address of data, with what it takes to fetch them.',
        section: '5.1',
        stands: ['message', 'iq set', 'iq result', 'payload'],
        attributes: { target: ['uri', 'The address.'], sid: ['string?', 'The session that asked for it.'] },
        children: { desc: ['*', { about: 'What it is, for people.', section: '5.2', text: 'string?' }] },
        payload: true,
        reply: { 'iq set': 'empty | url-data' },
      },
      'malformed-url': { about: 'The address is malformed.', stands: 'error' },
      'transfer-failed': { about: 'The data could not be fetched.', stands: 'error' },
      'transfer-refused': { about: 'The recipient does not want the data.', stands: 'error' },
    }),
  },
};
