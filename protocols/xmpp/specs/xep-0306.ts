import type { Specification } from '../model/definition.ts';

// The schema, which is not well-formed, demands a text in each condition.
export const xep0306: Specification = {
  id: 'XEP-0306',
  title: 'Extensible Status Conditions for Multi-User Chat',
  status: 'Deferred',
  version: '0.2.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:muc:conditions:1': () => ({
      'affiliation-changed': {
        about: 'An affiliation changed while the user was away.',
        stands: '{http://jabber.org/protocol/muc#user}status',
        children: { text: '*' },
        payload: true,
      },
      banned: { about: 'The user was banned.', stands: '{http://jabber.org/protocol/muc#user}status', children: { text: '*' }, payload: true },
      'configuration-changed': { about: 'The configuration changed.', stands: '{http://jabber.org/protocol/muc#user}status', children: { text: '*' }, payload: true },
      'fully-anonymous': { about: 'Nobody sees real addresses.', stands: '{http://jabber.org/protocol/muc#user}status', children: { text: '*' }, payload: true },
      kicked: { about: 'The user was kicked.', stands: '{http://jabber.org/protocol/muc#user}status', children: { text: '*' }, payload: true },
      'logging-disabled': { about: 'The room is not logged any more.', stands: '{http://jabber.org/protocol/muc#user}status', children: { text: '*' }, payload: true },
      'logging-enabled': { about: 'The room is logged now.', stands: '{http://jabber.org/protocol/muc#user}status', children: { text: '*' }, payload: true },
      'new-nick': { about: 'The user changes the nickname.', stands: '{http://jabber.org/protocol/muc#user}status', children: { text: '*' }, payload: true },
      'nick-assigned': { about: 'The service changed the nickname.', stands: '{http://jabber.org/protocol/muc#user}status', children: { text: '*' }, payload: true },
      'non-anonymous': { about: 'Everybody sees real addresses.', stands: '{http://jabber.org/protocol/muc#user}status', children: { text: '*' }, payload: true },
      'realjid-public': {
        about: 'Everybody in the room sees the real address of the user.',
        stands: '{http://jabber.org/protocol/muc#user}status',
        children: { text: '*' },
        payload: true,
      },
      'removed-affiliation': {
        about: 'The user was removed because an affiliation changed.',
        stands: '{http://jabber.org/protocol/muc#user}status',
        children: { text: '*' },
        payload: true,
      },
      'removed-membership': {
        about: 'The user was removed because the room is for members only now.',
        stands: '{http://jabber.org/protocol/muc#user}status',
        children: { text: '*' },
        payload: true,
      },
      'removed-shutdown': {
        about: 'The user was removed because the service shuts down.',
        stands: '{http://jabber.org/protocol/muc#user}status',
        children: { text: '*' },
        payload: true,
      },
      'room-created': { about: 'A new room was created.', stands: '{http://jabber.org/protocol/muc#user}status', children: { text: '*' }, payload: true },
      'self-presence': { about: 'The presence is that of the user.', stands: '{http://jabber.org/protocol/muc#user}status', children: { text: '*' }, payload: true },
      'semi-anonymous': { about: 'Only moderators see real addresses.', stands: '{http://jabber.org/protocol/muc#user}status', children: { text: '*' }, payload: true },
      'unavailable-not-shown': {
        about: 'The room does not show who is not available.',
        stands: '{http://jabber.org/protocol/muc#user}status',
        children: { text: '*' },
        payload: true,
      },
      'unavailable-shown': { about: 'The room shows who is not available.', stands: '{http://jabber.org/protocol/muc#user}status', children: { text: '*' }, payload: true },
      text: { about: 'What happened, for people.', text: 'string?' },
    }),
  },
};
