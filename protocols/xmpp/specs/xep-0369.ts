import type { Specification } from '../model/definition.ts';

// The document has no schema yet; this follows its text and examples.
export const xep0369: Specification = {
  id: 'XEP-0369',
  title: 'Mediated Information eXchange (MIX)',
  status: 'Experimental',
  version: '0.14.6',
  depth: 'model',
  namespaces: {
    'urn:xmpp:mix:core:1': () => ({
      join: {
        about: 'Joins a channel, or tells that one has joined.',
        section: '7.1.2#usecase-user-join',
        stands: ['iq set', 'iq result', 'payload'],
        attributes: {
          id: ['string?', 'The participant’s stable id.'],
          jid: ['jid?', 'The address that was given, as before version 0.14.'],
        },
        children: {
          subscribe: [
            '*',
            {
              about: 'A node to subscribe to.',
              section: '7.1.2#usecase-user-join',
              attributes: { node: ['string', 'The node.'] },
            },
          ],
          nick: '?',
        },
        payload: true,
        reply: { 'iq set': 'join' },
      },
      leave: {
        about: 'Leaves a channel.',
        section: '7.1.3#usecase-user-leaving',
        stands: ['iq set', 'iq result', 'payload'],
        reply: { 'iq set': 'leave | empty' },
      },
      'update-subscription': {
        about: 'Changes which nodes of the channel one is subscribed to.',
        section: '7.1.2#usecase-user-join',
        stands: ['iq set', 'iq result'],
        attributes: { jid: ['jid?', 'The participant.'] },
        children: {
          subscribe: [
            '*',
            {
              about: 'A node to subscribe to.',
              section: '7.1.2#usecase-user-join',
              attributes: { node: ['string', 'The node.'] },
            },
          ],
          unsubscribe: [
            '*',
            {
              about: 'A node to subscribe to no longer.',
              section: '7.1.2#usecase-user-join',
              attributes: { node: ['string', 'The node.'] },
            },
          ],
        },
        reply: { 'iq set': 'update-subscription' },
      },
      setnick: {
        about: 'Sets the nickname in a channel.',
        section: '7.1.4#usecase-setting-nick',
        stands: ['iq set', 'iq result'],
        children: { nick: '1' },
        reply: { 'iq set': 'setnick' },
      },
      create: {
        about: 'Creates a channel.',
        section: '7.3.2#usecase-admin-create',
        stands: ['iq set', 'iq result'],
        attributes: { channel: ['string?', 'The name of the channel; the service makes one up where there is none.'] },
        children: { '{jabber:x:data}x': '?' },
        payload: true,
        reply: { 'iq set': 'create' },
      },
      destroy: {
        about: 'Destroys a channel.',
        section: '7.3.4#usecase-admin-destroy',
        stands: ['iq set', 'iq result'],
        attributes: { channel: ['string', 'The name of the channel.'] },
        reply: { 'iq set': 'empty | destroy' },
      },
      mix: {
        about: 'Tells who has sent a message through a channel.',
        section: '7.1.6#usecase-user-message',
        stands: ['message', 'payload'],
        children: { nick: '?', jid: '?' },
        payload: true,
      },
      participant: {
        about: 'One participant, in the node that lists them.',
        section: '4.7.3#participants-node',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        children: { nick: '?', jid: '?' },
        payload: true,
      },
      nick: { about: 'A nickname.', section: '7.1.4#usecase-setting-nick', text: 'string?' },
      jid: { about: 'The address of a participant.', section: '4.7.3#participants-node', text: 'jid' },
    }),
  },
  retired: {
    'urn:xmpp:mix:core:0': 'Use urn:xmpp:mix:core:1 (XEP-0369).',
    'urn:xmpp:mix:0': 'Use urn:xmpp:mix:core:1 (XEP-0369).',
  },
  features: {
    'urn:xmpp:mix:core:1': 'Takes part in channels, or is one.',
    'urn:xmpp:mix:core:1#searchable': 'The channels of the service can be listed.',
    'urn:xmpp:mix:core:1#create-channel': 'Users may create channels.',
  },
  identities: { 'conference/mix': 'A service with channels, or a channel.' },
  forms: {
    'urn:xmpp:mix:core:1': () => ({
      fields: {
        Name: ['text-single', 'The name of the channel.'],
        Description: ['text-single', 'What the channel is for.'],
        Contact: ['jid-multi', 'Whom to turn to.'],
      },
      about: 'Describes a channel.',
    }),
  },
  templates: [
    {
      label: 'Join a channel',
      text: '<iq type="set" id="{{$id}}" to="${1:coven@mix.example.org}">\n  <join xmlns="urn:xmpp:mix:core:1">\n    <subscribe node="urn:xmpp:mix:nodes:messages"/>\n    <subscribe node="urn:xmpp:mix:nodes:participants"/>\n    <nick>${2:third witch}</nick>\n  </join>\n</iq>',
    },
    {
      label: 'Create a channel',
      text: '<iq type="set" id="{{$id}}" to="${1:mix.example.org}">\n  <create xmlns="urn:xmpp:mix:core:1" channel="${2:coven}"/>\n</iq>',
    },
  ],
};
