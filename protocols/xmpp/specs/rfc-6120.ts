import type { ElementDefinition, NamespaceDefinition, Specification } from '../model/definition.ts';

const streamAttributes = {
  from: ['jid?', 'The entity that opens the stream; a client gives its bare JID, once that is protected.'],
  to: [
    'jid?',
    'The domain that the stream is for; in a server’s answer, the client’s bare JID where it is known (4.7.2).',
  ],
  id: ['string?', 'The stream’s identifier, given by the receiving side.'],
  version: ['/[0-9]+\\.[0-9]+/?', 'Version of the protocol: 1.0.'],
} as const;

const text: ElementDefinition = { about: 'An explanation for people.', section: '4.9.2', text: 'string?' };

function condition(about: string, section: string, holds?: 'jid' | 'uri' | 'string'): ElementDefinition {
  return holds === undefined ? { about, section } : { about, section, text: `${holds}?` };
}

function streamConditions(): NamespaceDefinition {
  return {
    'bad-format': condition('The XML cannot be processed.', '4.9.3.1'),
    'bad-namespace-prefix': condition(
      'A namespace prefix is not supported, or one that is needed is missing.',
      '4.9.3.2',
    ),
    conflict: condition('A new stream has taken the place of this one.', '4.9.3.3'),
    'connection-timeout': condition('The other side has not answered for too long.', '4.9.3.4'),
    'host-gone': condition('The domain is no longer served here.', '4.9.3.5'),
    'host-unknown': condition('The domain is not served here.', '4.9.3.6'),
    'improper-addressing': condition('A stanza between servers lacks to or from.', '4.9.3.7'),
    'internal-server-error': condition('The server cannot go on because of a fault of its own.', '4.9.3.8'),
    'invalid-from': condition('A from address is not one that the sender was granted.', '4.9.3.9'),
    'invalid-namespace': condition('The namespace of the stream or of its content is wrong.', '4.9.3.10'),
    'invalid-xml': condition('The XML does not fit what the protocol defines.', '4.9.3.11'),
    'not-authorized': condition('Something was sent before authentication, or without the right to.', '4.9.3.12'),
    'not-well-formed': condition('The XML is not well-formed.', '4.9.3.13'),
    'policy-violation': condition('A rule of the service was broken, such as its limit on size or rate.', '4.9.3.14'),
    'remote-connection-failed': condition('Another entity that is needed cannot be reached.', '4.9.3.15'),
    reset: condition('The stream must be opened anew, since a security feature has changed.', '4.9.3.16'),
    'resource-constraint': condition('The server lacks the means to serve the stream.', '4.9.3.17'),
    'restricted-xml': condition(
      'XML was sent that XMPP forbids: a comment, a processing instruction, a DTD, an entity.',
      '4.9.3.18',
    ),
    'see-other-host': condition('The stream is to be opened at another host.', '4.9.3.19', 'string'),
    'system-shutdown': condition('The server is being shut down.', '4.9.3.20'),
    'undefined-condition': condition('None of the others; an application’s own condition says more.', '4.9.3.21'),
    'unsupported-encoding': condition('The encoding is not UTF-8.', '4.9.3.22'),
    'unsupported-feature': condition('A feature that must be negotiated is not supported.', '4.9.3.23'),
    'unsupported-stanza-type': condition('A top-level element is none that is known.', '4.9.3.24'),
    'unsupported-version': condition('The version of the protocol is not supported.', '4.9.3.25'),
    'xml-not-well-formed': {
      ...condition('The XML is not well-formed, as RFC 3920 called it.', '4.9.3.13'),
      deprecated: 'Use <not-well-formed/>.',
    },
    text,
  };
}

function stanzaConditions(): NamespaceDefinition {
  return {
    'bad-request': condition('The request is malformed or not understood.', '8.3.3.1'),
    conflict: condition('Something of that name or address exists already.', '8.3.3.2'),
    'feature-not-implemented': condition('The feature is not implemented.', '8.3.3.3'),
    forbidden: condition('The sender lacks the permission.', '8.3.3.4'),
    gone: condition('The addressee is no longer there; the text may give the new address.', '8.3.3.5', 'uri'),
    'internal-server-error': condition('A fault of the server.', '8.3.3.6'),
    'item-not-found': condition('The addressed JID or item does not exist.', '8.3.3.7'),
    'jid-malformed': condition('An address is malformed.', '8.3.3.8'),
    'not-acceptable': condition('The request does not meet the criteria of the recipient.', '8.3.3.9'),
    'not-allowed': condition('Nobody may do this.', '8.3.3.10'),
    'not-authorized': condition('The sender must authenticate first.', '8.3.3.11'),
    'policy-violation': condition('A rule of the service was broken.', '8.3.3.12'),
    'recipient-unavailable': condition('The recipient is not available for a time.', '8.3.3.13'),
    redirect: condition('Requests are to go to another address for a time; the text gives it.', '8.3.3.14', 'uri'),
    'registration-required': condition('The sender must register first.', '8.3.3.15'),
    'remote-server-not-found': condition('The server of the addressed domain is not found.', '8.3.3.16'),
    'remote-server-timeout': condition('The server of the addressed domain does not answer.', '8.3.3.17'),
    'resource-constraint': condition('The means to serve the request are lacking for now.', '8.3.3.18'),
    'service-unavailable': condition('The addressee does not offer the service.', '8.3.3.19'),
    'subscription-required': condition('The sender must subscribe first.', '8.3.3.20'),
    'undefined-condition': condition('None of the others; an application’s own condition says more.', '8.3.3.21'),
    'unexpected-request': condition('The request was understood, but not expected now.', '8.3.3.22'),
    'payment-required': {
      ...condition('Payment is required, as RFC 3920 had it.', '8.3.3'),
      deprecated: 'RFC 6120 has no such condition: use an application’s own one.',
    },
    text: { about: 'An explanation for people.', section: '8.3.2', text: 'string?' },
  };
}

function saslFailures(): Record<string, '?'> {
  const names = [
    'aborted',
    'account-disabled',
    'credentials-expired',
    'encryption-required',
    'incorrect-encoding',
    'invalid-authzid',
    'invalid-mechanism',
    'malformed-request',
    'mechanism-too-weak',
    'not-authorized',
    'temporary-auth-failure',
  ];
  return Object.fromEntries(names.map((name) => [name, '?' as const]));
}

export const rfc6120: Specification = {
  id: 'RFC 6120',
  title: 'Extensible Messaging and Presence Protocol (XMPP): Core',
  status: 'Proposed',
  depth: 'full',
  namespaces: {
    'http://etherx.jabber.org/streams': () => ({
      stream: {
        about: 'Opens a stream; everything else stands inside it.',
        section: '4.2',
        stands: 'stream',
        attributes: streamAttributes,
        payload: true,
        children: { features: '?', error: '?' },
      },
      features: {
        about: 'What the receiving side offers to negotiate.',
        section: '4.3.2',
        stands: 'stream',
        payload: true,
      },
      error: { about: 'Ends the stream, and says why.', section: '4.9.1', stands: 'stream', payload: true },
    }),
    'urn:ietf:params:xml:ns:xmpp-streams': streamConditions,
    'urn:ietf:params:xml:ns:xmpp-tls': () => ({
      starttls: {
        about: 'Offers TLS, or asks to begin with it.',
        section: '5.4.2',
        stands: ['features', 'stream'],
        children: {
          required: ['?', { about: 'Nothing goes on without TLS.', section: '5.4.1' }],
          optional: ['?', { about: 'TLS may be left out, as RFC 3920 wrote it.' }],
        },
      },
      proceed: { about: 'The TLS handshake may begin.', section: '5.4.2.3', stands: 'stream' },
      failure: { about: 'TLS cannot be negotiated; the stream ends.', section: '5.4.2.2', stands: 'stream' },
    }),
    'urn:ietf:params:xml:ns:xmpp-sasl': () => ({
      mechanisms: {
        about: 'The SASL mechanisms on offer.',
        section: '6.4.1',
        stands: 'features',
        payload: true,
        children: {
          mechanism: ['+', { about: 'The name of one mechanism.', section: '6.3.3', text: '/[A-Z0-9_-]{1,20}/' }],
          required: '?',
        },
      },
      required: { about: 'Nothing goes on without authentication.' },
      auth: {
        about: 'Begins authentication with a mechanism, and may carry the initial response.',
        section: '6.4.2',
        stands: 'stream',
        attributes: { mechanism: ['/[A-Z0-9_-]{1,20}/', 'The mechanism chosen.'] },
        text: 'base64?',
      },
      challenge: {
        about: 'The server’s next step in the exchange.',
        section: '6.4.3',
        stands: 'stream',
        text: 'base64?',
      },
      response: {
        about: 'The client’s next step in the exchange.',
        section: '6.4.3',
        stands: 'stream',
        text: 'base64?',
      },
      abort: { about: 'The client gives the exchange up.', section: '6.4.4', stands: 'stream' },
      success: {
        about: 'Authentication has succeeded; the stream is opened anew.',
        section: '6.4.6',
        stands: 'stream',
        text: 'base64?',
      },
      failure: {
        about: 'Authentication has failed, and why.',
        section: '6.4.5',
        stands: ['stream', 'payload'],
        payload: true,
        children: {
          ...saslFailures(),
          text: ['*', { about: 'An explanation for people.', section: '6.5', text: 'string?' }],
        },
      },
      aborted: condition('The client gave the exchange up.', '6.5.1'),
      'account-disabled': condition('The account is disabled for now.', '6.5.2'),
      'credentials-expired': condition('The credentials have expired.', '6.5.3'),
      'encryption-required': condition('The mechanism may be used only under TLS.', '6.5.4'),
      'incorrect-encoding': condition('The data is not proper base64.', '6.5.5'),
      'invalid-authzid': condition('The authorization identity is invalid, or not allowed.', '6.5.6'),
      'invalid-mechanism': condition('The mechanism is not offered.', '6.5.7'),
      'malformed-request': condition('The request is malformed.', '6.5.8'),
      'mechanism-too-weak': condition('The mechanism is weaker than the server’s policy allows.', '6.5.9'),
      'not-authorized': condition('The credentials are wrong.', '6.5.10'),
      'temporary-auth-failure': condition('A passing fault of the server.', '6.5.11'),
    }),
    'urn:ietf:params:xml:ns:xmpp-bind': () => ({
      bind: {
        about: 'Binds a resource to the stream.',
        section: '7',
        stands: ['features', 'iq set', 'iq result'],
        children: {
          resource: ['?', { about: 'The resource that the client asks for.', section: '7.7', text: 'string(1..1023)' }],
          jid: ['?', { about: 'The full JID that the server grants.', section: '7.6.1', text: 'fullJid' }],
          required: ['?', { about: 'Nothing goes on without a resource.' }],
        },
        reply: { 'iq set': 'bind' },
      },
    }),
    'urn:ietf:params:xml:ns:xmpp-session': () => ({
      session: {
        about: 'Established a session in RFC 3921; servers still offer it for old clients.',
        section: '',
        stands: ['features', 'iq set', 'iq result'],
        children: { optional: ['?', { about: 'The step may be left out.' }] },
      },
    }),
    'urn:ietf:params:xml:ns:xmpp-stanzas': stanzaConditions,
  },
  templates: [
    {
      label: 'Bind a resource',
      text: '<iq type="set" id="{{$id}}">\n  <bind xmlns="urn:ietf:params:xml:ns:xmpp-bind">\n    <resource>${1:bench}</resource>\n  </bind>\n</iq>',
    },
    {
      label: 'iq get',
      text: '<iq type="get" id="{{$id}}" to="${1:example.org}">\n  <${2:query} xmlns="${3:http://jabber.org/protocol/disco#info}"/>\n</iq>',
    },
  ],
};
