import type { Specification } from '../model/definition.ts';

// The schema allows one parameter at a time; a request has them all.
export const xep0235: Specification = {
  id: 'XEP-0235',
  title: 'OAuth Over XMPP',
  status: 'Deferred',
  version: '0.7',
  depth: 'model',
  namespaces: {
    'urn:xmpp:oauth:0': () => ({
      oauth: {
        about: 'The parameters of OAuth 1 that go with a request.',
        section: '3#request',
        stands: ['{http://jabber.org/protocol/pubsub}pubsub', 'payload', 'iq get', 'iq set', 'message', 'presence'],
        children: {
          oauth_consumer_key: ['?', { about: 'Who asks.', section: '3#request', text: 'string?' }],
          oauth_nonce: ['?', { about: 'A value that is used once.', section: '3#request', text: 'string?' }],
          oauth_signature: ['?', { about: 'The signature of the request.', section: '3#request', text: 'string?' }],
          oauth_signature_method: ['?', { about: 'How it was signed.', section: '3#request', text: 'string?' }],
          oauth_timestamp: ['?', { about: 'Seconds since 1970.', section: '3#request', text: 'string?' }],
          oauth_token: ['?', { about: 'The token that allows the request.', section: '3#request', text: 'string?' }],
          oauth_version: ['?', { about: 'The version of OAuth.', section: '3#request', text: 'string?' }],
        },
      },
    }),
    'urn:xmpp:oauth:0:errors': () => ({
      'duplicated-parameter': { about: 'A parameter stands twice.', section: '5#error', stands: 'error' },
      'invalid-consumer-key': { about: 'The key of the consumer is wrong.', section: '5#error', stands: 'error' },
      'invalid-nonce': { about: 'The nonce is wrong or was used before.', section: '5#error', stands: 'error' },
      'invalid-signature': { about: 'The signature is wrong.', section: '5#error', stands: 'error' },
      'invalid-token': { about: 'The token is wrong or has ended.', section: '5#error', stands: 'error' },
      'missing-parameter': { about: 'A parameter is missing.', section: '5#error', stands: 'error' },
      'token-required': { about: 'The request needs a token.', section: '5#error', stands: 'error' },
      'unsupported-parameter': { about: 'A parameter is not supported.', section: '5#error', stands: 'error' },
      'unsupported-signature-method': {
        about: 'The method of signing is not supported.',
        section: '5#error',
        stands: 'error',
      },
    }),
  },
  features: { 'urn:xmpp:oauth:0': 'Takes tokens of OAuth.' },
};
