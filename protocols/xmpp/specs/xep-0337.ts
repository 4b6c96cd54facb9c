import type { Specification } from '../model/definition.ts';

export const xep0337: Specification = {
  id: 'XEP-0337',
  title: 'Event Logging over XMPP',
  status: 'Deferred',
  version: '0.3',
  depth: 'model',
  namespaces: {
    'urn:xmpp:eventlog': () => ({
      log: {
        about: 'An event for a log.',
        section: '3.1#simpleevent',
        stands: ['message', 'payload'],
        attributes: {
          timestamp: ['dateTime', 'When it happened.'],
          id: ['string?', 'What identifies the kind of event.'],
          type: ['=Debug|Informational|Notice|Warning|Error|Critical|Alert|Emergency?', 'How grave it is.'],
          level: ['=Major|Medium|Minor?', 'How important it is.'],
          object: ['string?', 'What it is about.'],
          subject: ['string?', 'Who caused it.'],
          facility: 'string?',
          module: 'string?',
        },
        children: {
          message: ['1', { about: 'What happened.', section: '3.1#simpleevent', text: 'string?' }],
          tag: [
            '*',
            {
              about: 'A detail.',
              section: '3.6#tags',
              attributes: { name: 'string', value: 'string', type: 'string?' },
            },
          ],
          stackTrace: ['?', { about: 'The stack.', section: '3.8#debug', text: 'string?' }],
        },
        payload: true,
      },
    }),
  },
  features: {
    'urn:xmpp:eventlog': 'Takes events for a log.',
  },
};
