import type { Specification } from '../model/definition.ts';

// The text is base64 without padding, as the examples have it, which the type base64 would object to.
export const xep0418: Specification = {
  id: 'XEP-0418',
  title: 'DNS Queries over XMPP (DoX)',
  status: 'Deferred',
  version: '0.1.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:dox:0': () => ({
      dns: {
        about: 'A query to the DNS, or its answer, in the wire format.',
        section: '3#protocol',
        stands: ['iq get', 'iq result'],
        text: 'string(1..)',
        reply: { 'iq get': 'dns' },
      },
    }),
  },
  features: { 'urn:xmpp:dox:0': 'Resolves names for others.' },
};
