import type { Specification } from '../model/definition.ts';

// The conversion adds no elements: it joins XEP-0084 and XEP-0153.
export const xep0398: Specification = {
  id: 'XEP-0398',
  title: 'User Avatar to vCard-Based Avatars Conversion',
  status: 'Stable',
  version: '1.0.0',
  depth: 'full',
  features: {
    'urn:xmpp:pep-vcard-conversion:0': 'The server keeps the picture in the card and the published one in step.',
  },
};
