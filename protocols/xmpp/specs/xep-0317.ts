import type { Specification } from '../model/definition.ts';

export const xep0317: Specification = {
  id: 'XEP-0317',
  title: 'Hats',
  status: 'Experimental',
  version: '0.3.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:hats:0': () => ({
      hats: {
        about: 'The roles that an occupant has beyond those of the room.',
        section: '3.1#presence',
        stands: 'presence',
        children: {
          hat: [
            '*',
            {
              about: 'A role.',
              section: '3.1#presence',
              attributes: {
                title: ['string', 'What people are shown.'],
                uri: ['string', 'What identifies it.'],
                hue: ['double?', 'The colour, as an angle from 0 to 360 degrees.'],
              },
              payload: true,
            },
          ],
        },
      },
    }),
  },
  forms: {
    'urn:xmpp:hats:commands': () => ({
      about: 'Makes, gives and takes hats.',
      fields: {
        'hats#jid': ['text-single', 'Who gets the hat, or loses it.'],
        'hats#title': ['text-single', 'What the hat is called.'],
        'hats#uri': ['text-single', 'Which hat it is.'],
        'hats#hue': ['text-single', 'Its colour.'],
        'hats#hash': ['text-single', 'A hash of the hats that there are.'],
      },
    }),
  },
  features: {
    'urn:xmpp:hats:0': 'Shows hats of occupants.',
  },
};
