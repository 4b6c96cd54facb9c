import type { Specification } from '../model/definition.ts';

// Retracted; its work goes on outside the XSF. The values below a timestamp are not described.
export const xep0323: Specification = {
  id: 'XEP-0323',
  title: 'Internet of Things - Sensor Data',
  status: 'Retracted',
  version: '0.6',
  depth: 'model',
  namespaces: {
    'urn:xmpp:iot:sensordata': () => ({
      req: {
        about: 'Asks for values of sensors.',
        section: '3.1#readmomentary',
        stands: 'iq get',
        attributes: {
          seqnr: ['int', 'The number of the request.'],
          momentary: 'boolean?',
          peak: 'boolean?',
          status: 'boolean?',
          computed: 'boolean?',
          identity: 'boolean?',
          historicalSecond: 'boolean?',
          historicalMinute: 'boolean?',
          historicalHour: 'boolean?',
          historicalDay: 'boolean?',
          historicalWeek: 'boolean?',
          historicalMonth: 'boolean?',
          historicalQuarter: 'boolean?',
          historicalYear: 'boolean?',
          historicalOther: 'boolean?',
          all: 'boolean?',
          historical: 'boolean?',
          from: ['dateTime?', 'The first time that is wanted.'],
          to: ['dateTime?', 'The last time that is wanted.'],
          when: ['dateTime?', 'When to read.'],
          serviceToken: 'string?',
          deviceToken: 'string?',
          userToken: 'string?',
        },
        children: {
          node: [
            '*',
            {
              about: 'A node that is asked for.',
              section: '3.1#readmomentary',
              attributes: { nodeId: 'string', sourceId: 'string?', cacheType: 'string?' },
            },
          ],
          field: [
            '*',
            { about: 'A field that is asked for.', section: '3.6#readfields', attributes: { name: 'string' } },
          ],
        },
      },
      accepted: {
        about: 'The request is accepted, and values follow.',
        section: '3.1#readmomentary',
        stands: 'iq result',
        attributes: { seqnr: 'int', queued: 'boolean?' },
      },
      started: {
        about: 'The reading has begun.',
        section: '3.4#readall',
        stands: 'message',
        attributes: { seqnr: 'int' },
      },
      rejected: {
        about: 'The request is refused.',
        stands: ['iq error', 'error'],
        attributes: { seqnr: 'int' },
        children: {
          error: ['?', { about: 'Why, for people.', section: '3.2#readoutfailure', text: 'string?' }],
        },
      },
      cancel: {
        about: 'Asks to stop the reading.',
        section: '3.7#cancelreadout',
        stands: 'iq get',
        attributes: { seqnr: 'int' },
        reply: { 'iq get': 'cancelled' },
      },
      cancelled: {
        about: 'The reading is stopped.',
        section: '3.7#cancelreadout',
        stands: 'iq result',
        attributes: { seqnr: 'int' },
      },
      fields: {
        about: 'Values that were read.',
        section: '3.1#readmomentary',
        stands: ['message', 'iq result'],
        attributes: { seqnr: 'int', done: 'boolean?' },
        children: {
          node: [
            '*',
            {
              about: 'A node with its values.',
              section: '3.1#readmomentary',
              attributes: { nodeId: 'string', sourceId: 'string?', cacheType: 'string?' },
              children: {
                timestamp: [
                  '*',
                  {
                    about: 'Values of one time.',
                    section: '3.1#readmomentary',
                    attributes: { value: 'dateTime' },
                    open: true,
                  },
                ],
              },
            },
          ],
        },
      },
      failure: {
        about: 'The reading has failed, in whole or part.',
        section: '3.2#readoutfailure',
        stands: 'message',
        attributes: { seqnr: 'int', done: 'boolean?' },
        children: {
          error: ['*', { about: 'What failed.', section: '3.2#readoutfailure', open: true }],
        },
      },
      done: {
        about: 'No more values follow.',
        section: '3.4#readall',
        stands: 'message',
        attributes: { seqnr: 'int' },
      },
    }),
  },
  retired: {
    'urn:xmpp:iot:sensordata': 'Retracted; the work goes on in urn:nf:iot:sd:1.0 (Neuro-Foundation).',
  },
  features: {
    'urn:xmpp:iot:sensordata': 'Tells values of sensors.',
  },
};
