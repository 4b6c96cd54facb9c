import type { Specification } from '../model/definition.ts';

// The card is described by a DTD of 1999 that no client keeps to in full: its content is open.
export const xep0054: Specification = {
  id: 'XEP-0054',
  title: 'vcard-temp',
  status: 'Active',
  version: '1.3.0',
  depth: 'model',
  namespaces: {
    'vcard-temp': () => ({
      vCard: {
        about: 'A card with somebody’s name, addresses and picture, in the manner of vCard 3.',
        section: '3.1',
        stands: ['iq get', 'iq set', 'iq result', 'payload'],
        open: true,
        reply: { 'iq get': 'vCard', 'iq set': 'empty | vCard' },
      },
    }),
  },
  features: { 'vcard-temp': 'Keeps cards.' },
  templates: [
    {
      label: 'Ask for somebody’s card',
      text: '<iq type="get" id="{{$id}}" to="${1:juliet@example.org}">\n  <vCard xmlns="vcard-temp"/>\n</iq>',
    },
    {
      label: 'Set one’s own card',
      text: '<iq type="set" id="{{$id}}">\n  <vCard xmlns="vcard-temp">\n    <FN>${1:Juliet Capulet}</FN>\n    <NICKNAME>${2:Juliet}</NICKNAME>\n  </vCard>\n</iq>',
    },
  ],
};
