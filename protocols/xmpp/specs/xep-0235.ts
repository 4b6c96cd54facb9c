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
        stands: ['{http://jabber.org/protocol/pubsub}pubsub', 'payload', 'iq get', 'iq set', 'message', 'presence'],
        children: {
          oauth_consumer_key: ['?', { about: 'Who asks.', text: 'string?' }],
          oauth_nonce: ['?', { about: 'A value that is used once.', text: 'string?' }],
          oauth_signature: ['?', { about: 'The signature of the request.', text: 'string?' }],
          oauth_signature_method: ['?', { about: 'How it was signed.', text: 'string?' }],
          oauth_timestamp: ['?', { about: 'Seconds since 1970.', text: 'string?' }],
          oauth_token: ['?', { about: 'The token that allows the request.', text: 'string?' }],
          oauth_version: ['?', { about: 'The version of OAuth.', text: 'string?' }],
        },
      },
    }),
    'urn:xmpp:oauth:0:errors': () => ({
      'duplicated-parameter': { about: 'A parameter stands twice.', stands: 'error' },
      'invalid-consumer-key': { about: 'The key of the consumer is wrong.', stands: 'error' },
      'invalid-nonce': { about: 'The nonce is wrong or was used before.', stands: 'error' },
      'invalid-signature': { about: 'The signature is wrong.', stands: 'error' },
      'invalid-token': { about: 'The token is wrong or has ended.', stands: 'error' },
      'missing-parameter': { about: 'A parameter is missing.', stands: 'error' },
      'token-required': { about: 'The request needs a token.', stands: 'error' },
      'unsupported-parameter': { about: 'A parameter is not supported.', stands: 'error' },
      'unsupported-signature-method': { about: 'The method of signing is not supported.', stands: 'error' },
    }),
  },
};
