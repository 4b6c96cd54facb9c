import type { Specification } from '../model/definition.ts';

export const xep0449: Specification = {
  id: 'XEP-0449',
  title: 'Stickers',
  status: 'Experimental',
  version: '0.2.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:stickers:0': () => ({
      sticker: {
        about: 'The file in the message is a sticker.',
        section: '4.1#send',
        stands: ['message', 'payload'],
        attributes: { pack: ['string?', 'The pack that it comes from.'] },
      },
      pack: {
        about: 'A pack of stickers.',
        section: '4.3.1#pubsub-item',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        children: {
          name: ['*', { about: 'Its name.', section: '4.3.1#pubsub-item', text: 'string?' }],
          summary: ['*', { about: 'What it is, for people.', section: '4.3.1#pubsub-item', text: 'string?' }],
          item: [
            '+',
            {
              about: 'One sticker.',
              section: '4.3.1#pubsub-item',
              children: {
                suggest: [
                  '*',
                  { about: 'A text for which it is suggested.', section: '4.3.1#pubsub-item', text: 'string?' },
                ],
              },
              payload: true,
            },
          ],
          '{urn:xmpp:hashes:2}hash': '*',
          restricted: ['?', { about: 'It may not be copied.', section: '4.3.1#pubsub-item' }],
        },
        payload: true,
      },
    }),
  },
  features: { 'urn:xmpp:stickers:0': 'Understands stickers.' },
};
