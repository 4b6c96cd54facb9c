import type { Specification } from '../model/definition.ts';

export const rfc7395: Specification = {
  id: 'RFC 7395',
  title: 'An Extensible Messaging and Presence Protocol (XMPP) Subprotocol for WebSocket',
  status: 'Proposed',
  depth: 'full',
  namespaces: {
    'urn:ietf:params:xml:ns:xmpp-framing': () => ({
      open: {
        about: 'Opens a stream over WebSocket, in the place of a stream header.',
        section: '3.4',
        stands: 'stream',
        attributes: {
          to: ['domainJid?', 'The domain that the stream is for.'],
          from: ['jid?', 'The entity that opens the stream.'],
          id: ['string?', 'The stream’s identifier, given by the server.'],
          version: ['/[0-9]+\\.[0-9]+/?', 'Version of the protocol: 1.0.'],
        },
      },
      close: {
        about: 'Closes the stream, and may name another place to go on.',
        section: '3.6',
        stands: 'stream',
        attributes: {
          'see-other-uri': ['uri?', 'Where to open the next stream.'],
          version: 'string?',
          from: 'jid?',
          to: 'jid?',
          id: 'string?',
        },
      },
    }),
  },
  templates: [
    {
      label: 'Open a stream over WebSocket',
      text: '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="${1:example.org}" version="1.0"/>',
    },
  ],
};
