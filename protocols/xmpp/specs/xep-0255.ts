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
        section: '4#format',
        stands: 'iq get',
        children: {
          timestamp: ['?', { about: 'When it was measured.', section: '4#format', text: 'dateTime' }],
          publish: ['?', { about: 'Whether the service publishes the place.', section: '4#format', text: 'boolean' }],
          lat: ['?', { about: 'The latitude in degrees.', section: '4#format', text: 'decimal' }],
          lon: ['?', { about: 'The longitude in degrees.', section: '4#format', text: 'decimal' }],
          alt: ['?', { about: 'The height in metres.', section: '4#format', text: 'decimal' }],
          bearing: ['?', { about: 'The direction in degrees.', section: '4#format', text: 'decimal' }],
          speed: ['?', { about: 'The speed in metres per second.', section: '4#format', text: 'decimal' }],
          datum: ['?', { about: 'The datum.', section: '4#format', text: 'string?' }],
          accuracy: ['?', { about: 'The accuracy in metres.', section: '4#format', text: 'decimal' }],
          reference: [
            '*',
            {
              about: 'Something around whose place may be known.',
              section: '4#format',
              children: {
                id: ['1', { about: 'Its id.', section: '4#format', text: 'string' }],
                type: ['1', { about: 'What it is.', section: '4#format', text: '~cell|ip|wifi' }],
                signalstrength: ['?', { about: 'How strong its signal is, in dBm.', section: '4#format', text: 'int' }],
                timestamp: ['?', { about: 'When it was seen.', section: '4#format', text: 'dateTime' }],
              },
            },
          ],
        },
        reply: { 'iq get': '{http://jabber.org/protocol/geoloc}geoloc' },
      },
    }),
  },
};
