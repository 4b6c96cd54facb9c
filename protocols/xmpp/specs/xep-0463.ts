import type { Specification } from '../model/definition.ts';

export const xep0463: Specification = {
  id: 'XEP-0463',
  title: 'MUC Affiliations Versioning',
  status: 'Experimental',
  version: '0.2.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:muc:affiliations:1': () => ({
      mav: {
        about: 'Asks for the affiliations that have changed since a version, or tells the versions.',
        section: '5.1#request',
        stands: ['{http://jabber.org/protocol/muc}x', '{http://jabber.org/protocol/muc#user}x'],
        attributes: {
          since: ['string?', 'The version that is known.'],
          until: ['string?', 'The version that is reached.'],
        },
      },
    }),
  },
  retired: { 'urn:xmpp:muc:affiliations:0': 'Use urn:xmpp:muc:affiliations:1 (XEP-0463).' },
  features: { 'urn:xmpp:muc:affiliations:1': 'The room versions its affiliations.' },
};
