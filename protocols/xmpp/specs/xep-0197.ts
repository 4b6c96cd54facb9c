import type { Specification } from '../model/definition.ts';

// The schema calls the element room; the text and all examples call it video, and its program_name name.
export const xep0197: Specification = {
  id: 'XEP-0197',
  title: 'User Viewing',
  status: 'Deferred',
  version: '0.3',
  depth: 'full',
  namespaces: {
    'urn:xmpp:viewing:0': () => ({
      video: {
        about: 'What somebody is watching; empty where it has stopped.',
        section: '2.1#protocol-elements',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        children: {
          author: ['?', { about: 'Who wrote it.', section: '2.1#protocol-elements', text: 'string?' }],
          cast: ['?', { about: 'Who acts in it.', section: '2.1#protocol-elements', text: 'string?' }],
          channel_name: ['?', { about: 'The channel.', section: '2.1#protocol-elements', text: 'string?' }],
          description: ['?', { about: 'What it is about.', section: '2.1#protocol-elements', text: 'string?' }],
          episode: ['?', { about: 'The episode.', section: '2.1#protocol-elements', text: 'string?' }],
          name: [
            '?',
            { about: 'Its name, as the examples call it.', section: '2.1#protocol-elements', text: 'string?' },
          ],
          program_name: ['?', { about: 'Its name.', section: '2.1#protocol-elements', text: 'string?' }],
          program_type: ['?', { about: 'Its genre.', section: '2.1#protocol-elements', text: 'string?' }],
          subprogram_type: [
            '?',
            { about: 'The genre more closely.', section: '2.1#protocol-elements', text: 'string?' },
          ],
          user_comment: [
            '?',
            { about: 'What the user says of it.', section: '2.1#protocol-elements', text: 'string?' },
          ],
          user_rating: ['?', { about: 'How the user likes it.', section: '2.1#protocol-elements', text: 'string?' }],
          duration: ['?', { about: 'Its length.', section: '2.1#protocol-elements', text: 'string?' }],
          start_time: ['?', { about: 'When it begins.', section: '2.1#protocol-elements', text: 'dateTime' }],
          end_time: ['?', { about: 'When it ends.', section: '2.1#protocol-elements', text: 'dateTime' }],
          uri: ['?', { about: 'A page on it.', section: '2.1#protocol-elements', text: 'uri' }],
        },
      },
    }),
  },
};
