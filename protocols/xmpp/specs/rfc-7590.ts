import type { Specification } from '../model/definition.ts';

// TLS for streams, which has no elements of its own: STARTTLS is RFC 6120's, and protocols/xmpp/traffic/encryption.ts checks its use.
export const rfc7590: Specification = {
  id: 'RFC 7590',
  title: 'Use of Transport Layer Security (TLS) in the Extensible Messaging and Presence Protocol (XMPP)',
  status: 'Proposed',
  depth: 'full',
};
