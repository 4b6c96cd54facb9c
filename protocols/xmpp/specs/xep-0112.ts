import type { Specification } from '../model/definition.ts';

export const xep0112: Specification = {
  id: 'XEP-0112',
  title: 'User Physical Location',
  status: 'Obsolete',
  version: '1.0',
  depth: 'full',
  namespaces: {
    'http://jabber.org/protocol/physloc': () => ({
      physloc: {
        about: 'Where somebody is, as a postal address.',
        section: '2#protocol',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item', 'payload'],
        children: {
          country: ['?', { about: 'The country.', section: '2#protocol', text: 'string?' }],
          region: ['?', { about: 'The region or state.', section: '2#protocol', text: 'string?' }],
          locality: ['?', { about: 'The town.', section: '2#protocol', text: 'string?' }],
          area: ['?', { about: 'A part of the town or campus.', section: '2#protocol', text: 'string?' }],
          street: ['?', { about: 'The street and number.', section: '2#protocol', text: 'string?' }],
          building: ['?', { about: 'The building.', section: '2#protocol', text: 'string?' }],
          floor: ['?', { about: 'The floor.', section: '2#protocol', text: 'string?' }],
          room: ['?', { about: 'The room.', section: '2#protocol', text: 'string?' }],
          postalcode: ['?', { about: 'The postal code.', section: '2#protocol', text: 'string?' }],
          text: ['?', { about: 'The place in plain words.', section: '2#protocol', text: 'string?' }],
        },
      },
    }),
  },
  retired: { 'http://jabber.org/protocol/physloc': 'Use http://jabber.org/protocol/geoloc (XEP-0080).' },
};
