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
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item', 'payload'],
        children: {
          country: ['?', { about: 'The country.', text: 'string?' }],
          region: ['?', { about: 'The region or state.', text: 'string?' }],
          locality: ['?', { about: 'The town.', text: 'string?' }],
          area: ['?', { about: 'A part of the town or campus.', text: 'string?' }],
          street: ['?', { about: 'The street and number.', text: 'string?' }],
          building: ['?', { about: 'The building.', text: 'string?' }],
          floor: ['?', { about: 'The floor.', text: 'string?' }],
          room: ['?', { about: 'The room.', text: 'string?' }],
          postalcode: ['?', { about: 'The postal code.', text: 'string?' }],
          text: ['?', { about: 'The place in plain words.', text: 'string?' }],
        },
      },
    }),
  },
  retired: { 'http://jabber.org/protocol/physloc': 'Use http://jabber.org/protocol/geoloc (XEP-0080).' },
};
