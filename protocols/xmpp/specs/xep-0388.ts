import type { Specification } from '../model/definition.ts';

// The schema demands <user-agent/>; the text leaves it to the client.
export const xep0388: Specification = {
  id: 'XEP-0388',
  title: 'Extensible SASL Profile',
  status: 'Stable',
  version: '1.0.4',
  depth: 'model',
  namespaces: {
    'urn:xmpp:sasl:2': () => ({
      authentication: {
        about: 'Offers mechanisms and what may be done along with authentication.',
        section: '2.1#feature',
        stands: 'features',
        children: {
          mechanism: ['+', { about: 'The name of a mechanism.', section: '2.1#feature', text: '/[A-Z0-9_-]{1,20}/' }],
          inline: [
            '?',
            { about: 'Features that may be negotiated in the same step.', section: '2.1#feature', payload: true },
          ],
        },
        payload: true,
      },
      authenticate: {
        about: 'Begins authentication.',
        section: '2.3#initiation',
        stands: 'stream',
        attributes: { mechanism: ['/[A-Z0-9_-]{1,20}/', 'The mechanism that is chosen.'] },
        children: {
          'initial-response': [
            '?',
            {
              about: 'The first message of the client, if the mechanism begins with one.',
              section: '2.3#initiation',
              text: 'base64?',
            },
          ],
          'user-agent': [
            '?',
            {
              about: 'Which client it is, so that the user may tell devices apart.',
              section: '2.3#initiation',
              attributes: { id: ['uuid?', 'An id that stays the same for this installation.'] },
              children: {
                software: ['?', { about: 'The name of the software.', section: '2.3#initiation', text: 'string?' }],
                device: ['?', { about: 'The name of the device.', section: '2.3#initiation', text: 'string?' }],
              },
              payload: true,
            },
          ],
        },
        payload: true,
      },
      challenge: { about: 'The server’s next message.', section: '2.5#challenge', stands: 'stream', text: 'base64?' },
      response: { about: 'The client’s next message.', section: '2.5#challenge', stands: 'stream', text: 'base64?' },
      abort: {
        about: 'The client gives up.',
        section: '2.4',
        stands: 'stream',
        children: {
          text: ['?', { about: 'An explanation for people.', section: '2.6.2#failure', text: 'string?' }],
        },
        payload: true,
      },
      failure: {
        about: 'Authentication has failed, and why.',
        section: '2.6.2#failure',
        stands: 'stream',
        children: {
          text: ['?', { about: 'An explanation for people.', section: '2.6.2#failure', text: 'string?' }],
        },
        payload: true,
      },
      success: {
        about: 'Authentication has succeeded; the features of the stream follow without a restart.',
        section: '2.6.1#success',
        stands: 'stream',
        children: {
          'additional-data': [
            '?',
            { about: 'The last message of the mechanism.', section: '2.6.1#success', text: 'base64?' },
          ],
          'authorization-identifier': [
            '1',
            { about: 'The address as which the client is logged in.', section: '2.6.1#success', text: 'jid' },
          ],
        },
        payload: true,
      },
      continue: {
        about: 'A further task has to be done.',
        section: '2.6.3#continue',
        stands: 'stream',
        children: {
          'additional-data': [
            '?',
            { about: 'The last message of the mechanism.', section: '2.6.1#success', text: 'base64?' },
          ],
          tasks: [
            '1',
            {
              about: 'The tasks, one of which has to be done.',
              section: '2.6.3#continue',
              children: {
                task: ['+', { about: 'The name of a task.', section: '2.6.3#continue', text: 'string' }],
              },
            },
          ],
          text: ['?', { about: 'An explanation for people.', section: '2.6.2#failure', text: 'string?' }],
        },
        payload: true,
      },
      next: {
        about: 'Begins a task.',
        section: '2.6.3#continue',
        stands: 'stream',
        attributes: { task: ['string', 'The task that is chosen.'] },
        payload: true,
      },
      'task-data': { about: 'Data of a task.', section: '2.6.3#continue', stands: 'stream', payload: true },
    }),
  },
};
