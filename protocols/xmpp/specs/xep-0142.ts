import type { Specification } from '../model/definition.ts';

export const xep0142: Specification = {
  id: 'XEP-0142',
  title: 'Workgroup Queues',
  status: 'Deferred',
  version: '0.3.1',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/workgroup': () => ({
      'agent-status': {
        about: 'Which state an agent is in.',
        stands: ['presence', 'iq get', 'iq result'],
        attributes: { jid: ['jid?', 'The agent.'] },
        children: {
          'current-chats': ['*', { about: 'How many conversations the agent has.', text: 'nonNegativeInteger' }],
          'max-chats': ['*', { about: 'How many conversations the agent takes.', text: 'nonNegativeInteger' }],
        },
        payload: true,
      },
      'agent-status-request': {
        about: 'Asks for the agents of a workgroup, and lists them.',
        stands: ['iq get', 'iq result'],
        children: { agent: '*' },
        reply: { 'iq get': 'agent-status-request' },
      },
      agent: { about: 'One agent.', attributes: { jid: ['jid', 'Its address.'] }, payload: true },
      'depart-queue': {
        about: 'Leaves the queue.',
        stands: ['iq set', 'message'],
        children: { jid: ['*', { about: 'Who leaves it.', text: 'jid' }] },
        payload: true,
        reply: { 'iq set': 'empty' },
      },
      'join-queue': {
        about: 'Joins the queue.',
        stands: ['iq set', 'iq result'],
        children: { 'queue-notifications': ['?', { about: 'The user wants to hear of the place in the queue.' }], '{jabber:x:data}x': '*' },
        payload: true,
      },
      'notify-agents': {
        about: 'Tells agents how busy they are.',
        stands: 'presence',
        children: {
          available: ['*', { about: 'How many agents are available.', text: 'nonNegativeInteger' }],
          'current-chats': ['*', { about: 'How many conversations there are.', text: 'nonNegativeInteger' }],
          'max-chats': ['*', { about: 'How many conversations there may be.', text: 'nonNegativeInteger' }],
        },
      },
      'notify-queue': {
        about: 'Tells how long the queue is.',
        stands: 'presence',
        children: {
          count: ['*', { about: 'How many users wait.', text: 'nonNegativeInteger' }],
          oldest: ['*', { about: 'Since when the first one has waited.', text: 'string?' }],
          time: ['*', { about: 'How many seconds they wait on average.', text: 'nonNegativeInteger' }],
          status: ['*', { about: 'Whether the queue is open.', text: 'string?' }],
        },
      },
      'notify-queue-details': { about: 'Tells who waits.', stands: 'presence', children: { user: '*' } },
      user: {
        about: 'One user who waits.',
        attributes: { jid: ['jid', 'The address.'] },
        children: {
          position: ['?', { about: 'The place in the queue.', text: 'nonNegativeInteger' }],
          time: ['?', { about: 'For how many seconds it will last.', text: 'nonNegativeInteger' }],
          'join-time': ['?', { about: 'When the user joined.', text: 'string?' }],
        },
      },
      offer: {
        about: 'Offers a user to an agent.',
        stands: ['iq set', 'message', 'payload'],
        attributes: { jid: ['jid?', 'The user.'] },
        children: { timeout: ['?', { about: 'For how many seconds the offer holds.', text: 'nonNegativeInteger' }] },
        payload: true,
      },
      'offer-accept': { about: 'Takes the offer.', stands: 'iq set', attributes: { jid: ['jid', 'The user.'] } },
      'offer-reject': { about: 'Declines the offer.', stands: 'iq set', attributes: { jid: ['jid', 'The user.'] } },
      'offer-revoke': {
        about: 'Takes an offer back.',
        stands: 'iq set',
        attributes: { jid: ['jid', 'The user.'] },
        children: { reason: ['?', { about: 'Why.', text: 'string?' }] },
      },
      'queue-status': {
        about: 'Asks for or tells the place in the queue.',
        stands: ['iq get', 'iq result', 'message'],
        children: {
          position: ['*', { about: 'The place in the queue.', text: 'nonNegativeInteger' }],
          time: ['*', { about: 'How many seconds remain.', text: 'nonNegativeInteger' }],
        },
        payload: true,
        reply: { 'iq get': 'queue-status' },
      },
    }),
  },
};
