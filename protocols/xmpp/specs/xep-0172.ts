import type { Specification } from '../model/definition.ts';

export const xep0172: Specification = {
  id: 'XEP-0172',
  title: 'User Nickname',
  status: 'Stable',
  version: '1.1',
  depth: 'full',
  namespaces: {
    'http://jabber.org/protocol/nick': () => ({
      nick: {
        about: 'The nickname that the user goes by.',
        section: '3#format',
        stands: [
          'message',
          'presence',
          '{http://jabber.org/protocol/pubsub}item',
          '{http://jabber.org/protocol/pubsub#event}item',
          'payload',
        ],
        text: 'string?',
      },
    }),
  },
  features: {
    'http://jabber.org/protocol/nick': 'Understands nicknames.',
    'http://jabber.org/protocol/nick+notify': 'Wants to hear of nicknames.',
  },
  templates: [
    {
      label: 'Publish one’s nickname',
      text: '<iq type="set" id="{{$id}}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <publish node="http://jabber.org/protocol/nick">\n      <item id="current">\n        <nick xmlns="http://jabber.org/protocol/nick">${1:Ishmael}</nick>\n      </item>\n    </publish>\n  </pubsub>\n</iq>',
    },
  ],
};
