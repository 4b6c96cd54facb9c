import type { Specification } from '../model/definition.ts';

// The elements are those of XEP-0373.
export const xep0374: Specification = {
  id: 'XEP-0374',
  title: 'OpenPGP for XMPP Instant Messaging',
  status: 'Deferred',
  version: '0.2.0',
  depth: 'model',
  features: { 'urn:xmpp:openpgp:im:0': 'Exchanges instant messages by OpenPGP.' },
};
