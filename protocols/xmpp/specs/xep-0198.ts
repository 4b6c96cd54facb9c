import type { Specification } from '../model/definition.ts';

const handled = ['unsignedInt', 'How many stanzas were handled so far, modulo 2³².'] as const;

export const xep0198: Specification = {
  id: 'XEP-0198',
  title: 'Stream Management',
  status: 'Stable',
  version: '1.6.3',
  depth: 'full',
  namespaces: {
    'urn:xmpp:sm:3': () => ({
      sm: {
        about: 'The server offers stream management.',
        section: '3#enable',
        stands: 'features',
        children: {
          optional: ['?', { about: 'It may be left out.', section: '3#enable' }],
          required: ['?', { about: 'Nothing goes on without it.', section: '3#enable' }],
        },
      },
      enable: {
        about: 'Turns stream management on.',
        section: '3#enable',
        stands: ['stream', 'payload'],
        attributes: {
          resume: ['boolean?', 'Whether the client wants to be able to resume the stream.'],
          max: ['positiveInteger?', 'How many seconds the client would like to have for resuming.'],
        },
      },
      enabled: {
        about: 'Stream management is on; stanzas are counted from here.',
        section: '3#enable',
        stands: ['stream', 'payload'],
        attributes: {
          id: ['string?', 'The identifier to resume the stream with.'],
          resume: ['boolean?', 'Whether the stream can be resumed.'],
          max: ['nonNegativeInteger?', 'For how many seconds it can be resumed.'],
          location: ['string?', 'The host and port to go to for resuming.'],
        },
      },
      r: { about: 'Asks how many stanzas were handled.', section: '4#acking', stands: 'stream' },
      a: {
        about: 'Says how many stanzas were handled.',
        section: '4#acking',
        stands: 'stream',
        attributes: { h: handled },
      },
      resume: {
        about: 'Takes a broken stream up again.',
        section: '5#resumption',
        stands: ['stream', 'payload'],
        attributes: { h: handled, previd: ['string(1..)', 'The identifier of the stream that broke.'] },
      },
      resumed: {
        about: 'The stream goes on where it broke.',
        section: '5#resumption',
        stands: ['stream', 'payload'],
        attributes: { h: handled, previd: ['string(1..)', 'The identifier of the stream that broke.'] },
      },
      failed: {
        about: 'Stream management could not be turned on, or the stream not be resumed.',
        section: '5#resumption',
        stands: ['stream', 'payload'],
        attributes: { h: ['unsignedInt?', 'How many stanzas the server handled of the old stream.'] },
        payload: true,
      },
      'handled-count-too-high': {
        about: 'The other side acknowledged more stanzas than were sent.',
        section: '4#acking',
        stands: 'stream-error',
        attributes: {
          h: ['unsignedInt', 'The count that was acknowledged.'],
          'send-count': ['unsignedInt', 'How many were sent.'],
        },
      },
    }),
  },
  retired: { 'urn:xmpp:sm:2': 'Use urn:xmpp:sm:3.' },
};
