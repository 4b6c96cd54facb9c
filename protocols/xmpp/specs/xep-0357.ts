import type { Specification } from '../model/definition.ts';

export const xep0357: Specification = {
  id: 'XEP-0357',
  title: 'Push Notifications',
  status: 'Deferred',
  version: '0.4.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:push:0': () => ({
      enable: {
        about: 'Has the server tell a push service of new messages.',
        section: '5#enabling',
        stands: 'iq set',
        attributes: { jid: ['jid', 'The push service.'], node: ['string~', 'The node there.'] },
        children: { '{jabber:x:data}x': '*' },
        payload: true,
        reply: { 'iq set': 'empty' },
        to: 'none | bare',
      },
      disable: {
        about: 'Stops telling a push service.',
        section: '6#disabling',
        stands: 'iq set',
        attributes: {
          jid: ['jid', 'The push service.'],
          node: ['string?', 'The node there; all where none is given.'],
        },
        reply: { 'iq set': 'empty' },
        to: 'none | bare',
      },
      notification: {
        about: 'What the server tells the push service.',
        section: '7#publishing',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        children: { '{jabber:x:data}x': '*' },
        payload: true,
      },
    }),
  },
  features: { 'urn:xmpp:push:0': 'Tells push services of new messages.' },
  identities: { 'pubsub/push': 'A push service.', 'app-server/push': 'An application server for push notifications.' },
  forms: {
    'urn:xmpp:push:summary': () => ({
      fields: {
        'message-count': ['text-single', 'How many messages have not been read.', 'nonNegativeInteger'],
        'pending-subscription-count': [
          'text-single',
          'How many requests for a subscription wait.',
          'nonNegativeInteger',
        ],
        'last-message-sender': ['jid-single', 'Who sent the last message.'],
        'last-message-body': ['text-single', 'The text of the last message.'],
      },
      about: 'Sums up what a push service is told.',
    }),
  },
  templates: [
    {
      label: 'Turn push notifications on',
      text: '<iq type="set" id="{{$id}}">\n  <enable xmlns="urn:xmpp:push:0" jid="${1:push.example.org}" node="${2:yxs32uqsflafdk3iuqo}"/>\n</iq>',
    },
  ],
};
