import type { Specification } from '../model/definition.ts';

export const xep0118: Specification = {
  id: 'XEP-0118',
  title: 'User Tune',
  status: 'Stable',
  version: '1.3.0',
  depth: 'full',
  namespaces: {
    'http://jabber.org/protocol/tune': () => ({
      tune: {
        about: 'What somebody is listening to; empty where it has stopped.',
        section: '2.1#protocol-elements',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item', 'payload'],
        children: {
          artist: ['?', { about: 'Who plays.', section: '2.1#protocol-elements', text: 'string?' }],
          source: ['?', { about: 'The album or other collection.', section: '2.1#protocol-elements', text: 'string?' }],
          title: ['?', { about: 'The title.', section: '2.1#protocol-elements', text: 'string?' }],
          track: [
            '?',
            { about: 'The position in the collection, or an id.', section: '2.1#protocol-elements', text: 'string?' },
          ],
          composer: ['?', { about: 'Who composed it.', section: '2.1#protocol-elements', text: 'string?' }],
          date: ['?', { about: 'When it was recorded.', section: '2.1#protocol-elements', text: 'string?' }],
          genre: ['?', { about: 'The genre.', section: '2.1#protocol-elements', text: 'string?' }],
          language: ['?', { about: 'The language of the words.', section: '2.1#protocol-elements', text: 'string?' }],
          lyricist: ['?', { about: 'Who wrote the words.', section: '2.1#protocol-elements', text: 'string?' }],
          performer: ['?', { about: 'Who performs it.', section: '2.1#protocol-elements', text: 'string?' }],
          length: ['?', { about: 'Its length in seconds.', section: '2.1#protocol-elements', text: 'unsignedShort' }],
          rating: [
            '?',
            {
              about: 'How the user likes it, from 1 to 10.',
              section: '2.1#protocol-elements',
              text: 'positiveInteger(1..10)',
            },
          ],
          uri: ['?', { about: 'A page on it.', section: '2.1#protocol-elements', text: 'uri' }],
        },
      },
    }),
  },
  features: {
    'http://jabber.org/protocol/tune': 'Understands tunes.',
    'http://jabber.org/protocol/tune+notify': 'Wants to hear of tunes.',
  },
  templates: [
    {
      label: 'Publish what one is listening to',
      text: '<iq type="set" id="{{$id}}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <publish node="http://jabber.org/protocol/tune">\n      <item id="current">\n        <tune xmlns="http://jabber.org/protocol/tune">\n          <artist>${1:Yes}</artist>\n          <title>${2:Heart of the Sunrise}</title>\n          <length>${3:686}</length>\n        </tune>\n      </item>\n    </publish>\n  </pubsub>\n</iq>',
    },
  ],
};
