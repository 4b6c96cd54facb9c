import type { Specification } from '../model/definition.ts';

export const xep0298: Specification = {
  id: 'XEP-0298',
  title: 'Delivering Conference Information to Jingle Participants (Coin)',
  status: 'Deferred',
  version: '0.2',
  depth: 'model',
  namespaces: {
    'urn:xmpp:coin:1': () => ({
      'conference-info': {
        about: 'The side is the focus of a conference.',
        section: '5#call-create',
        stands: '{urn:xmpp:jingle:1}jingle',
        attributes: { isfocus: 'boolean?' },
      },
    }),
  },
  features: {
    'urn:xmpp:coin': 'Takes part in conferences and tells about them.',
  },
};
