import type { Specification } from '../model/definition.ts';

export const xep0484: Specification = {
  id: 'XEP-0484',
  title: 'Fast Authentication Streamlining Tokens',
  status: 'Proposed',
  version: '0.2.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:fast:0': () => ({
      fast: {
        about: 'Offers log-in by token, or uses it.',
        section: '3.1#support',
        stands: ['{urn:xmpp:sasl:2}inline', '{urn:xmpp:sasl:2}authenticate'],
        attributes: {
          'tls-0rtt': ['boolean?', 'Whether it may go along with TLS early data.'],
          count: ['nonNegativeInteger?', 'How often the token was used.'],
          invalidate: ['boolean?', 'The token is to be given up.'],
        },
        children: { mechanism: ['*', { about: 'A mechanism for tokens.', section: '3.1#support', text: 'string?' }] },
      },
      'request-token': {
        about: 'Asks for a token.',
        section: '3.2#initial-auth',
        stands: '{urn:xmpp:sasl:2}authenticate',
        attributes: { mechanism: ['string', 'The mechanism that it is for.'] },
      },
      token: {
        about: 'The token and its end.',
        section: '3.3#token-response',
        stands: '{urn:xmpp:sasl:2}success',
        attributes: { token: ['string', 'The token.'], expiry: ['dateTime', 'When it expires.'] },
      },
    }),
  },
};
