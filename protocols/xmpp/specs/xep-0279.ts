import type { Specification } from '../model/definition.ts';

export const xep0279: Specification = {
  id: 'XEP-0279',
  title: 'Server IP Check',
  status: 'Deferred',
  version: '0.2',
  depth: 'full',
  namespaces: {
    'urn:xmpp:sic:1': () => ({
      address: {
        about: 'Asks under which address the server sees the client, and holds it.',
        section: '2#proto',
        stands: ['iq get', 'iq result'],
        children: {
          ip: ['?', { about: 'The address.', section: '2#proto', text: 'ip' }],
          port: ['?', { about: 'The port.', section: '2#proto', text: 'positiveInteger(..65535)' }],
        },
        when: { 'iq get': { children: { ip: '0', port: '0' } }, 'iq result': { children: { ip: '1' } } },
        reply: { 'iq get': 'address' },
      },
    }),
  },
  retired: { 'urn:xmpp:sic:0': 'Use urn:xmpp:sic:1 (XEP-0279).' },
  features: { 'urn:xmpp:sic:1': 'Tells clients the address that it sees.' },
  templates: [
    {
      label: 'Ask for one’s own address',
      text: '<iq type="get" id="{{$id}}">\n  <address xmlns="urn:xmpp:sic:1"/>\n</iq>',
    },
  ],
};
