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
        section: '4.2.4#proto-agent-status',
        stands: ['presence', 'iq get', 'iq result'],
        attributes: { jid: ['jid?', 'The agent.'] },
        children: {
          'current-chats': [
            '*',
            {
              about: 'How many conversations the agent has.',
              section: '4.2.4#proto-agent-status',
              text: 'nonNegativeInteger',
            },
          ],
          'max-chats': [
            '*',
            {
              about: 'How many conversations the agent takes.',
              section: '4.2.4#proto-agent-status',
              text: 'nonNegativeInteger',
            },
          ],
        },
        payload: true,
      },
      'agent-status-request': {
        about: 'Asks for the agents of a workgroup, and lists them.',
        section: '4.2.4#proto-agent-status',
        stands: ['iq get', 'iq result'],
        children: { agent: '*' },
        reply: { 'iq get': 'agent-status-request' },
      },
      agent: {
        about: 'One agent.',
        section: '4.2.4#proto-agent-status',
        attributes: { jid: ['jid', 'Its address.'] },
        payload: true,
      },
      'depart-queue': {
        about: 'Leaves the queue.',
        section: '3.2.2#proto-user-depart',
        stands: ['iq set', 'message'],
        children: { jid: ['*', { about: 'Who leaves it.', section: '3.2.2#proto-user-depart', text: 'jid' }] },
        payload: true,
        reply: { 'iq set': 'empty' },
      },
      'join-queue': {
        about: 'Joins the queue.',
        section: '3.2.1#proto-user-join',
        stands: ['iq set', 'iq result'],
        children: {
          'queue-notifications': [
            '?',
            { about: 'The user wants to hear of the place in the queue.', section: '3.2.1#proto-user-join' },
          ],
          '{jabber:x:data}x': '*',
        },
        payload: true,
      },
      'notify-agents': {
        about: 'Tells agents how busy they are.',
        section: '4.2.2#proto-workgroup-status',
        stands: 'presence',
        children: {
          available: [
            '*',
            {
              about: 'How many agents are available.',
              section: '4.2.2#proto-workgroup-status',
              text: 'nonNegativeInteger',
            },
          ],
          'current-chats': [
            '*',
            {
              about: 'How many conversations there are.',
              section: '4.2.2#proto-workgroup-status',
              text: 'nonNegativeInteger',
            },
          ],
          'max-chats': [
            '*',
            {
              about: 'How many conversations there may be.',
              section: '4.2.2#proto-workgroup-status',
              text: 'nonNegativeInteger',
            },
          ],
        },
      },
      'notify-queue': {
        about: 'Tells how long the queue is.',
        section: '4.2.3#proto-queue-status',
        stands: 'presence',
        children: {
          count: [
            '*',
            { about: 'How many users wait.', section: '4.2.3#proto-queue-status', text: 'nonNegativeInteger' },
          ],
          oldest: [
            '*',
            { about: 'Since when the first one has waited.', section: '4.2.3#proto-queue-status', text: 'string?' },
          ],
          time: [
            '*',
            {
              about: 'How many seconds they wait on average.',
              section: '4.2.3#proto-queue-status',
              text: 'nonNegativeInteger',
            },
          ],
          status: ['*', { about: 'Whether the queue is open.', section: '4.2.3#proto-queue-status', text: 'string?' }],
        },
      },
      'notify-queue-details': {
        about: 'Tells who waits.',
        section: '4.2.3#proto-queue-status',
        stands: 'presence',
        children: { user: '*' },
      },
      user: {
        about: 'One user who waits.',
        section: '4.2.3#proto-queue-status',
        attributes: { jid: ['jid', 'The address.'] },
        children: {
          position: [
            '?',
            { about: 'The place in the queue.', section: '3.2.3#proto-user-status', text: 'nonNegativeInteger' },
          ],
          time: [
            '?',
            {
              about: 'For how many seconds it will last.',
              section: '4.2.3#proto-queue-status',
              text: 'nonNegativeInteger',
            },
          ],
          'join-time': ['?', { about: 'When the user joined.', section: '4.2.3#proto-queue-status', text: 'string?' }],
        },
      },
      offer: {
        about: 'Offers a user to an agent.',
        section: '4.2.5#proto-agent-offer',
        stands: ['iq set', 'message', 'payload'],
        attributes: { jid: ['jid?', 'The user.'] },
        children: {
          timeout: [
            '?',
            {
              about: 'For how many seconds the offer holds.',
              section: '4.2.5#proto-agent-offer',
              text: 'nonNegativeInteger',
            },
          ],
        },
        payload: true,
      },
      'offer-accept': {
        about: 'Takes the offer.',
        section: '4.2.6#proto-agent-acceptreject',
        stands: 'iq set',
        attributes: { jid: ['jid', 'The user.'] },
      },
      'offer-reject': {
        about: 'Declines the offer.',
        section: '4.2.6#proto-agent-acceptreject',
        stands: 'iq set',
        attributes: { jid: ['jid', 'The user.'] },
      },
      'offer-revoke': {
        about: 'Takes an offer back.',
        section: '4.2.7#proto-agent-revoke',
        stands: 'iq set',
        attributes: { jid: ['jid', 'The user.'] },
        children: { reason: ['?', { about: 'Why.', section: '4.2.7#proto-agent-revoke', text: 'string?' }] },
      },
      'queue-status': {
        about: 'Asks for or tells the place in the queue.',
        section: '3.2.3#proto-user-status',
        stands: ['iq get', 'iq result', 'message'],
        children: {
          position: [
            '*',
            { about: 'The place in the queue.', section: '3.2.3#proto-user-status', text: 'nonNegativeInteger' },
          ],
          time: [
            '*',
            { about: 'How many seconds remain.', section: '3.2.3#proto-user-status', text: 'nonNegativeInteger' },
          ],
        },
        payload: true,
        reply: { 'iq get': 'queue-status' },
      },
    }),
  },
};
