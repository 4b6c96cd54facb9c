import type { Specification } from '../model/definition.ts';

export const xep0352: Specification = {
  id: 'XEP-0352',
  title: 'Client State Indication',
  status: 'Stable',
  version: '1.0.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:csi:0': () => ({
      csi: {
        about: 'The server wants to know whether the client is in use.',
        section: '4.1#discovery',
        stands: 'features',
      },
      active: { about: 'The user is using the client again.', section: '4.2#indication', stands: ['stream'] },
      inactive: {
        about: 'The user is not using the client; the server may hold traffic back.',
        section: '4.2#indication',
        stands: ['stream', '{urn:xmpp:bind:0}bind'],
      },
    }),
  },
  templates: [
    { label: 'Say that the client is in use again', text: '<active xmlns="urn:xmpp:csi:0"/>' },
    { label: 'Say that the client is not in use', text: '<inactive xmlns="urn:xmpp:csi:0"/>' },
  ],
};
