import type { Specification } from '../model/definition.ts';

// The schema forgets what stands in x.
export const xep0113: Specification = {
  id: 'XEP-0113',
  title: 'Simple Whiteboarding',
  status: 'Deferred',
  version: '0.2',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/swb': () => ({
      x: { about: 'Draws on a shared board.', stands: 'message', children: { path: '*', move: '*', delete: '*' } },
      path: {
        about: 'A new line.',
        attributes: {
          d: ['string', 'Its points, as SVG has them.'],
          stroke: ['string?', 'Its colour.'],
          'stroke-width': ['nonNegativeInteger?', 'Its width.'],
          id: ['string?', 'Its name.'],
        },
      },
      move: {
        about: 'Moves a line.',
        attributes: { id: ['string', 'Which line.'], dx: ['integer', 'How far to the right.'], dy: ['integer', 'How far down.'] },
      },
      delete: { about: 'Deletes a line.', attributes: { id: ['string', 'Which line.'] } },
    }),
  },
};
