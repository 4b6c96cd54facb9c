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
      x: {
        about: 'Draws on a shared board.',
        section: '3',
        stands: 'message',
        children: { path: '*', move: '*', delete: '*' },
      },
      path: {
        about: 'A new line.',
        section: '3',
        attributes: {
          d: ['string', 'Its points, as SVG has them.'],
          stroke: ['string?', 'Its colour.'],
          'stroke-width': ['nonNegativeInteger?', 'Its width.'],
          id: ['string?', 'Its name.'],
        },
      },
      move: {
        about: 'Moves a line.',
        section: '3',
        attributes: {
          id: ['string', 'Which line.'],
          dx: ['integer', 'How far to the right.'],
          dy: ['integer', 'How far down.'],
        },
      },
      delete: { about: 'Deletes a line.', section: '3', attributes: { id: ['string', 'Which line.'] } },
    }),
  },
};
