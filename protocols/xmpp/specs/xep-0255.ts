import type { Specification } from '../model/definition.ts';

// The schema writes references; the text and examples have reference.
export const xep0255: Specification = {
  id: 'XEP-0255',
  title: 'Location Query',
  status: 'Deferred',
  version: '0.6.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:locationquery:0': () => ({
      locationquery: {
        about: 'Asks where one is, by what one sees around.',
        stands: 'iq get',
        children: {
          timestamp: ['?', { about: 'When it was measured.', text: 'dateTime' }],
          publish: ['?', { about: 'Whether the service publishes the place.', text: 'boolean' }],
          lat: ['?', { about: 'The latitude in degrees.', text: 'decimal' }],
          lon: ['?', { about: 'The longitude in degrees.', text: 'decimal' }],
          alt: ['?', { about: 'The height in metres.', text: 'decimal' }],
          bearing: ['?', { about: 'The direction in degrees.', text: 'decimal' }],
          speed: ['?', { about: 'The speed in metres per second.', text: 'decimal' }],
          datum: ['?', { about: 'The datum.', text: 'string?' }],
          accuracy: ['?', { about: 'The accuracy in metres.', text: 'decimal' }],
          reference: ['*', {
            about: 'Something around whose place may be known.',
            children: {
              id: ['1', { about: 'Its id.', text: 'string' }],
              type: ['1', { about: 'What it is.', text: '~cell|ip|wifi' }],
              signalstrength: ['?', { about: 'How strong its signal is, in dBm.', text: 'int' }],
              timestamp: ['?', { about: 'When it was seen.', text: 'dateTime' }],
            },
          }],
        },
        reply: { 'iq get': '{http://jabber.org/protocol/geoloc}geoloc' },
      },
    }),
  },
};
