import type { Specification } from '../model/definition.ts';

// The schema demands the value of a header as an attribute; the examples have it as text.
export const xep0104: Specification = {
  id: 'XEP-0104',
  title: 'HTTP Scheme for URL Data',
  status: 'Deferred',
  version: '0.3.1',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/url-data/scheme/http': () => ({
      auth: {
        about: 'How to authenticate to the web server.',
        stands: '{http://jabber.org/protocol/url-data}url-data',
        attributes: { scheme: ['string~', 'The scheme, such as basic or digest.'] },
        open: true,
      },
      cookie: {
        about: 'A cookie to send.',
        stands: '{http://jabber.org/protocol/url-data}url-data',
        attributes: {
          name: ['string', 'Its name.'],
          value: ['string', 'Its value.'],
          comment: ['string?', 'What it is for.'],
          domain: ['string?', 'Which domains it is for.'],
          'max-age': ['integer?', 'Its age in seconds at most.'],
          path: ['string?', 'Which paths it is for.'],
          secure: ['boolean?', 'It is sent over TLS alone.'],
          version: ['string?', 'The version of the cookie specification.'],
        },
        text: 'string?',
      },
      header: {
        about: 'A header to send.',
        stands: '{http://jabber.org/protocol/url-data}url-data',
        attributes: { name: ['string', 'Its name.'], value: ['string?', 'Its value, where it is not the text.'] },
        text: 'string?',
      },
    }),
  },
};
