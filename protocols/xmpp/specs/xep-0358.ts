import type { Specification } from '../model/definition.ts';

export const xep0358: Specification = {
  id: 'XEP-0358',
  title: 'Publishing Available Jingle Sessions',
  status: 'Deferred',
  version: '0.4',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jinglepub:1': () => ({
      jinglepub: {
        about: 'Announces that a Jingle session may be asked for.',
        section: '2.1#usecase.publish',
        stands: ['message', 'payload'],
        attributes: {
          from: ['jid?', 'Who offers it.'],
          id: ['string', 'The id of the announcement.'],
          title: 'string?',
          description: 'string?',
        },
        children: {
          meta: [
            '*',
            {
              about: 'What people are told about it.',
              section: '2.1#usecase.publish',
              attributes: { title: 'string?', summary: 'string?' },
              text: 'string?',
            },
          ],
          uri: ['?', { about: 'Where it is found as well.', section: '2.1#usecase.publish', text: 'uri' }],
        },
        payload: true,
      },
      start: {
        about: 'Asks for the session that was announced.',
        section: '2.2#usecase.trigger',
        stands: 'iq get',
        attributes: { id: ['string~', 'The id of the announcement.'] },
        text: 'string?',
        reply: { 'iq get': 'starting' },
      },
      starting: {
        about: 'The session is going to be offered.',
        section: '2.2#usecase.trigger',
        stands: 'iq result',
        attributes: { sid: ['string', 'The id that the session will have.'] },
      },
    }),
  },
  features: {
    'urn:xmpp:jinglepub:1': 'Understands announcements of sessions.',
  },
};
