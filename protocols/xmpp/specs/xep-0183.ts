import type { Specification } from '../model/definition.ts';

// A specification for the first of April.
export const xep0183: Specification = {
  id: 'XEP-0183',
  title: 'Jingle Telepathy Transport',
  status: 'Active',
  version: '1.0',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/jingle/transport/telepathy': () => ({
      transport: {
        about: 'Carries the session by telepathy.',
        stands: ['payload', '{http://jabber.org/protocol/jingle}jingle'],
        children: { candidate: '*' },
      },
      candidate: {
        about: 'A way to reach the mind of the other.',
        attributes: {
          generation: ['unsignedByte~', 'Which round it belongs to.'],
          name: ['string', 'Its name.'],
          plane: ['positiveInteger?', 'The plane.'],
          pulse: ['positiveInteger?', 'The pulse.'],
          'psi-sig': ['string?', 'The signature.'],
          sign: [
            '=Aquarius|Aries|Cancer|Capricorn|Gemini|Leo|Libra|Pisces|Sagittarius|Scorpio|Taurus|Virgo?',
            'The sign of the zodiac.',
          ],
          time: ['=future|past|present?', 'The time.'],
        },
      },
    }),
    'http://jabber.org/protocol/jingle/info/telepathy': () => ({
      message: { about: 'A message by telepathy.', stands: 'payload', text: 'string?' },
    }),
  },
};
