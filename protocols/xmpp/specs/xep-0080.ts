import type { Specification } from '../model/definition.ts';

export const xep0080: Specification = {
  id: 'XEP-0080',
  title: 'User Location',
  status: 'Stable',
  version: '1.10.0',
  depth: 'full',
  namespaces: {
    'http://jabber.org/protocol/geoloc': () => ({
      geoloc: {
        about: 'Where somebody or something is.',
        section: '3#format',
        stands: [
          '{http://jabber.org/protocol/pubsub}item',
          '{http://jabber.org/protocol/pubsub#event}item',
          'message',
          'presence',
          'iq result',
          'payload',
        ],
        children: {
          lat: ['?', { about: 'The latitude in decimal degrees north.', section: '3#format', text: 'decimal' }],
          lon: ['?', { about: 'The longitude in decimal degrees east.', section: '3#format', text: 'decimal' }],
          alt: ['?', { about: 'The altitude in metres.', section: '3#format', text: 'decimal' }],
          accuracy: ['?', { about: 'How far off the place may be, in metres.', section: '3#format', text: 'decimal' }],
          altaccuracy: [
            '?',
            { about: 'How far off the altitude may be, in metres.', section: '3#format', text: 'decimal' },
          ],
          bearing: [
            '?',
            { about: 'The direction of movement in degrees from true north.', section: '3#format', text: 'decimal' },
          ],
          speed: ['?', { about: 'The speed in metres a second.', section: '3#format', text: 'decimal' }],
          error: [
            '?',
            {
              about: 'How far off the place may be, in minutes of arc.',
              section: '3#format',
              text: 'decimal',
              deprecated: 'Use <accuracy/>, which is in metres.',
            },
          ],
          area: ['?', { about: 'A named area, such as a park.', section: '3#format', text: 'string?' }],
          building: ['?', { about: 'A building.', section: '3#format', text: 'string?' }],
          country: ['?', { about: 'The country.', section: '3#format', text: 'string?' }],
          countrycode: ['?', { about: 'The country’s code in ISO 3166.', section: '3#format', text: 'string?' }],
          datum: [
            '?',
            { about: 'The geodetic datum; WGS 84 where nothing is said.', section: '3#format', text: 'string?' },
          ],
          description: ['?', { about: 'A description for people.', section: '3#format', text: 'string?' }],
          floor: ['?', { about: 'The floor.', section: '3#format', text: 'string?' }],
          locality: ['?', { about: 'The town.', section: '3#format', text: 'string?' }],
          postalcode: ['?', { about: 'The postal code.', section: '3#format', text: 'string?' }],
          region: ['?', { about: 'The state or region.', section: '3#format', text: 'string?' }],
          regioncode: ['?', { about: 'The region’s code in ISO 3166-2.', section: '3#format', text: 'string?' }],
          room: ['?', { about: 'The room.', section: '3#format', text: 'string?' }],
          street: ['?', { about: 'The street and number.', section: '3#format', text: 'string?' }],
          text: ['?', { about: 'Anything else.', section: '3#format', text: 'string?' }],
          timestamp: ['?', { about: 'When the place was taken.', section: '3#format', text: 'dateTime' }],
          tzo: ['?', { about: 'The offset of the local time from UTC.', section: '3#format', text: 'timezone' }],
          uri: ['?', { about: 'A page on the place.', section: '3#format', text: 'uri' }],
        },
      },
    }),
  },
  features: {
    'http://jabber.org/protocol/geoloc+notify': 'Wants to hear of new places.',
    'http://jabber.org/protocol/geoloc': 'Understands places.',
  },
  templates: [
    {
      label: 'Publish where one is',
      text: '<iq type="set" id="{{$id}}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <publish node="http://jabber.org/protocol/geoloc">\n      <item id="current">\n        <geoloc xmlns="http://jabber.org/protocol/geoloc">\n          <lat>${1:45.44}</lat>\n          <lon>${2:12.33}</lon>\n          <locality>${3:Venice}</locality>\n        </geoloc>\n      </item>\n    </publish>\n  </pubsub>\n</iq>',
    },
  ],
};
