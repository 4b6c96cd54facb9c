import type { Specification } from '../model/definition.ts';

// TLS, whose elements are those of RFC 6120: protocols/xmpp/traffic/encryption.ts follows a connection and tells where it is passed over.
export const rfc7590: Specification = {
  id: 'RFC 7590',
  title: 'Use of Transport Layer Security (TLS) in the Extensible Messaging and Presence Protocol (XMPP)',
  status: 'Proposed',
  depth: 'full',
};
