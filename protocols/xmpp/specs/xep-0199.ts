import type { Specification } from '../model/definition.ts';

export const xep0199: Specification = {
  id: 'XEP-0199',
  title: 'XMPP Ping',
  status: 'Final',
  version: '2.0.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:ping': () => ({
      ping: {
        about:
          'Asks whether the other entity is there; the answer is an empty result, or an error that shows that it is.',
        section: '4#usecases',
        stands: 'iq get',
        reply: { 'iq get': 'empty' },
      },
    }),
  },
  features: { 'urn:xmpp:ping': 'Answers pings.' },
  templates: [
    {
      label: 'Ping',
      prefix: 'ping',
      text: '<iq type="get" id="{{$id}}" to="${1:example.org}">\n  <ping xmlns="urn:xmpp:ping"/>\n</iq>',
    },
  ],
};
