import type { Specification } from '../model/definition.ts';

export const xep0287: Specification = {
  id: 'XEP-0287',
  title: 'Spim Markers and Reports',
  status: 'Deferred',
  version: '0.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:spim-marker:0': () => ({
      mark: {
        about: 'A filter finds that a stanza is unwanted.',
        section: '4.1#spim-marker',
        stands: ['message', 'presence', 'iq get', 'iq set', 'payload'],
        attributes: { filter: ['jid', 'The address of the filter.'], reason: ['string?', 'Why.'] },
        text: 'string?',
      },
    }),
    'urn:xmpp:spim-report:0': () => ({
      report: {
        about: 'Where to report an unwanted stanza.',
        section: '4.2#spim-report',
        stands: ['presence', 'message', 'payload'],
        attributes: { filter: ['jid', 'The address of the filter.'], key: ['string(1..)', 'Names the stanza.'] },
        text: 'string?',
      },
      query: {
        about: 'Reports an unwanted stanza.',
        section: '4.2#spim-report',
        stands: 'iq set',
        attributes: { key: ['string(1..)', 'Names the stanza.'] },
        text: 'string?',
        reply: { 'iq set': 'empty' },
      },
    }),
  },
  features: {
    'urn:xmpp:spim-marker:0': 'Marks unwanted stanzas.',
    'urn:xmpp:spim-report:0': 'Takes reports of unwanted stanzas.',
  },
};
