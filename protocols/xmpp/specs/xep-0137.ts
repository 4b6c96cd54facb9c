import type { Specification } from '../model/definition.ts';

export const xep0137: Specification = {
  id: 'XEP-0137',
  title: 'Publishing Stream Initiation Requests',
  status: 'Deprecated',
  version: '1.1',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/sipub': () => ({
      sipub: {
        about: 'Announces that a stream may be asked for.',
        section: '3.1#usecase.publish',
        stands: ['message', 'payload'],
        attributes: {
          id: ['string', 'The id of the announcement.'],
          from: ['jid?', 'Who offers it.'],
          'mime-type': 'string?',
          profile: 'string',
        },
        payload: true,
      },
      start: {
        about: 'Asks for the stream that was announced.',
        section: '3.3#usecase.trigger',
        stands: 'iq get',
        attributes: { id: ['string', 'The id of the announcement.'] },
        reply: { 'iq get': 'starting' },
      },
      starting: {
        about: 'The stream is going to be offered.',
        section: '3.3#usecase.trigger',
        stands: 'iq result',
        attributes: { sid: ['string', 'The id that the stream will have.'] },
      },
    }),
  },
  features: {
    'http://jabber.org/protocol/sipub': 'Understands announcements of streams.',
  },
};
