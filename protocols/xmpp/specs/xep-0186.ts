import type { Specification } from '../model/definition.ts';

export const xep0186: Specification = {
  id: 'XEP-0186',
  title: 'Invisible Command',
  status: 'Deferred',
  version: '0.14.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:invisible:1': () => ({
      invisible: {
        about: 'The user is to be seen by nobody.',
        section: '3.1#invisible',
        stands: 'iq set',
        attributes: { probe: ['boolean?', 'Whether the server still asks for the contacts’ presence.'] },
        reply: { 'iq set': 'empty' },
      },
      visible: {
        about: 'The user is to be seen again.',
        section: '3.2#visible',
        stands: 'iq set',
        reply: { 'iq set': 'empty' },
      },
    }),
  },
  retired: { 'urn:xmpp:invisible:0': 'Use urn:xmpp:invisible:1 (XEP-0186).' },
  features: { 'urn:xmpp:invisible:1': 'Lets users be invisible.' },
};
