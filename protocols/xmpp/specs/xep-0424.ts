import type { Specification } from '../model/definition.ts';

export const xep0424: Specification = {
  id: 'XEP-0424',
  title: 'Message Retraction',
  status: 'Proposed',
  version: '0.4.2',
  depth: 'model',
  namespaces: {
    'urn:xmpp:message-retract:1': () => ({
      retract: {
        about: 'The sender takes an earlier message back.',
        section: '3#usecase',
        stands: ['message', 'payload'],
        attributes: { id: ['string?', 'The message that is taken back.'] },
        children: {
          '{urn:xmpp:message-moderate:1}moderated': '?',
          reason: ['?', { about: 'Why, for people.', section: '3#usecase', text: 'string?' }],
        },
        when: { message: { attributes: { id: 'string(1..)' } } },
      },
      retracted: {
        about: 'Stands in an archive in place of a message that was taken back.',
        section: '4#tombstones',
        stands: ['message', 'payload'],
        attributes: {
          id: ['string~', 'The message that took it back.'],
          stamp: ['dateTime?', 'When that was.'],
          by: ['jid?', 'Who did it, as before version 0.4.'],
        },
        children: {
          '{urn:xmpp:message-moderate:1}moderated': '?',
          reason: ['?', { about: 'Why, for people.', section: '4#tombstones', text: 'string?' }],
        },
        payload: true,
      },
    }),
  },
  retired: { 'urn:xmpp:message-retract:0': 'Use urn:xmpp:message-retract:1 (XEP-0424).' },
  features: {
    'urn:xmpp:message-retract:1': 'Understands retractions.',
    'urn:xmpp:message-retract:1#tombstone': 'The archive replaces messages that were taken back.',
  },
  templates: [
    {
      label: 'Take a message back',
      text: '<message type="chat" id="{{$id}}" to="${1:juliet@example.org}">\n  <retract xmlns="urn:xmpp:message-retract:1" id="${2:message-1}"/>\n  <fallback xmlns="urn:xmpp:fallback:0" for="urn:xmpp:message-retract:1"/>\n  <body>${3:I took a message back, but your client does not show that.}</body>\n  <store xmlns="urn:xmpp:hints"/>\n</message>',
    },
  ],
};
