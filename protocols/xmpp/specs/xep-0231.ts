import type { Specification } from '../model/definition.ts';

export const xep0231: Specification = {
  id: 'XEP-0231',
  title: 'Bits of Binary',
  status: 'Stable',
  version: '1.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:bob': () => ({
      data: {
        about: 'A small piece of binary data, or the request for one.',
        section: '2.5#format',
        stands: ['iq get', 'iq result', 'payload', 'message', 'presence'],
        attributes: {
          cid: [
            '/(?:cid:)?[A-Za-z0-9.-]+\\+[^@]+@bob\\.xmpp\\.org/',
            'Its content id: the hash function, the hash, and @bob.xmpp.org.',
          ],
          type: ['string?', 'Its media type.'],
          'max-age': ['nonNegativeInteger?', 'For how many seconds it may be kept.'],
        },
        text: 'base64?',
        reply: { 'iq get': 'data' },
      },
    }),
  },
  features: { 'urn:xmpp:bob': 'Exchanges small pieces of data.' },
  templates: [
    {
      label: 'Ask for a piece of data',
      text: '<iq type="get" id="{{$id}}" to="${1:juliet@example.org/balcony}">\n  <data xmlns="urn:xmpp:bob" cid="${2:sha1+8f35fef110ffc5df08d579a50083ff9308fb6242@bob.xmpp.org}"/>\n</iq>',
    },
  ],
};
