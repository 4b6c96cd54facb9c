import type { Specification } from '../model/definition.ts';

// Personal eventing adds no elements to XEP-0060: it is a profile of it.
export const xep0163: Specification = {
  id: 'XEP-0163',
  title: 'Personal Eventing Protocol',
  status: 'Stable',
  version: '1.2.2',
  depth: 'model',
  features: {
    'http://jabber.org/protocol/pubsub#auto-create': 'Publishing to a node that does not exist creates it.',
    'http://jabber.org/protocol/pubsub#auto-subscribe': 'Contacts are subscribed by their presence.',
    'http://jabber.org/protocol/pubsub#filtered-notifications':
      'Notifications are filtered by the interest in capabilities.',
    'http://jabber.org/protocol/pubsub#last-published': 'The last item is sent to those who come online.',
    'http://jabber.org/protocol/pubsub#presence-notifications': 'Presence decides who is notified.',
  },
  identities: { 'pubsub/pep': 'An account that serves as a personal pubsub service.' },
  templates: [
    {
      label: 'Publish an item at one’s own account',
      text: '<iq type="set" id="{{$id}}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <publish node="${1:http://jabber.org/protocol/tune}">\n      <item id="${2:current}">\n        <tune xmlns="http://jabber.org/protocol/tune">\n          <title>${3:Heaven and Earth}</title>\n        </tune>\n      </item>\n    </publish>\n  </pubsub>\n</iq>',
    },
  ],
};
