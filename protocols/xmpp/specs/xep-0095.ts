import type { Specification } from '../model/definition.ts';

export const xep0095: Specification = {
  id: 'XEP-0095',
  title: 'Stream Initiation',
  status: 'Deprecated',
  version: '1.2',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/si': () => ({
      si: {
        about: 'Offers a stream, or accepts one.',
        section: '3.2#usecase-neg',
        stands: ['iq set', 'iq result'],
        attributes: {
          id: ['string?', 'The id of the stream.'],
          'mime-type': ['string?', 'The media type of what is offered.'],
          profile: ['string?', 'What is offered, as a profile.'],
        },
        children: { '{http://jabber.org/protocol/feature-neg}feature': '1~' },
        payload: true,
        reply: { 'iq set': 'si' },
      },
      'bad-profile': { about: 'The profile is not understood.', section: '3.2#usecase-neg', stands: 'error' },
      'no-valid-streams': {
        about: 'None of the stream methods is acceptable.',
        section: '3.2#usecase-neg',
        stands: 'error',
      },
    }),
  },
  features: {
    'http://jabber.org/protocol/si': 'Understands stream initiation.',
  },
};
