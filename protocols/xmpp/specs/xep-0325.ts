import type { Specification } from '../model/definition.ts';

// Retracted; its work goes on outside the XSF.
export const xep0325: Specification = {
  id: 'XEP-0325',
  title: 'Internet of Things - Control',
  status: 'Retracted',
  version: '0.5.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:iot:control': () => ({
      set: {
        about: 'Sets parameters of a thing.',
        section: '3.1.1',
        stands: ['iq set', 'message'],
        attributes: { serviceToken: 'string?', deviceToken: 'string?', userToken: 'string?' },
        children: {
          '{jabber:x:data}x': '*',
          node: [
            '*',
            {
              about: 'A node that is controlled.',
              section: '3.4.1',
              attributes: { nodeId: 'string', sourceId: 'string?', cacheType: 'string?' },
            },
          ],
          boolean: [
            '*',
            { about: 'A truth value.', section: '3.1.1', attributes: { name: 'string', value: 'boolean' } },
          ],
          color: [
            '*',
            {
              about: 'A colour.',
              section: '3.2.10',
              attributes: {
                name: 'string',
                value: ['/[0-9a-fA-F]{6}([0-9a-fA-F]{2})?/', 'Red, green, blue and perhaps opacity in hex.'],
              },
            },
          ],
          date: ['*', { about: 'A date.', section: '3.2.6', attributes: { name: 'string', value: 'date' } }],
          dateTime: [
            '*',
            { about: 'A point of time.', section: '3.2.8', attributes: { name: 'string', value: 'dateTime' } },
          ],
          double: ['*', { about: 'A number.', section: '3.2.5', attributes: { name: 'string', value: 'double' } }],
          duration: [
            '*',
            { about: 'A duration.', section: '3.2.9', attributes: { name: 'string', value: 'duration' } },
          ],
          int: [
            '*',
            { about: 'A whole number of 32 bits.', section: '3.2.2', attributes: { name: 'string', value: 'int' } },
          ],
          long: [
            '*',
            { about: 'A whole number of 64 bits.', section: '3.2.3', attributes: { name: 'string', value: 'long' } },
          ],
          string: ['*', { about: 'Text.', section: '3.2.4', attributes: { name: 'string', value: 'string' } }],
          time: ['*', { about: 'A time of day.', section: '3.2.7', attributes: { name: 'string', value: 'time' } }],
        },
        reply: { 'iq set': 'setResponse' },
      },
      setResponse: {
        about: 'The parameters are set, as far as they are listed.',
        section: '3.1.2',
        stands: 'iq result',
        children: {
          node: [
            '*',
            {
              about: 'A node that was controlled.',
              section: '3.4.1',
              attributes: { nodeId: 'string', sourceId: 'string?', cacheType: 'string?' },
            },
          ],
          parameter: ['*', { about: 'A parameter that was set.', section: '3.1.2', attributes: { name: 'string' } }],
        },
      },
      paramError: {
        about: 'A parameter could not be set.',
        section: '3.1.3',
        stands: 'error',
        attributes: { var: 'string' },
        text: 'string?',
      },
      getForm: {
        about: 'Asks for a form with the parameters.',
        section: '3.3.1#controlform',
        stands: 'iq get',
        attributes: { serviceToken: 'string?', deviceToken: 'string?', userToken: 'string?' },
        children: {
          node: [
            '*',
            {
              about: 'A node that is asked for.',
              section: '3.4.1',
              attributes: { nodeId: 'string', sourceId: 'string?', cacheType: 'string?' },
            },
          ],
        },
        reply: { 'iq get': '{jabber:x:data}x' },
      },
      parameterGroup: {
        about: 'Groups parameters of a form.',
        section: '5.4#parametergroups',
        stands: 'payload',
        attributes: { name: 'string' },
      },
    }),
  },
  retired: {
    'urn:xmpp:iot:control': 'Retracted; the work goes on in urn:nf:iot:ctr:1.0 (Neuro-Foundation).',
  },
  features: {
    'urn:xmpp:iot:control': 'Can be controlled.',
  },
};
