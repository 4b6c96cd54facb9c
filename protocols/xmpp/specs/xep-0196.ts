import type { Specification } from '../model/definition.ts';

export const xep0196: Specification = {
  id: 'XEP-0196',
  title: 'User Gaming',
  status: 'Deferred',
  version: '0.3',
  depth: 'full',
  namespaces: {
    'urn:xmpp:gaming:0': () => ({
      game: {
        about: 'The game that somebody plays; empty where it has stopped.',
        section: '2.1#protocol-elements',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        children: {
          character_name: [
            '?',
            { about: 'The name of the player’s character.', section: '2.1#protocol-elements', text: 'string?' },
          ],
          level: ['?', { about: 'The level.', section: '2.1#protocol-elements', text: 'string?' }],
          name: ['?', { about: 'The name of the game.', section: '2.1#protocol-elements', text: 'string?' }],
          server_address: [
            '?',
            { about: 'The host and port of its server.', section: '2.1#protocol-elements', text: 'string?' },
          ],
          server_name: ['?', { about: 'The name of its server.', section: '2.1#protocol-elements', text: 'string?' }],
          character_profile: [
            '?',
            { about: 'A page on the character.', section: '2.1#protocol-elements', text: 'uri' },
          ],
          uri: ['?', { about: 'A page on the game.', section: '2.1#protocol-elements', text: 'uri' }],
        },
      },
    }),
  },
};
