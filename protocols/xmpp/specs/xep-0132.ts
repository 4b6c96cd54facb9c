import type { Specification } from '../model/definition.ts';

// A specification for the first of April.
export const xep0132: Specification = {
  id: 'XEP-0132',
  title: 'Presence Obtained via Kinesthetic Excitation (POKE)',
  status: 'Active',
  version: '1.0',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/poke': () => ({
      poke: {
        about: 'Asks somebody to move, so as to learn whether they are there.',
        section: '3#protocol',
        stands: ['presence', 'iq get', 'iq result'],
        attributes: { method: ['~dna|infrared|sight|smell|sound|taste|touch?', 'By which sense.'] },
      },
    }),
  },
};
