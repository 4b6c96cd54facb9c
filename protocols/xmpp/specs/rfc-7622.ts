import type { Specification } from '../model/definition.ts';

// Addresses, which have no elements of their own: they are prepared and checked in protocols/xmpp/jid, wherever a definition has a JID.
export const rfc7622: Specification = {
  id: 'RFC 7622',
  title: 'Extensible Messaging and Presence Protocol (XMPP): Address Format',
  status: 'Proposed',
  depth: 'full',
};
