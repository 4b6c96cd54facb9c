import type { Specification } from '../model/definition.ts';

export const xep0233: Specification = {
  id: 'XEP-0233',
  title: 'XMPP Server Registration for use with Kerberos V5',
  status: 'Stable',
  version: '1.0.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:domain-based-name:1': () => ({
      hostname: {
        about: 'The hostname that GSSAPI uses for the service.',
        section: '2#hostname',
        stands: '{urn:ietf:params:xml:ns:xmpp-sasl}mechanisms',
        text: 'host',
      },
    }),
  },
};
