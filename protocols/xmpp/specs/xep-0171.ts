import type { Specification } from '../model/definition.ts';

// The schema allows one translation and no source; the text has several.
export const xep0171: Specification = {
  id: 'XEP-0171',
  title: 'Language Translation',
  status: 'Stable',
  version: '1.1.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:langtrans': () => ({
      x: {
        about: 'Says what was translated in a message, or asks for a translation.',
        section: '4#usecases',
        stands: ['message', 'iq get', 'iq result'],
        children: {
          source: ['?', { about: 'The text to translate.', section: '4#usecases', text: 'string?' }],
          translation: '+',
        },
        reply: { 'iq get': 'x' },
      },
      translation: {
        about: 'One translation.',
        section: '4#usecases',
        attributes: {
          charset: ['string?', 'The character set.'],
          source_lang: ['language?', 'The language translated from.'],
          destination_lang: ['language', 'The language translated to.'],
          dictionary: ['string?', 'The dictionary that was used.'],
          engine: ['string?', 'The engine that translated.'],
          reviewed: ['boolean?', 'A person has reviewed it.'],
        },
        text: 'string?',
      },
    }),
    'urn:xmpp:langtrans:items': () => ({
      query: {
        about: 'Asks which translations a service offers, and lists them.',
        section: '4.2#disco',
        stands: ['iq get', 'iq result'],
        children: { item: '*' },
        reply: { 'iq get': 'query' },
      },
      item: {
        about: 'One translation that the service offers.',
        section: '4.2#disco',
        attributes: {
          dictionary: ['string?', 'The dictionary.'],
          destination_lang: ['language?', 'The language translated to.'],
          engine: ['string?', 'The engine.'],
          jid: ['jid', 'Who translates.'],
          name: ['string?', 'A name for people.'],
          pivotable: ['boolean?', 'It can be one step of a longer translation.'],
          source_lang: ['language', 'The language translated from.'],
        },
      },
    }),
  },
  features: { 'urn:xmpp:langtrans': 'Translates messages.' },
  identities: { 'automation/translation': 'A service that translates.' },
};
